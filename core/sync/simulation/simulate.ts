import type { HotelTables } from '../../domain/rows.ts'
import { seededIds } from '../memory-clock.ts'
import { memoryStore } from '../memory-store.ts'
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
  const devices = names.map((name) =>
    simulatedDevice({ name, hotel, codes, couponIds, disk: memoryStore<HotelTables>(tables), cloud, ids, trouble, flaw, now, tick }))
  const pass = (ms: number) => {
    time.now += ms
    devices.forEach(({ clock }) => clock.advance(ms))
  }
  const touch = () => {
    const rows = cloud.rows('redemptions')
    cloud.put('redemptions', { ...rows[Math.floor(ids.random() * rows.length)]!, guest_name: `Guest ${ids.random()}` })
  }
  await play({ devices, ids, trouble, steps: 120, pass, touch, newEpoch: cloud.newEpoch, tick })
  return examine(devices, record, (table) => cloud.rows(table))
}
