import { useI18n } from 'vue-i18n'

/** What went wrong in words a person can act on, by the error's code. */
export function useErrorWords(): (error: unknown) => string {
  const { t, te } = useI18n({ useScope: 'global' })
  return (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'
    const key = `kit.error.${code}`
    return te(key) ? t(key) : t('kit.error.unknown')
  }
}
