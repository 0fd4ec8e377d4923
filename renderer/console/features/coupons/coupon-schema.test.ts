import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Coupon } from '../../../../core/domain/rows.ts'
import { blankForm, draftOf, formOf, type CouponForm } from './coupon-form.ts'
import { couponSchema, publicationGaps } from './coupon-schema.ts'

const schema = couponSchema((key) => key)
const good: CouponForm = { ...blankForm('2026-11-20'), title: 'Breakfast' }

function issuesOf(change: Partial<CouponForm>): string[] {
  const { issues } = v.safeParse(schema, { ...good, ...change })
  return (issues ?? []).map((issue) => `${String(issue.path?.[0].key)}: ${issue.message}`)
}

describe('couponSchema', () => {
  it('lets a complete coupon pass', () => {
    expect(issuesOf({})).toEqual([])
  })

  it.each<[Partial<CouponForm>, string]>([
    [{ title: '  ' }, 'title: titleMissing'],
    [{ title: 'x'.repeat(121) }, 'title: tooLong'],
    [{ percent: 0 }, 'percent: percent'],
    [{ percent: 12.5 }, 'percent: percent'],
    [{ discount_kind: 'amount', amount: null }, 'amount: amount'],
    [{ starts_on: '' }, 'starts_on: day'],
    [{ ends_on: '2026-11-19' }, 'ends_on: endsBefore'],
    [{ weekdays: [] }, 'weekdays: weekdays'],
    [{ byHours: true, hours_from: '18:00' }, 'hours_to: hours'],
    [{ limited: true, max_redemptions: 100_001 }, 'max_redemptions: maxRedemptions'],
    [{ max_per_guest: 0 }, 'max_per_guest: maxPerGuest'],
    [{ expires: true }, 'valid_days_after_redeem: validDays'],
  ])('refuses %o', (change, issue) => {
    expect(issuesOf(change)).toEqual([issue])
  })

  it.each<[Partial<CouponForm>]>([
    [{ discount_kind: 'gift', percent: null }],
    [{ byHours: false, hours_from: '' }],
    [{ limited: false, max_redemptions: -1 }],
    [{ ends_on: '2026-11-20' }],
  ])('does not ask what is switched off: %o', (change) => {
    expect(issuesOf(change)).toEqual([])
  })
})

describe('draftOf', () => {
  const at = { id: 'c', hotelId: 'h', currency: 'EUR' }

  it('turns switches and amounts into the columns of a coupon', () => {
    const draft = draftOf({ ...good, discount_kind: 'amount', amount: 12.5, byHours: true, hours_from: '18:00', hours_to: '02:00', weekdays: [7, 1] }, at)
    expect(draft).toMatchObject({ discount_value: 1250, hours_from: '18:00:00', hours_to: '02:00:00', weekdays: [1, 7], max_redemptions: null })
    expect(draftOf(good, at).weekdays).toBeNull()
  })

  it('gives back what a coupon’s form was filled from', () => {
    const coupon = { ...draftOf({ ...good, limited: true, max_redemptions: 5, expires: true, valid_days_after_redeem: 7 }, at) } as Coupon
    expect(draftOf(formOf(coupon, 'EUR'), at)).toEqual(coupon)
  })
})

it.each<[Partial<CouponForm>, string[]]>([
  [{ image_path: 'h/p.webp' }, []],
  [{ image_path: 'h/p.webp', ends_on: '2026-11-20' }, []],
  [{ image_path: null, ends_on: '2026-11-19' }, ['image_path: noImage', 'ends_on: over']],
])('%o cannot be published for %j', (change, gaps) => {
  expect(publicationGaps({ ...good, ...change }, '2026-11-20', (key) => key).map(({ name, message }) => `${name}: ${message}`)).toEqual(gaps)
})
