import { AppError } from '../../core/domain/errors.ts'
import type { HotelTables, Redemption } from '../../core/domain/rows.ts'
import { createSyncEngine } from '../../core/sync/engine.ts'
import { hotelEffects } from '../../core/sync/hotel-effects.ts'
import type { ChangePage, Cloud } from '../../core/sync/ports.ts'
import { dexieReplica } from '../../renderer/kit/sync/dexie-replica.ts'
import { storeCare } from '../../renderer/kit/sync/store-care.ts'
import { systemClock } from '../../renderer/kit/sync/system-ports.ts'

/*
 * A page that does nothing but write, until it is killed: uses into the outbox, each told to the test's server once it is
 * acknowledged, and pages of a feed in between. When it opens it first puts
 * back what the browser had lost, as the app does, and tells what it has then.
 */

const hotel = 'hotel'
const pageRows = 50
const isHasty = location.search === '?hasty'
const post = (path: string, body: unknown) => fetch(path, { method: 'POST', body: JSON.stringify(body) })

const store = dexieReplica<HotelTables>('kills', {
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

/** What is on the disk: the outbox, and whether rows and cursor tell of the same page. */
async function found(): Promise<{ ids: string[]; whole: boolean }> {
  const { cursor, ids } = await store.read(async (outbox) => ({ cursor: (await outbox.meta()).cursor, ids: (await outbox.commands()).map(({ id }) => id) }))
  return { ids, whole: (await store.rows.redemptions.count()) === Number(cursor ?? 0) * pageRows }
}

async function run(): Promise<void> {
  let next = ''
  const engine = createSyncEngine<HotelTables>({
    store, cloud, clock: systemClock, ids: { uuid: () => next, random: Math.random }, scope: { hotel }, applyLocally: hotelEffects('me'),
  })
  await storeCare('kills', store, engine).ready
  await post('/found', await found())
  for (;;) {
    next = crypto.randomUUID()
    // The control says so before it is so.
    if (isHasty) await post('/kept', next)
    await engine.commit('use_code', { hotel, code: next, happened_at: new Date().toISOString(), device: 'Bar' })
    if (!isHasty) await post('/kept', next)
  }
}

void run()
