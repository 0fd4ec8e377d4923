import { useI18n } from 'vue-i18n'
import { formatCode, normaliseCode } from '../../../core/domain/code.ts'
import { AppError, isErrorCode } from '../../../core/domain/errors.ts'
import type { Verdict } from '../../../core/domain/verdict.ts'
import type { Command } from '../../../core/sync/command.ts'
import { useErrorWords } from '../../kit/i18n/use-error-words.ts'
import { useVerdictWords } from '../features/desk/use-verdict-words.ts'

/** A command of the outbox in words: what it does, and why it was refused. */
export function useCommandWords() {
  const { t, te } = useI18n()
  const errors = useErrorWords()
  const verdicts = useVerdictWords()

  /** `couponTitle` is that of the coupon which the command names by its id. */
  function title({ name, args }: Command, couponTitle: string): string {
    const code = 'code' in args ? (normaliseCode(args.code) ?? args.code) : ''
    const saved = 'coupon' in args && typeof args.coupon === 'object' ? args.coupon.title : couponTitle
    return t(`sync.command.${name}`, { code: formatCode(code), title: saved })
  }

  /** A refusal's kind stands in `code`, and what the server said with it, as JSON, in `detail`. */
  function why({ name, error }: Command): string {
    if (!error) return ''
    if (isErrorCode(error.code)) return errors(new AppError(error.code))
    const said = { ...JSON.parse(error.detail ?? '{}'), kind: error.code } as { kind: string; reasons?: string[] }
    if (name === 'use_code' && te(`desk.verdict.${said.kind}.title`)) {
      const words = verdicts.words(said as Verdict)
      return `${words.title}. ${words.text}`
    }
    return [t('sync.refusal'), ...(said.reasons ?? [said.kind]).map((reason) => (te(`editor.reason.${reason}`) ? t(`editor.reason.${reason}`) : reason))].join(' ')
  }

  return { title, why }
}
