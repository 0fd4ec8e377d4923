import { useI18n } from 'vue-i18n'
import { asAppError, catalogue } from '../../../core/domain/errors.ts'

/** What went wrong in words a person can act on: the translation of the error's code, else the catalogue's text. */
export function useErrorWords(): (error: unknown) => string {
  const { t, te } = useI18n({ useScope: 'global' })
  return (error) => {
    const { code } = asAppError(error)
    const key = `kit.error.${code}`
    return te(key) ? t(key) : `${catalogue[code].why} ${catalogue[code].fix}`
  }
}
