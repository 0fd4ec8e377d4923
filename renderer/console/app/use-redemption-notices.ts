import { useLocalStorage } from '@vueuse/core'
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Redemption } from '../../../core/domain/rows.ts'
import { desktop } from '../../kit/desktop.ts'
import { useLive } from '../../kit/sync/use-live.ts'
import type { Workspace } from './workspace.ts'

/** What is older is no news: the first sync brings a season's redemptions. */
const freshMs = 2 * 60_000
/** A sale brings many redemptions; nobody wants so many notices. */
const pauseMs = 30_000

/** Whether this desktop shows a notice when a guest redeems and the window is not looked at. Kept on the machine. */
export const useNoticesWanted = () => useLocalStorage('redemption-notices', true)

/** Shows a native notice for a redemption that comes while the window is not looked at. A browser has none. */
export function useRedemptionNotices({ tables, hotel }: Workspace): void {
  const { t } = useI18n()
  const notices = desktop()?.notices
  if (!notices) return
  const wanted = useNoticesWanted()
  const { data: newest } = useLive(() => tables.redemptions.orderBy('redeemed_at').last())
  let shownAt = 0

  const isNews = (row: Redemption, before: Redemption) =>
    row.id !== before.id && Date.now() - Date.parse(row.redeemed_at) < freshMs && !document.hasFocus() && Date.now() - shownAt > pauseMs

  watch(newest, async (row, before) => {
    if (!row || !before || !wanted.value || !isNews(row, before)) return
    shownAt = Date.now()
    const coupon = await tables.coupons.get(row.coupon_id)
    await notices.show({
      title: t('notices.redeemed', { guest: row.guest_name }).slice(0, 120),
      body: [coupon?.title, hotel.value.name].filter(Boolean).join(' · '),
      route: '/redemptions',
    })
  })
}
