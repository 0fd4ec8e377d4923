import { useToast } from '@nuxt/ui/composables'
import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { asAppError } from '../../../../core/domain/errors.ts'
import type { Coupon } from '../../../../core/domain/rows.ts'
import type { CouponDraft } from '../../../../core/sync/command.ts'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'
import { sendOrQueue } from '../../app/send-or-queue.ts'
import { useConfirm } from '../../app/use-confirm.ts'
import { useRefusedSave } from '../../app/use-refused-save.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** Saving, publishing, pausing and archiving one coupon; each says in a toast how it went. */
export function useCouponActions(id: string, coupon: Ref<Coupon | undefined>) {
  const { t, te } = useI18n()
  const { engine, status } = useWorkspace()
  const toast = useToast()
  const confirm = useConfirm()
  const words = useErrorWords()
  const refused = useRefusedSave(id)
  const busy = ref(false)
  const good = (title: string, description: string) => toast.add({ title, description, color: 'success', icon: 'i-lucide-circle-check' })
  const bad = (title: string, description: string) => toast.add({ title, description, color: 'error', icon: 'i-lucide-octagon-alert' })

  // Told once, however often it is tried: the fields say the rest.
  const invalid = () => toast.add({ id: 'invalid', title: t('editor.invalidTitle'), description: t('editor.invalid'), color: 'error', icon: 'i-lucide-octagon-alert' })

  /** Runs one action; whatever it throws is shown. Resolves with whether it went through. */
  async function run(action: () => Promise<boolean | void>): Promise<boolean> {
    busy.value = true
    toast.remove('invalid')
    try {
      return (await action()) !== false
    } catch (error) {
      bad(t('editor.failed'), words(asAppError(error)))
      return false
    } finally {
      busy.value = false
    }
  }

  /** A save that was refused is corrected by the next one, and takes its place before what depends on it. */
  const send = (draft: CouponDraft) => (refused.value ? engine.correct(refused.value.id, 'save_coupon', { coupon: draft }) : engine.commit('save_coupon', { coupon: draft }))

  /** Saves on this device; the cloud follows by itself. */
  const save = (draft: CouponDraft) =>
    run(async () => {
      const live = coupon.value?.status === 'published'
      await send(draft)
      good(t('editor.saved'), status.value.online ? t(live ? 'editor.savedLiveText' : 'editor.savedText', { title: draft.title }) : t('editor.savedOffline'))
    })

  /** Saves what is new, then publishes and says whom it reached; without network both wait in the outbox. */
  const publish = (draft: CouponDraft | null, title: string) =>
    run(async () => {
      const again = coupon.value?.published_at != null
      if (draft) await send(draft)
      const answer = await sendOrQueue(engine, 'publish_coupon', { coupon: id })
      if (answer === null) return void good(t('editor.publish'), t('editor.publishQueued'))
      if (answer.kind === 'published') return void good(t('editor.published'), again ? t('editor.publishedAgain', { title }) : told(title, answer.followers))
      bad(t('editor.notPublishable'), answer.reasons.map((reason) => (te(`editor.reason.${reason}`) ? t(`editor.reason.${reason}`) : reason)).join(' '))
      return false
    })

  /** The database counts to a thousand; 1001 says that there are more. */
  const told = (title: string, followers: number) =>
    followers > 1000 ? t('editor.publishedToMany', { title, count: 1000 }) : t('editor.publishedTo', { title, count: followers }, followers)

  const pause = () =>
    run(async () => {
      await engine.commit('pause_coupon', { coupon: id })
      good(t('editor.paused'), t('editor.pausedText'))
    })

  const archive = () =>
    run(async () => {
      const agreed = await confirm({ title: t('editor.archiveTitle'), text: t('editor.archiveText'), action: t('editor.archive'), cancel: t('editor.cancel') })
      if (!agreed) return false
      await engine.commit('archive_coupon', { coupon: id })
      good(t('editor.archived'), t('editor.archivedText'))
    })

  return { busy, save, publish, pause, archive, invalid }
}
