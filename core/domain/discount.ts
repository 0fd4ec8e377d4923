import { numberFormat } from './intl-formats.ts'
import { formatMoney } from './money.ts'
import type { Discount, DiscountKind } from './rows.ts'

/**
 * A discount in words of the locale: the kind picks the app's phrase (“{text} off”), the text is `20%` or `€15`, and empty
 * for a gift, which its title names.
 */
export function discountWords(discount: Discount, currency: string, locale: string): { kind: DiscountKind; text: string } {
  return { kind: discount.discount_kind, text: discountText(discount, currency, locale) }
}

function discountText({ discount_kind, discount_value }: Discount, currency: string, locale: string): string {
  if (discount_kind === 'percent') return numberFormat(locale, { style: 'percent' }).format(discount_value / 100)
  return discount_kind === 'amount' ? formatMoney(discount_value, currency, locale) : ''
}
