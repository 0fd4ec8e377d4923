import { AppError } from '../../core/domain/errors.ts'
import type { HotelTables, Redemption } from '../../core/domain/rows.ts'
import { createSyncEngine } from '../../core/sync/engine.ts'
import { hotelEffects } from '../../core/sync/hotel-effects.ts'
import { journaledStore } from '../../core/sync/journaled-store.ts'
import { memoryJournal } from '../../core/sync/memory-journal.ts'
import type { ChangePage, Cloud } from '../../core/sync/ports.ts'
import { dexieReplica } from '../../renderer/kit/sync/dexie-replica.ts'
import { opfsJournal } from '../../renderer/kit/sync/opfs-journal.ts'
import { systemClock } from '../../renderer/kit/sync/system-ports.ts'

/*
 * A page that does nothing but write, until it is killed: uses into the outbox, each told to the test's server once it is
 * acknowledged, and pages of a feed in between. When it opens it first puts back what the browser had lost, as the app does, and
 * tells what it has then. As controls: `?unguarded` keeps no journal, `?hasty` acknowledges before anything is kept.
 */

const hotel = 'hotel'
const pageRows = 50
const isHasty = location.search === '?hasty'
const isUnguarded = location.search === '?unguarded'
const post = (path: string, body: unknown) => fetch(path, { method: 'POST', body: JSON.stringify(body) })

const replica = dexieReplica<HotelTables>('kills', {
  hotels: [], hotel_members: [], coupons: [], redemptions: ['code_digest', 'redeemed_at'], interaction_daily: [], uses: [],
})

/** A feed that goes on for ever: page n has fifty rows that carry n. */
function pageAfter(cursor: string | null): ChangePage {
  const n = Number(cursor ?? 0) + 1
  const changes = Array.from({ length: pageRows }, (_, i) => {
    const row = { id: `${n}-${i}`, code_digest: `${n}-${i}`, redeemed_at: String(n), status: 'redeemed' } as unknown as Redemption
    return { table: 'redemptions', id: row.id, row }
  })
  return { epoch: 'e', reset: false, cursor: String(n), more: n % 3 !== 0, settled: true, server_time: new Date().toISOString(), changes }
}

const cloud: Cloud = {
  call: () => Promise.reject(new AppError('server-failed')),
  pull: async (_, cursor) => pageAfter(cursor),
}

/** What the browser has kept by itself: whether all the rows are there that the cursor has passed. */
async function isWhole(): Promise<boolean> {
  const { cursor } = await replica.read((outbox) => outbox.meta())
  return (await replica.rows.redemptions.count()) >= Number(cursor ?? 0) * pageRows
}

async function run(): Promise<void> {
  const whole = await isWhole()
  const effects = hotelEffects('me')
  const store = journaledStore<HotelTables>(replica, { journal: isUnguarded ? memoryJournal() : opfsJournal('kills'), effects })
  store.onUnguarded((error) => void post('/failed', String(error)))
  let next = ''
  const engine = createSyncEngine<HotelTables>({
    store, cloud, clock: systemClock, ids: { uuid: () => next, random: Math.random }, scope: { hotel }, applyLocally: effects,
  })
  const restored = await store.opened
  await post('/found', { ids: (await engine.commands()).map(({ id }) => id), whole, restored })
  for (;;) {
    next = crypto.randomUUID()
    // The control says so before it is so.
    if (isHasty) await post('/kept', next)
    await engine.commit('use_code', { hotel, code: next, happened_at: new Date().toISOString(), device: 'Bar' })
    if (!isHasty) await post('/kept', next)
  }
}

void run()
