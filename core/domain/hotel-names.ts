import type { Coupon, Member } from './rows.ts'

/** What the ids in a hotel's rows are called. */
export interface HotelNames {
  /** A coupon's title; empty where it is not known. */
  title(couponId: string | undefined): string
  /** A member's shown name; null for nobody, and for one who has left. */
  member(userId: string | null): string | null
}

/** Looks names up in rows of coupons and members. */
export function hotelNames({ coupons, members }: { coupons: Pick<Coupon, 'id' | 'title'>[]; members: Pick<Member, 'user_id' | 'display_name'>[] }): HotelNames {
  const titles = new Map(coupons.map(({ id, title }) => [id, title]))
  const names = new Map(members.map(({ user_id, display_name }) => [user_id, display_name]))
  return {
    title: (couponId) => titles.get(couponId ?? '') ?? '',
    member: (userId) => (userId === null ? null : (names.get(userId) ?? null)),
  }
}
