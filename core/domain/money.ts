import { numberFormat } from './intl-formats.ts'

/** How many digits a currency has behind the point: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** Minor units of an amount as a person writes it: 12.5 EUR → 1250. */
export function toMinor(amount: number, currency: string): number {
  return Math.round(Number(`${amount}e${minorDigits(currency)}`))
}

/** The amount of so many minor units: 1250 EUR → 12.5. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency)
}

/** Money in words of the locale, from minor units; whole amounts carry no decimals: `€20`, `€12.50`. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = numberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
  return format.format(toMajor(minor, currency))
}
