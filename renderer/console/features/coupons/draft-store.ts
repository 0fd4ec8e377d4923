import type { CouponForm } from './coupon-form.ts'

/** What somebody was writing, and when (epoch milliseconds). */
export interface KeptDraft {
  at: number
  form: CouponForm
}

/**
 * Fields that are not saved yet, kept on this device while they are written: a reload, a lock or a power cut takes nothing.
 * A store that refuses (private mode, full) only costs the memory.
 */
export function draftStore(store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, { userId, hotelId, couponId }: { userId: string; hotelId: string; couponId: string }) {
  const key = `coupon-draft:${userId}:${hotelId}:${couponId}`
  return {
    /** What is kept, filled up with the fields that a form has had added since. */
    read(blank: CouponForm): KeptDraft | null {
      try {
        const kept = JSON.parse(store.getItem(key) ?? 'null') as KeptDraft | null
        return kept && { at: kept.at, form: { ...blank, ...kept.form } }
      } catch (error) {
        console.warn('draft unreadable', error)
        return null
      }
    },
    keep(form: CouponForm, at: number): void {
      try {
        store.setItem(key, JSON.stringify({ at, form }))
      } catch (error) {
        console.warn('draft not kept', error)
      }
    },
    drop: () => store.removeItem(key),
  }
}

/** Drops all drafts of a user: signing out clears the device. */
export function forgetDrafts(store: Storage, userId: string): void {
  const prefix = `coupon-draft:${userId}:`
  for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key)
}
