import { codeDigest, normaliseCode } from '../domain/code.ts'
import { epochMs } from '../domain/hotel-time.ts'
import type { Coupon, CouponStatus, HotelTables, Redemption } from '../domain/rows.ts'
import { windowInstants } from '../domain/window.ts'
import type { Command, CouponDraft } from './command.ts'
import type { LocalEffects, RowAccess } from './ports.ts'

/** What a hotel's commands change in its replica at once, done by this member. */
export const hotelEffects = (userId: string): LocalEffects<HotelTables> => ({
  save_coupon: async ({ coupon }, rows, command) => {
    const known = await rows.get('coupons', coupon.id)
    const timeZone = (await rows.get('hotels', coupon.hotel_id))?.time_zone ?? 'UTC'
    await rows.put('coupons', [savedCoupon(known, coupon, { command, timeZone })])
  },

  publish_coupon: async ({ coupon }, rows, { created_at }) => {
    const known = await rows.get('coupons', coupon)
    if (known) await rows.put('coupons', [{ ...known, status: 'published', published_at: known.published_at ?? created_at }])
  },

  pause_coupon: ({ coupon }, rows) => setStatus(rows, coupon, 'paused'),
  archive_coupon: ({ coupon }, rows) => setStatus(rows, coupon, 'archived'),

  use_code: async ({ hotel, code: typed, happened_at, device }, rows) => {
    const code = normaliseCode(typed)
    if (code === null) return
    const [redemption] = await rows.find('redemptions', 'code_digest', codeDigest(hotel, code))
    if (redemption?.status !== 'redeemed' && redemption?.status !== 'expired') return
    await rows.put('redemptions', [{ ...redemption, status: 'used', used_at: happened_at, used_by: userId, device }])
  },

  undo_use: async ({ use, reason }, rows, { created_at }) => {
    const known = await rows.get('uses', use)
    if (known?.status !== 'counted') return
    await rows.put('uses', [{ ...known, status: 'undone', reason }])
    await giveBack(rows, await rows.get('redemptions', known.redemption_id), created_at)
  },

  undo_code: async ({ hotel, code: typed, happened_at, reason }, rows, { created_at }) => {
    const code = normaliseCode(typed)
    const [redemption] = code === null ? [] : await rows.find('redemptions', 'code_digest', codeDigest(hotel, code))
    if (redemption?.status !== 'used' || redemption.used_by !== userId || epochMs(redemption.used_at ?? 0) !== epochMs(happened_at)) return
    const [use] = (await rows.find('uses', 'redemption_id', redemption.id)).filter(({ status }) => status === 'counted')
    if (use) await rows.put('uses', [{ ...use, status: 'undone', reason }])
    await giveBack(rows, redemption, created_at)
  },

  close_conflict: async ({ use, reason }, rows) => {
    const known = await rows.get('uses', use)
    if (known?.status === 'conflict') await rows.put('uses', [{ ...known, status: 'closed', reason }])
  },
})

function savedCoupon(known: Coupon | undefined, draft: CouponDraft, { command, timeZone }: { command: Command; timeZone: string }): Coupon {
  const fresh = { status: 'draft', published_at: null, created_at: command.created_at } as const
  return {
    ...(known ?? fresh),
    ...draft,
    ...windowInstants(draft.starts_on, draft.ends_on, timeZone),
    updated_at: command.created_at,
  }
}

async function giveBack(rows: RowAccess<HotelTables>, redemption: Redemption | undefined, now: string): Promise<void> {
  if (!redemption) return
  const status = epochMs(redemption.expires_at) > epochMs(now) ? 'redeemed' : 'expired'
  await rows.put('redemptions', [{ ...redemption, status, used_at: null, used_by: null, device: null }])
}

async function setStatus(rows: RowAccess<HotelTables>, id: string, status: CouponStatus): Promise<void> {
  const known = await rows.get('coupons', id)
  if (known) await rows.put('coupons', [{ ...known, status }])
}
