import { useI18n } from 'vue-i18n'
import { formatInstant } from '../../../../core/domain/hotel-time-words.ts'
import type { Verdict } from '../../../../core/domain/verdict.ts'
import { useCouponWords } from '../../../kit/i18n/use-coupon-words.ts'
import { useFormatLocale } from '../../../kit/i18n/use-format-locale.ts'
import { formatEnd } from '../../app/format-end.ts'
import { useWorkspace } from '../../app/workspace.ts'
import type { VerdictFaceKey } from './verdict-faces.ts'

/** A verdict in the words of the desk, on the hotel's clock. */
export function useVerdictWords() {
  const { t } = useI18n()
  const { hotel } = useWorkspace()
  const coupons = useCouponWords()
  const locale = useFormatLocale()
  const at = (instant: string) => formatInstant(instant, hotel.value.time_zone, locale.value)
  const until = (instant: string) => formatEnd(instant, hotel.value.time_zone, locale.value)

  function alreadyUsed({ used_at, used_by_name: name, device }: Extract<Verdict, { kind: 'already-used' }>): string {
    const variant = name && device ? 'byAt' : name ? 'by' : device ? 'at' : 'text'
    return t(`desk.verdict.already-used.${variant}`, { at: at(used_at), name: name ?? '', device: device ?? '' })
  }

  function wait(seconds: number): string {
    const minutes = Math.ceil(seconds / 60)
    return new Intl.NumberFormat(locale.value, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(Math.max(1, minutes))
  }

  function outsideHours(verdict: Extract<Verdict, { kind: 'outside-hours' }>): string {
    const hours = coupons.hours(verdict)
    const dates = (verdict.blackout_dates ?? []).map(coupons.day)
    return [
      hours && t('desk.verdict.outside-hours.text', { hours }),
      dates.length > 0 && t('desk.verdict.outside-hours.dates', { dates: new Intl.ListFormat(locale.value, { type: 'disjunction' }).format(dates) }),
    ].filter(Boolean).join(' ')
  }

  function text(verdict: Verdict): string {
    const key = `desk.verdict.${verdict.kind}.text`
    switch (verdict.kind) {
      case 'not-yet': return t(key, { at: at(verdict.starts_at) })
      case 'expired': return t(key, { at: until(verdict.ended_at) })
      case 'outside-hours': return outsideHours(verdict)
      case 'already-used': return alreadyUsed(verdict)
      case 'too-many-attempts': return t(key, { wait: wait(verdict.retry_after_s) })
      default: return t(key)
    }
  }

  /** Title and sentence of a verdict as it is shown; the cloud's own word unless another face is named. */
  function words(verdict: Verdict, face: VerdictFaceKey = verdict.kind): { title: string; text: string } {
    return { title: t(`desk.verdict.${face}.title`), text: face === verdict.kind ? text(verdict) : t(`desk.verdict.${face}.text`) }
  }

  return { words, at, until }
}
