import { useI18n } from 'vue-i18n'
import { useLanguage } from '../../kit/i18n/create-i18n.ts'
import type { Language } from '../../kit/i18n/language.ts'
import { useSession } from '../../kit/session/use-session.ts'
import { useConnection } from './connection.ts'
import { useSays } from './use-says.ts'

/**
 * Changes the language of the page, kept on this device, and of the account, whose mails speak it. A desk's computer is shared,
 * so it does not take up the language of whoever signs in.
 */
export function useLanguageChoice() {
  const { t } = useI18n()
  const { offered, current, choose } = useLanguage()
  const session = useSession()
  const connection = useConnection()
  const says = useSays()

  async function take(language: Language): Promise<void> {
    try {
      await choose(language)
    } catch (error) {
      return says.failed(error)
    }
    if (session.user) await connection.saveLanguage(session.user.id, language).catch(() => says.waits(t('account.languageHere'), t('account.languageHereText')))
  }

  return { offered, current, take }
}
