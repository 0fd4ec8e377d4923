import { codeIn } from '../../../../core/domain/code-in.ts'
import type { Coupon, Redemption } from '../../../../core/domain/rows.ts'
import { matcher } from '../../app/search.ts'

/** A redemption that the desk found by words, with its coupon's title. */
export interface Found {
  redemption: Redemption
  couponTitle: string
}

/** Whether what stands in the desk's box is to be looked for among names: two letters at least, and no code. */
export function isSearch(text: string): boolean {
  return /\p{L}.*\p{L}/u.test(text) && codeIn(text) === null
}

/** Whether it can only be a name: what has a digit may be a code that is still being typed. */
export const isName = (text: string): boolean => isSearch(text) && !/\d/.test(text)

/** The redemptions in which every word occurs in the guest's name or the coupon's title, in the order given, so many at most. */
export function findByWords(text: string, redemptions: readonly Redemption[], coupons: readonly Pick<Coupon, 'id' | 'title'>[], most: number): Found[] {
  const titles = new Map(coupons.map(({ id, title }) => [id, title]))
  const fits = matcher(text)
  const found: Found[] = []
  for (const redemption of redemptions) {
    const couponTitle = titles.get(redemption.coupon_id) ?? ''
    if (fits(redemption.guest_name, couponTitle)) found.push({ redemption, couponTitle })
    if (found.length === most) break
  }
  return found
}
