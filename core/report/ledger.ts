import { hotelNames } from '../domain/hotel-names.ts'
import type { Use } from '../domain/rows.ts'
import type { ReportSource } from './figures.ts'

/**
 * The books of a range. Every physical use is one row of `uses`; `counted` are those that consumed a code, `undone` those that a
 * manager took back. So gross = counted + undone, and net = gross − undone = counted. A `conflict` is a further use of a code that
 * was used before: it never counts, open or closed.
 */
export interface Ledger {
  redemptions: number
  gross: number
  undone: number
  net: number
  conflicts: { open: number; closed: number }
  /** Every use that was undone or is a conflict, the newest first. */
  corrections: CorrectionLine[]
}

/** A use that did not count, as a report lists it. */
export interface CorrectionLine {
  use: Use
  couponTitle: string
  guestName: string
  usedByName: string | null
}

/** Adds up the books. `within` says whether an instant falls into the range. */
export function collectLedger({ members, coupons, redemptions, uses }: ReportSource, within: (instant: string | null) => boolean): Ledger {
  const names = hotelNames({ members, coupons })
  const taken = new Map(redemptions.map((row) => [row.id, row]))
  const inRange = uses.filter((use) => within(use.happened_at))
  const count = (status: Use['status']) => inRange.filter((use) => use.status === status).length
  const [counted, undone] = [count('counted'), count('undone')]
  const corrections = inRange
    .filter((use) => use.status !== 'counted')
    .map((use) => {
      const redemption = taken.get(use.redemption_id)
      return {
        use,
        couponTitle: names.title(redemption?.coupon_id),
        guestName: redemption?.guest_name ?? '',
        usedByName: names.member(use.used_by),
      }
    })
    .sort((a, b) => Date.parse(b.use.happened_at) - Date.parse(a.use.happened_at) || (a.use.id < b.use.id ? -1 : 1))
  return {
    redemptions: redemptions.filter((row) => within(row.redeemed_at)).length,
    gross: counted + undone,
    undone,
    net: counted,
    conflicts: { open: count('conflict'), closed: count('closed') },
    corrections,
  }
}
