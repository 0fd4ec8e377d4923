import { ledger } from './reports/ledger.ts'

/** Draws one ledger with one contender in a process of its own, and says how long it took and how much memory it needed at most. */
const contenders: Record<string, () => Promise<(table: ReturnType<typeof ledger>) => Uint8Array | Promise<Uint8Array>>> = {
  own: async () => (await import('./reports/own.ts')).own,
  autotable: async () => (await import('./reports/autotable.ts')).autotable,
  pdfmake: async () => (await import('./reports/pdfmake.ts')).pdfmake,
  pdfkit: async () => (await import('./reports/pdfkit.ts')).pdfkit,
}

const [name = '', rows = '0'] = process.argv.slice(2)
const draw = await contenders[name]!()
const table = ledger(Number(rows))
const began = performance.now()
const bytes = await draw(table)
process.send?.({ seconds: (performance.now() - began) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, bytes: bytes.length })
