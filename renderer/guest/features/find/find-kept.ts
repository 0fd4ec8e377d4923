import { epochMs, type Instant } from '../../../../core/domain/hotel-time.ts'
import type { CouponCard } from '../../../../core/domain/rows.ts'
import type { FindQuery } from './find-query.ts'

const dayMs = 86_400_000
// Accents aside, as the database compares.
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether a coupon can be redeemed at this moment, as far as it is known. */
export const isOpen = ({ left, starts_at }: Pick<CouponCard, 'left' | 'starts_at'>, now: Instant): boolean => left !== 0 && epochMs(starts_at) <= epochMs(now)

/**
 * The search without network: among the coupons that were seen before, those that fit and have not ended, in the order in which
 * they were seen. It knows neither misspellings nor other orders; the database does once it can be asked.
 */
export function findKept(cards: CouponCard[], query: FindQuery, now: Instant): CouponCard[] {
  const words = plain(query.text).split(/\s+/).filter(Boolean)
  return cards.filter((card) => {
    const text = plain([card.title, card.description, card.hotel.name, card.hotel.city].join(' '))
    const ends = epochMs(card.ends_at) - epochMs(now)
    return ends > 0
      && words.every((word) => text.includes(word))
      && (query.city === null || query.city === card.hotel.city)
      && (query.kind === null || query.kind === card.discount_kind)
      && (query.percent === null || (card.discount_kind === 'percent' && Number(card.discount_value) >= Number(query.percent)))
      && (query.ends === null || ends <= Number(query.ends) * dayMs)
      && (!query.available || isOpen(card, now))
  })
}
