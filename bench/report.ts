import { fork } from 'node:child_process'
import { once } from 'node:events'
import { atLeastTimes, atMost, atMostTimes, median, print } from './figure.ts'

const rounds = 5
const rows = 10_000

/** What one drawing cost. */
interface Cost {
  seconds: number
  megabytes: number
  bytes: number
}

async function draw(name: string, count: number): Promise<Cost> {
  const child = fork(new URL('report-child.ts', import.meta.url), [name, String(count)], { execArgv: ['--import', 'tsx'] })
  const [cost] = (await once(child, 'message')) as [Cost]
  if (child.exitCode === null) await once(child, 'exit')
  return cost
}

/** The PDF of a long ledger beside jspdf-autotable, pdfmake and pdfkit on the same table; memory, and growth with the rows. */
export async function run(): Promise<void> {
  const names = ['own', 'autotable', 'pdfmake', 'pdfkit'] as const
  const costs = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<(typeof names)[number], number[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) costs[name].push(rows / (await draw(name, rows)).seconds)
  }
  const rate = (name: (typeof names)[number]) => median(costs[name])
  print(atLeastTimes('report.jspdf-autotable', rate('own'), 'rows/s', rate('autotable'), 2.5))
  print(atLeastTimes('report.pdfmake', rate('own'), 'rows/s', rate('pdfmake'), 2.5))
  print(atLeastTimes('report.pdfkit', rate('own'), 'rows/s', rate('pdfkit'), 1))
  const long = await draw('own', 5 * rows)
  print(atMost('report.memory-50k', long.megabytes, 'MB', 300))
  print(atMostTimes('report.five-times-the-rows', long.seconds, 's', (5 * rows) / rate('own'), 1.2))
}
