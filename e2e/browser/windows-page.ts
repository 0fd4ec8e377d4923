import { AppError } from '../../core/domain/errors.ts'
import { createSyncEngine } from '../../core/sync/engine.ts'
import type { Cloud } from '../../core/sync/ports.ts'
import { effects, type Tables } from '../../core/sync/test-desk.ts'
import { dexieReplica } from '../../renderer/kit/sync/dexie-replica.ts'
import { systemClock, systemIds } from '../../renderer/kit/sync/system-ports.ts'
import { windowTurns } from '../../renderer/kit/sync/window-turns.ts'

/*
 * One of several windows over one replica, which asks the test's server under the name of its address: `?name=A&patience=400`.
 */

/** What a test asks of a window. */
export interface Desk {
  /** Pauses a coupon: kept once this resolves, and on its way. */
  pause(coupon: string): Promise<string>
  sync(): Promise<void>
  rows(): Promise<Tables['coupons'][]>
  outbox(): Promise<string[]>
  /** How many windows wait for their turn. */
  waiting(): Promise<number>
  /** Does nothing else until the server has answered. */
  hang(): void
}

const query = new URLSearchParams(location.search)

async function ask(path: string, body: unknown): Promise<never> {
  const response = await fetch(`/${query.get('name')}/${path}`, { method: 'POST', body: JSON.stringify(body) })
  const { answer, error } = (await response.json()) as { answer: never; error?: ConstructorParameters<typeof AppError>[0] }
  if (error) throw new AppError(error)
  return answer
}

const cloud: Cloud = {
  call: (name, args) => ask('call', { name, args }),
  pull: (_, cursor, maxRows) => ask('pull', { cursor, maxRows }),
}
const store = dexieReplica<Tables>('windows', { coupons: [] })
const turns = windowTurns('sync:windows', Number(query.get('patience')))
const engine = createSyncEngine<Tables>({ store, cloud, clock: systemClock, ids: systemIds, turns, scope: { hotel: 'h' }, applyLocally: effects })

const desk: Desk = {
  pause: (coupon) => engine.commit('pause_coupon', { coupon }),
  sync: () => engine.sync(),
  rows: () => store.rows.coupons.toArray(),
  outbox: async () => (await engine.commands()).map(({ id }) => id),
  waiting: async () => (await navigator.locks.query()).pending?.length ?? 0,
  hang: () => {
    const request = new XMLHttpRequest()
    request.open('POST', `/${query.get('name')}/hang`, false)
    request.send('{}')
  },
}
Object.assign(globalThis, { desk })
