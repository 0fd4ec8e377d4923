import { createAppI18n } from '../../kit/i18n/create-i18n.ts'
import { en } from './locales/en.ts'

export const i18n = createAppI18n({ en, es: async () => (await import('./locales/es.ts')).es })
