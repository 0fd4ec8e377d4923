import { epochMs, type Instant } from '../../../core/domain/hotel-time.ts'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How long ago something was, in words of the locale: `5 minutes ago`, `yesterday`; under a minute `now`. */
export function agoWords(then: Instant, now: Instant, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const seconds = Math.max(0, Math.round((epochMs(now) - epochMs(then)) / 1000))
  const step = steps.find(([, size]) => seconds >= size)
  return step ? format.format(-Math.floor(seconds / step[1]), step[0]) : format.format(0, 'second')
}
