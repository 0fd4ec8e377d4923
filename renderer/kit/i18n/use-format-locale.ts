import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

/** The locale for Intl: the reader's own variant of the language shown (`en-IE` for `en`), so that dates read as at home. */
export function useFormatLocale(): ComputedRef<string> {
  const { locale } = useI18n({ useScope: 'global' })
  return computed(() => navigator.languages.find((tag) => tag.split('-')[0] === locale.value) ?? locale.value)
}
