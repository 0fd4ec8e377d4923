import { hotelNames } from '../../../../core/domain/hotel-names.ts'
import type { Coupon, Member, Redemption, Use } from '../../../../core/domain/rows.ts'

/** A physical use, with the name of who did it. */
export interface NamedUse {
  use: Use
  byName: string | null
}

/** Two uses of one code: the one that counts, and the one that came too late. */
export interface Conflict extends NamedUse {
  guest: string
  coupon: string
  counted: NamedUse | null
}

/** The conflicts among the uses with what one must know to settle them, the newest first. */
export function conflictsOf(uses: Use[], known: { redemptions: Redemption[]; coupons: Coupon[]; members: Member[] }): Conflict[] {
  const redemptions = new Map(known.redemptions.map((row) => [row.id, row]))
  const names = hotelNames(known)
  const counted = new Map(uses.filter(({ status }) => status === 'counted').map((use) => [use.redemption_id, use]))
  const named = (use: Use): NamedUse => ({ use, byName: names.member(use.used_by) })
  return uses
    .filter(({ status }) => status === 'conflict' || status === 'closed')
    .map((use) => {
      const redemption = redemptions.get(use.redemption_id)
      const first = counted.get(use.redemption_id)
      return { ...named(use), guest: redemption?.guest_name ?? '', coupon: names.title(redemption?.coupon_id), counted: first ? named(first) : null }
    })
    .sort((a, b) => Date.parse(b.use.happened_at) - Date.parse(a.use.happened_at))
}
