import { expect, it } from 'vitest'
import { csvOf } from '../../../../core/domain/csv.ts'
import type { Coupon } from '../../../../core/domain/rows.ts'
import { couponRows, mostLines, readCoupons } from './coupon-csv.ts'

const at = { hotelId: 'h', currency: 'EUR', today: '2026-11-20', id: () => 'new', say: (key: string) => key }
const read = (...lines: string[]) => readCoupons(lines.join('\n'), at)

it('reads back what was written', () => {
  const coupon = {
    id: 'c', hotel_id: 'h', title: '=Spa, "all day"', description: 'Line\nbreak', terms: '', discount_kind: 'amount', discount_value: 1250, starts_on: '2026-12-01', ends_on: '2026-12-31',
    weekdays: [1, 2], hours_from: '18:00:00', hours_to: '02:00:00', blackout_dates: ['2026-12-24', '2026-12-25'], max_redemptions: 20, max_per_guest: 2, valid_days_after_redeem: 7,
    online_only: true, image_path: null,
  } as Coupon
  const text = csvOf(couponRows([{ coupon, state: 'published', views: 3, redemptions: 2, uses: 1 }], 'EUR'))
  const { id: _, ...expected } = coupon
  expect(readCoupons(text, at)).toEqual({ kind: 'ready', drafts: [{ id: 'new', ...expected }] })
})

it('needs no more than a title and a discount', () => {
  expect(read('Title;Discount_Value', 'Tea;15')).toMatchObject({ kind: 'ready', drafts: [{ title: 'Tea', discount_kind: 'percent', discount_value: 15, starts_on: '2026-11-20', weekdays: null, max_redemptions: null }] })
})

it('takes nothing where one line is wrong, and says which and why', () => {
  const answer = read('title,discount_kind,discount_value,ends_on,weekdays,online_only', 'Good,percent,10,2026-12-01,,no', ',percent,200,2026-12-01,8,maybe', 'Late,free,1,2020-01-01,,')
  expect(answer).toEqual({
    kind: 'wrong',
    problems: [
      { line: 3, column: 'online_only', message: 'csvYesNo' },
      { line: 3, column: 'title', message: 'titleMissing' },
      { line: 3, column: 'discount_value', message: 'percent' },
      { line: 3, column: 'weekdays', message: 'weekdays' },
      { line: 4, column: 'discount_kind', message: 'csvKind' },
      { line: 4, column: 'ends_on', message: 'endsBefore' },
    ],
  })
})

it.each([
  ['name,value\nTea,1', 'csvNoTitle'],
  ['title', 'csvEmpty'],
  ['', 'csvNoTitle'],
  [`title\n${'Tea\n'.repeat(mostLines + 1)}`, 'csvTooMany'],
])('refuses the whole of %#', (text, message) => {
  expect(readCoupons(text, at)).toEqual({ kind: 'wrong', problems: [{ line: null, column: null, message }] })
})

it('refuses a column that it does not know, since something would be lost', () => {
  expect(read('title,discount_value,price', 'Tea,10,5')).toEqual({ kind: 'wrong', problems: [{ line: 1, column: 'price', message: 'csvColumn' }] })
})
