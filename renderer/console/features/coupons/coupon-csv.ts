import * as v from 'valibot'
import { readCsv } from '../../../../core/domain/read-csv.ts'
import { minorDigits, toMajor } from '../../../../core/domain/money.ts'
import type { Coupon, DiscountKind } from '../../../../core/domain/rows.ts'
import type { CouponDraft } from '../../../../core/sync/command.ts'
import { blankForm, draftOf, everyDay, type CouponForm } from './coupon-form.ts'
import type { CouponLine } from './coupon-list.ts'
import { couponSchema, type Say } from './coupon-schema.ts'

/** The columns of a coupon's line, as they are written and read. Amounts are in units of the hotel's currency, weekdays 1 (Monday) to 7. */
export const couponColumns = [
  'title', 'description', 'terms', 'discount_kind', 'discount_value', 'starts_on', 'ends_on', 'weekdays', 'hours_from', 'hours_to',
  'blackout_dates', 'max_redemptions', 'max_per_guest', 'valid_days_after_redeem', 'online_only',
] as const
type Column = (typeof couponColumns)[number]
/** What is written for people to read, and passed over where it comes back. */
const told = ['status', 'views', 'redemptions', 'uses'] as const
/** One file makes no more coupons than this: a slip of the hand stays a small one. */
export const mostLines = 500

/** The list of coupons as rows of a CSV. */
export function couponRows(lines: CouponLine[], currency: string): string[][] {
  return [[...couponColumns, ...told], ...lines.map((line) => [...couponCells(line.coupon, currency), line.state, String(line.views), String(line.redemptions), String(line.uses)])]
}

function couponCells(coupon: Coupon, currency: string): string[] {
  const text = (value: number | string | null) => (value === null ? '' : String(value))
  const value = { percent: String(coupon.discount_value), amount: toMajor(coupon.discount_value, currency).toFixed(minorDigits(currency)), gift: '' }[coupon.discount_kind]
  return [
    coupon.title, coupon.description, coupon.terms, coupon.discount_kind, value, coupon.starts_on, coupon.ends_on, (coupon.weekdays ?? []).join(' '),
    text(coupon.hours_from?.slice(0, 5) ?? null), text(coupon.hours_to?.slice(0, 5) ?? null), (coupon.blackout_dates ?? []).join(' '),
    text(coupon.max_redemptions), text(coupon.max_per_guest), text(coupon.valid_days_after_redeem), coupon.online_only ? 'yes' : 'no',
  ]
}

/** What is wrong with a file: on which line (null: with all of it), in which column, and why. */
export interface CsvProblem {
  line: number | null
  column: string | null
  message: string
}
export type CsvCoupons = { kind: 'ready'; drafts: CouponDraft[] } | { kind: 'wrong'; problems: CsvProblem[] }

/** The coupons of a CSV as drafts, every one of them, or what is wrong with which line. */
export function readCoupons(text: string, at: { hotelId: string; currency: string; today: string; id: () => string; say: Say }): CsvCoupons {
  const [head, ...rows] = readCsv(text)
  const columns = head?.cells.map((name) => name.trim().toLowerCase()) ?? []
  const whole = (key: string, values?: Record<string, number>): CsvCoupons => ({ kind: 'wrong', problems: [{ line: null, column: null, message: at.say(key, values) }] })
  const strange = columns.filter((name) => name !== '' && ![...couponColumns, ...told].includes(name as Column))
  if (!columns.includes('title')) return whole('csvNoTitle')
  if (rows.length === 0) return whole('csvEmpty')
  if (rows.length > mostLines) return whole('csvTooMany', { max: mostLines })
  const problems: CsvProblem[] = strange.map((column) => ({ line: 1, column, message: at.say('csvColumn') }))
  const drafts = rows.map(({ line, cells }) => {
    const cell = (name: Column) => cells[columns.indexOf(name)]?.trim() ?? ''
    const { form, wrong } = formOfCells(cell, at.today)
    problems.push(...wrong.map(([column, key]) => ({ line, column, message: at.say(key) })), ...issuesOf(form, at.say).map(([column, message]) => ({ line, column, message })))
    return draftOf(form, { id: at.id(), hotelId: at.hotelId, currency: at.currency })
  })
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'ready', drafts }
}

/** The fields of one line; what cannot be read at all is told by column. */
function formOfCells(cell: (name: Column) => string, today: string): { form: CouponForm; wrong: [Column, string][] } {
  const wrong: [Column, string][] = []
  const number = (name: Column): number | null => (cell(name) === '' ? null : Number(cell(name).replace(',', '.')))
  const kind = (cell('discount_kind').toLowerCase() || 'percent') as DiscountKind
  if (!['percent', 'amount', 'gift'].includes(kind)) wrong.push(['discount_kind', 'csvKind'])
  const weekdays = words(cell('weekdays')).map(Number)
  const online = cell('online_only').toLowerCase()
  if (!['', 'yes', 'no', 'true', 'false', '1', '0'].includes(online)) wrong.push(['online_only', 'csvYesNo'])
  const blank = blankForm(today)
  const form: CouponForm = {
    ...blank,
    title: cell('title'), description: cell('description'), terms: cell('terms'),
    discount_kind: kind,
    percent: kind === 'percent' ? number('discount_value') : null,
    amount: kind === 'amount' ? number('discount_value') : null,
    starts_on: cell('starts_on') || blank.starts_on, ends_on: cell('ends_on') || blank.ends_on,
    weekdays: weekdays.length === 0 ? [...everyDay] : weekdays,
    byHours: cell('hours_from') !== '' || cell('hours_to') !== '',
    hours_from: cell('hours_from'), hours_to: cell('hours_to'),
    blackout_dates: words(cell('blackout_dates')),
    limited: cell('max_redemptions') !== '', max_redemptions: number('max_redemptions'),
    max_per_guest: number('max_per_guest') ?? 1,
    expires: cell('valid_days_after_redeem') !== '', valid_days_after_redeem: number('valid_days_after_redeem'),
    online_only: ['yes', 'true', '1'].includes(online),
  }
  return { form, wrong }
}

const words = (text: string): string[] => text.split(/[\s,;|]+/).filter(Boolean)

/** The fields of the form that have columns of another name. */
const columnOf: Partial<Record<keyof CouponForm, Column>> = { percent: 'discount_value', amount: 'discount_value' }

function issuesOf(form: CouponForm, say: Say): [string, string][] {
  const { issues = [] } = v.safeParse(couponSchema(say), form)
  return issues.map((issue) => {
    const field = issue.path?.[0]?.key as keyof CouponForm
    return [columnOf[field] ?? field, issue.message]
  })
}
