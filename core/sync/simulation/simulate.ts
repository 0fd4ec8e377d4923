import type { HotelTables } from '../../domain/rows.ts'
import { seededIds } from '../memory-clock.ts'
import { memoryStore } from '../memory-store.ts'
import type { Cloud } from '../ports.ts'
import { simulatedDevice } from './device.ts'
import { examine, type Findings } from './examine.ts'
import { play } from './play.ts'
import { codes, couponIds, hotel, simulatedServer, tables } from './server.ts'
import type { Flaw } from './trouble.ts'

/** What to take out, so that a test sees what it was good for. */
export interface Controls {
  flaw?: Flaw
  /** A server that does not know a command again. */
  forgets?: boolean
}

/**
 * Two to four desks of one hotel work for a while on lines, clocks and machines that fail; then all is well again, and what
 * is found is compared with what was promised. Everything follows from the seed; `tick` lets other work go on.
 */
export async function simulate(seed: number, tick: () => Promise<void>, { flaw = null, forgets = false }: Controls = {}): Promise<Findings> {
  const ids = seededIds(seed)
  const trouble = { on: true }
  const time = { now: Date.parse('2026-06-01T08:00:00Z') }
  const now = () => time.now
  const { cloud, record } = simulatedServer({ now, ids, trouble, remembers: !forgets })
  const names = ['north', 'south', 'bar', 'spa'].slice(0, 2 + Math.floor(ids.random() * 3))
  // Small pages, so that the feed of so small a hotel has several.
  const paged: Cloud = { ...cloud, pull: (scope, cursor, most) => cloud.pull(scope, cursor, Math.min(most, 20)) }
  const devices = names.map((name) =>
    simulatedDevice({ name, hotel, codes, couponIds, disk: memoryStore<HotelTables>(tables), cloud: paged, ids, trouble, flaw, now, tick }))
  const pass = (ms: number) => {
    time.now += ms
    if (!trouble.on) settleAll()
    devices.forEach(({ clock }) => clock.advance(ms))
  }
  let settle: (() => void) | null = null
  /** Others change a redemption, erase one, or keep a transaction open for a while. */
  const touch = () => {
    const choice = ids.random()
    const rows = cloud.rows('redemptions')
    const row = rows[Math.floor(ids.random() * rows.length)]!
    if (choice < 0.1 && rows.length > 5) return cloud.remove('redemptions', row.id)
    if (choice > 0.3) return cloud.put('redemptions', { ...row, guest_name: `Guest ${ids.random()}` })
    if (!settle) settle = cloud.hold()
    else settleAll()
  }
  const settleAll = () => {
    settle?.()
    settle = null
  }
  await play({ devices, ids, trouble, steps: 120, pass, touch, newEpoch: cloud.newEpoch, tick })
  return examine(devices, record, (table) => cloud.rows(table))
}
