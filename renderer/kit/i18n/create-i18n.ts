import { createI18n } from 'vue-i18n'
import { en } from './en.ts'

/** The app's i18n: its own messages, with those of the kit under `kit`. */
export function createAppI18n(messages: { en: Record<string, unknown> }) {
  return createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en: { ...messages.en, kit: en } } })
}
