import { useI18n } from 'vue-i18n'
import { asAppError } from '../../../core/domain/errors.ts'

/** What went wrong in words a person can act on. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useI18n({ useScope: 'global' })
  return (error) => t(`kit.error.${asAppError(error).code}`)
}
