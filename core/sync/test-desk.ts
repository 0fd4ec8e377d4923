import { AppError } from '../domain/errors.ts'
import type { CommandName } from './command.ts'
import { createSyncEngine } from './engine.ts'
import { memoryClock, seededIds } from './memory-clock.ts'
import { memoryCloud, type MemoryFault, type MemoryHandler } from './memory-cloud.ts'
import { memoryStore } from './memory-store.ts'
import type { Hint, LocalEffects, ReplicaTransaction } from './ports.ts'

/** A hotel with one table; `pause_coupon` marks a row paused, at once and on the server. */
export interface Tables {
  coupons: { id: string; title: string; status: string }
}
/** A row of the one table. */
export const draft = (id: string, title = id) => ({ id, title, status: 'draft' })
const setStatus = (status: string) => async ({ coupon }: { coupon: string }, rows: Pick<ReplicaTransaction<Tables>, 'get' | 'put'>) => {
  const row = await rows.get('coupons', coupon)
  if (row) await rows.put('coupons', [{ ...row, status }])
}
/** What its commands change at once. */
export const effects: LocalEffects<Tables> = { pause_coupon: setStatus('paused'), archive_coupon: setStatus('archived') }

/** What its server does: marks a row that is there and not archived. */
export const mark = (status: 'paused' | 'archived'): MemoryHandler<Tables> => (args, cloud) => {
  const row = cloud.get('coupons', String(args['coupon']))
  if (!row) throw new AppError('not-allowed')
  if (row.status === 'archived') throw new AppError('wrong-state', { detail: 'archived' })
  cloud.put('coupons', { ...row, status })
  return { kind: status, coupon_id: row.id }
}
const handlers = {
  pause_coupon: mark('paused'),
  archive_coupon: mark('archived'),
  publish_coupon: () => ({ kind: 'not-publishable', reasons: ['no-image'] }),
}

/** A desk on a server in memory. `fault` may lose requests and replies; `others` replaces what the server does. */
export function desk(fault?: MemoryFault, others: { [N in CommandName]?: MemoryHandler<Tables> } = {}, now?: () => number) {
  const clock = memoryClock()
  const faults = { current: fault }
  const cloud = memoryCloud<Tables>({
    handlers: { ...handlers, ...others }, fault: (step, name) => faults.current?.(step, name), now: now ?? clock.now,
  })
  const store = memoryStore<Tables>(['coupons'])
  let hint: (hint: Hint) => void = () => undefined
  const start = () => createSyncEngine<Tables>({
    store, cloud, clock, ids: seededIds(7), scope: { hotel: 'h' }, applyLocally: effects,
    hints: { onHint: (listener) => ((hint = listener), () => undefined) },
  })
  const engine = start()
  const row = (id: string) => store.transaction((tx) => tx.get('coupons', id))
  const meta = () => store.transaction((tx) => tx.meta())
  return { cloud, clock, store, engine, start, row, meta, faults, hint: () => hint({ kind: 'changed', topic: 't', tables: [] }) }
}

/** A line that is dead. */
export const offline = () => {
  throw new AppError('offline')
}
