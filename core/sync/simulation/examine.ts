import type { HotelTables } from '../../domain/rows.ts'
import type { Row } from '../ports.ts'
import type { Command } from '../command.ts'
import type { Promised, SimulatedDevice } from './device.ts'
import type { ServerRecord } from './server.ts'

/** What went wrong: every list is empty when nothing did. Entries name the device and the command or the table. */
export interface Findings {
  lost: string[]
  doubled: string[]
  missed: string[]
  disordered: string[]
  untrue: string[]
}

type RowsOf = (table: keyof HotelTables) => Row[]

/** Compares what devices promised and have with what the server did and has. */
export async function examine(devices: readonly SimulatedDevice[], { worked, accepted }: ServerRecord, serverRows: RowsOf): Promise<Findings> {
  const findings: Findings = { lost: [], doubled: [], missed: [], disordered: [], untrue: [] }
  const times = new Map<string, number>()
  for (const id of worked) times.set(id, (times.get(id) ?? 0) + 1)
  for (const [id, count] of times) if (count > 1) findings.doubled.push(id)

  for (const { name, ledger, disk, outbox, status } of devices) {
    for (const { id, name: command } of ledger.promised) {
      const chain = chainOf(ledger.chains, id)
      const note = `${name} ${command} ${id}`
      // Done, or its user was shown why not.
      if (!chain.some((one) => accepted.has(one) || ledger.discarded.has(one))) findings.lost.push(note)
      if (chain.filter((one) => accepted.has(one)).length > 1) findings.doubled.push(note)
    }
    findings.disordered.push(...disorder(ledger.promised.filter(({ id }) => times.has(id)), worked).map((id) => `${name} ${id}`))
    for (const table of ['coupons', 'redemptions', 'uses'] as const) {
      const mine = await disk.transaction((tx) => tx.find(table, 'hotel_id', ledger.hotel))
      if (sorted(mine) !== sorted(serverRows(table))) findings.missed.push(`${name} ${table}`)
    }
    findings.untrue.push(...ledger.untrue.map((note) => `${name} ${note}`))
    const { error } = status()
    if (error !== null || !isTrue(status(), await outbox())) findings.untrue.push(`${name} ${JSON.stringify(status())}`)
  }
  return findings
}

/** Whether a status counts what is in the outbox. */
export function isTrue({ waiting, rejected }: { waiting: number; rejected: number }, outbox: readonly Pick<Command, 'state'>[]): boolean {
  const count = (state: Command['state']) => outbox.filter((command) => command.state === state).length
  return waiting === count('waiting') && rejected === count('rejected')
}

function chainOf(chains: Map<string, Set<string>>, id: string): string[] {
  return [id, ...[...(chains.get(id) ?? [])].flatMap((next) => chainOf(chains, next))]
}

/** Commands about one thing of which a later one, given when the earlier one was acknowledged, was worked on before it. */
function disorder(promised: readonly Promised[], worked: readonly string[]): string[] {
  const place = new Map(promised.map(({ id }) => [id, worked.indexOf(id)]))
  const isLater = (one: Promised, other: Promised) => one.subject !== '' && one.subject === other.subject && other.kept < one.given
  return promised.filter((one) => promised.some((other) => isLater(one, other) && place.get(one.id)! < place.get(other.id)!)).map(({ id }) => id)
}

const sorted = (rows: readonly Row[]): string =>
  JSON.stringify(rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b)))).toSorted())
