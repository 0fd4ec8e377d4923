import { hotelClock } from '../../../../core/domain/hotel-time.ts'
import type { RedemptionStatus } from '../../../../core/domain/rows.ts'
import type { RedemptionLine } from './redemption-list.ts'

/** The lines as rows of a CSV, instants on the hotel's clock (`YYYY-MM-DD HH:MM`). Heads and states are in the reader's words. */
export function redemptionRows(lines: RedemptionLine[], timeZone: string, words: { heads: readonly string[]; status(status: RedemptionStatus): string }): string[][] {
  const at = (instant: string | null) => {
    if (instant === null) return ''
    const { day, time } = hotelClock(instant, timeZone)
    return `${day} ${time.slice(0, 5)}`
  }
  return [
    [...words.heads],
    ...lines.map(({ redemption, couponTitle, status, usedByName }) => [
      redemption.guest_name, couponTitle, words.status(status), at(redemption.redeemed_at), at(redemption.expires_at), at(redemption.used_at), usedByName ?? '', redemption.device ?? '',
    ]),
  ]
}
