import { useOverlay } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import type { CloudFunctions } from '../../../../core/sync/cloud-functions.ts'
import { withinPatience } from '../../app/patience.ts'
import { useWorkspace } from '../../app/workspace.ts'
import PublishDialog from './PublishDialog.vue'

/** The database counts so far; a higher number says that there are more. */
const countedTo = 1000

/** Asks before something goes out to everybody who follows, and says whom it will reach. */
export function useReach() {
  const { t } = useI18n()
  const { cloud, hotelId, status } = useWorkspace()
  const overlay = useOverlay()

  function words({ listed, told, muted }: CloudFunctions['count_followers']['result']): string {
    if (!listed) return t('editor.reach.unlisted')
    const followers = told > countedTo ? t('editor.reach.many', { count: countedTo }) : t('editor.reach.told', { count: told }, told)
    const silent = muted > countedTo ? t('editor.reach.mutedMany', { count: countedTo }) : t('editor.reach.muted', { count: muted }, muted)
    return muted === 0 ? followers : `${followers} ${silent}`
  }

  async function reach(): Promise<string> {
    if (!status.value.online) return t('editor.reach.offline')
    try {
      return words(await withinPatience(cloud.call('count_followers', { hotel: hotelId })))
    } catch (error) {
      console.warn('followers not counted', error)
      return t('editor.reach.unknown')
    }
  }

  /** Resolves with whether the user agreed. */
  return async (title: string): Promise<boolean> => {
    const question = { title: t('editor.reach.title', { title }), reach: reach(), counting: t('editor.reach.counting'), action: t('editor.publish'), cancel: t('editor.cancel') }
    return (await overlay.create(PublishDialog, { destroyOnClose: true }).open(question).result) === true
  }
}
