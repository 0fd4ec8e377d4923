import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ReportTable } from '../../core/report/model.ts'

const { resolve } = createRequire(import.meta.url)

/** Where the two weights of the report's face lie, the same for every contender. */
export const fontFiles = {
  normal: resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
}

/** A font file as bytes. */
export const fontBytes = (style: keyof typeof fontFiles): Uint8Array => new Uint8Array(readFileSync(fontFiles[style]))

/** The long ledger of a report: who redeemed and used what, `rows` of them. */
export function ledger(rows: number): ReportTable {
  const labels: [string, number][] = [['Guest', 15], ['Coupon', 28.5], ['Status', 11], ['Redeemed', 12.75], ['Used', 12.75], ['Used by', 20]]
  return {
    heading: 'Who redeemed and used what',
    columns: labels.map(([label, width]) => ({ label, align: 'left', width })),
    rows: Array.from({ length: rows }, (_, index) => [
      `Guest Łódź ${index}`, `Breakfast for two on the terrace, offer ${index % 40}`, index % 2 ? 'Used' : 'Redeemed',
      `${(index % 28) + 1} Oct, ${String(index % 24).padStart(2, '0')}:15`, index % 2 ? `${(index % 28) + 1} Oct, 20:45` : '–', index % 2 ? 'Núria · Front desk 1' : '–',
    ]),
    foot: null,
    empty: '',
  }
}
