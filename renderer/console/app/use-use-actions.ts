import { useOverlay } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import type { Use } from '../../../core/domain/rows.ts'
import type { Command, Commands } from '../../../core/sync/command.ts'
import ReasonDialog from './ReasonDialog.vue'
import { sendOrQueue } from './send-or-queue.ts'
import { useSays } from './use-says.ts'
import { useWorkspace } from './workspace.ts'

/** The database lets a use be undone for so long after it arrived. */
const undoMs = 24 * 3_600_000

/** Whether a use can still be undone at an instant (epoch milliseconds). */
export function canUndo(use: Use | undefined, now: number): use is Use {
  return use?.status === 'counted' && now < Date.parse(use.received_at) + undoMs
}

/** What a manager does with a use: takes it back, or closes it as a conflict. Each asks for the reason and says how it went. */
export function useUseActions() {
  const { t } = useI18n()
  const { engine, hotelId } = useWorkspace()
  const says = useSays()
  const overlay = useOverlay()

  const ask = async (key: 'undo' | 'close', about: Record<string, string>, text = t(`uses.${key}.text`, about)): Promise<string | null> => {
    const answer: unknown = await overlay.create(ReasonDialog, { destroyOnClose: true }).open({
      title: t(`uses.${key}.title`),
      text,
      label: t('uses.reason'),
      missing: t('uses.reasonMissing'),
      action: t(`uses.${key}.action`),
      cancel: t('uses.cancel'),
    }).result
    return typeof answer === 'string' ? answer : null
  }

  /** Says what came of taking a use back, and gives whether it is. */
  async function takeBack(sent: Promise<Commands['undo_code']['result'] | null>, about: Record<string, string>): Promise<boolean> {
    try {
      const answer = await sent
      if (answer === null) says.waits(t('uses.undo.queued'), t('uses.queuedText'))
      else if (answer.kind === 'too-late') says.bad(t('uses.undo.tooLate'), t('uses.undo.tooLateText'))
      else says.good(t('uses.undo.done'), t(`uses.undo.${answer.kind === 'closed' ? 'cameSecond' : answer.status}`, about))
      return answer?.kind !== 'too-late'
    } catch (error) {
      says.failed(error)
      return false
    }
  }

  async function undo({ id }: Use, about: { guest: string; coupon: string }): Promise<boolean> {
    const reason = await ask('undo', about)
    return reason !== null && takeBack(sendOrQueue(engine, 'undo_use', { hotel: hotelId, use: id, reason }), about)
  }

  /** Takes a use back that the cloud has not confirmed: it follows the use through the outbox. `code`: nobody here knows whose it is. */
  async function undoWaiting({ args: { code, happened_at } }: Command<'use_code'>, about: { guest: string; coupon: string; code: string | null }): Promise<boolean> {
    const { guest, coupon } = about
    const reason = await ask('undo', { guest, coupon }, about.code ? t('uses.undo.unknownText', { code: about.code }) : undefined)
    return reason !== null && takeBack(sendOrQueue(engine, 'undo_code', { hotel: hotelId, code, happened_at, reason }), { guest, coupon })
  }

  async function close({ id }: Use, about: { guest: string; coupon: string }): Promise<void> {
    const reason = await ask('close', about)
    if (reason === null) return
    try {
      const answer = await sendOrQueue(engine, 'close_conflict', { hotel: hotelId, use: id, reason })
      if (answer === null) says.waits(t('uses.close.queued'), t('uses.queuedText'))
      else says.good(t('uses.close.done'))
    } catch (error) {
      says.failed(error)
    }
  }

  return { undo, undoWaiting, close }
}
