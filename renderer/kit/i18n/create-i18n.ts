import english from '@nuxt/ui/runtime/locale/en.js'
import { inject, type InjectionKey, type Plugin, readonly, ref, type Ref, shallowRef, type ShallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { AppError } from '../../../core/domain/errors.ts'
import { en } from './en.ts'
import { directionOf, keepLanguage, keptLanguage, type Language, languages, preferredLanguage } from './language.ts'

/** The language on the page. */
export interface LanguageChoice {
  /** What the app speaks. */
  readonly offered: readonly Language[]
  readonly current: Readonly<Ref<Language>>
  /** What the UI library itself says (the name of a close button) in this language. */
  readonly library: Readonly<ShallowRef<typeof english>>
  /** Whether it was chosen on this device, rather than taken from the browser. */
  readonly isKept: () => boolean
  /** Shows and keeps another language. Rejects where its texts cannot be loaded, and changes nothing then. */
  choose(language: Language): Promise<void>
}

const languageKey: InjectionKey<LanguageChoice> = Symbol('language')

/** The language on the page, and the way to change it. */
export function useLanguage(): LanguageChoice {
  const language = inject(languageKey, null)
  if (!language) throw new AppError('unexpected', { detail: 'no language provided' })
  return language
}

interface Texts {
  [key: string]: string | Texts
}

/** What depends on the device: where a choice is kept, what the reader prefers, the page that is to name its language. */
interface Surroundings {
  storage: Storage
  preferred: readonly string[]
  page: Pick<HTMLElement, 'lang' | 'dir'>
}

/**
 * The app's i18n: its own messages, with those of the kit under `kit`. `ready` resolves when the reader's language is there,
 * the one chosen on this device or else the browser's; mounting after that shows no other language first.
 */
export function createAppI18n<M extends Texts>(own: { en: M; es?: () => Promise<M> }, given?: Surroundings) {
  const { storage, preferred, page } = given ?? { storage: localStorage, preferred: navigator.languages, page: document.documentElement }
  const i18n = createI18n<false>({ legacy: false, locale: 'en' as string, fallbackLocale: 'en', messages: { en: { ...own.en, kit: en } } })
  const offered: readonly Language[] = own.es ? languages : ['en']
  const current = ref<Language>('en')
  const library = shallowRef(english)

  async function loadSpanish() {
    const [texts, kit, words] = await Promise.all([own.es?.(), import('./es.ts'), import('@nuxt/ui/runtime/locale/es.js')])
    i18n.global.setLocaleMessage('es', { ...texts, kit: kit.es })
    return words.default
  }

  async function speak(language: Language): Promise<void> {
    library.value = language === 'es' ? await loadSpanish() : english
    i18n.global.locale.value = current.value = language
    page.lang = language
    page.dir = directionOf(language)
  }

  const language: LanguageChoice = {
    offered,
    current: readonly(current),
    library,
    isKept: () => keptLanguage(storage) !== null,
    choose: async (wanted) => {
      await speak(wanted)
      keepLanguage(storage, wanted)
    },
  }
  const plugin: Plugin = { install: (app) => void app.use(i18n).provide(languageKey, language) }
  // Texts that do not come leave English, which is always there.
  const kept = keptLanguage(storage)
  const ready = speak(kept && offered.includes(kept) ? kept : preferredLanguage(preferred, offered)).catch(() => speak('en'))
  return { ...plugin, t: i18n.global.t as (key: string, values?: Record<string, unknown>) => string, language, ready }
}
