import { backoffMs } from '../../../core/sync/backoff.ts'
import type { InteractionEvent } from '../../../core/sync/cloud-functions.ts'
import type { Clock, Ids } from '../../../core/sync/ports.ts'

/*
 * A batch is open while events are added to it, then sealed for good: its id stands for exactly these events, so that the
 * server may be sent it any number of times. It is deleted only when the server has taken or refused it.
 */

/** Events that travel together. `openedAt` is epoch milliseconds. */
export interface Batch {
  id: string
  openedAt: number
  sealed: boolean
  events: InteractionEvent[]
}

/** Where batches outlast the page. */
export interface BatchStore {
  save(batch: Batch): Promise<void>
  remove(id: string): Promise<void>
  load(): Promise<Batch[]>
}

/** Sends a batch and says what became of it. Never rejects. */
export type SendBatch = (batch: Batch) => Promise<'taken' | 'refused' | 'failed'>

/** The queue of captured events. */
export interface BatchQueue {
  /** Notes an event; nothing else happens before the caller goes on. */
  record(event: InteractionEvent): void
  /** Sends everything now, without waiting. */
  flush(): void
  /** Takes over what an earlier page left. */
  restore(): Promise<void>
}

const flushAfterMs = 5_000
const flushAtEvents = 50
/** An open batch may belong to another window that still adds to it, but not for longer than this. */
const orphanedAfterMs = 60_000
/** A server that is away for long must not fill the guest's device. */
const keptBatches = 100

/** Makes a queue. `whenIdle` runs something when the page has nothing better to do. */
export function batchQueue({ store, send, clock, ids, whenIdle }: {
  store: BatchStore
  send: SendBatch
  clock: Clock
  ids: Ids
  whenIdle(run: () => void): void
}): BatchQueue {
  let open: Batch | null = null
  let failures = 0
  let saveIsDue = false
  let retryIsDue = false
  const sealed = new Map<string, Batch>()
  const flying = new Set<string>()

  function begin(): Batch {
    clock.after(flushAfterMs, flush)
    return { id: ids.uuid(), openedAt: clock.now(), sealed: false, events: [] }
  }

  function record(event: InteractionEvent): void {
    const batch = (open ??= begin())
    batch.events.push(event)
    if (!saveIsDue) whenIdle(saveOpen)
    saveIsDue = true
    if (batch.events.length >= flushAtEvents) {
      seal()
      clock.after(0, flush)
    }
  }

  function saveOpen(): void {
    saveIsDue = false
    if (open) void quietly(store.save({ ...open, events: [...open.events] }))
  }

  function seal(): void {
    if (!open) return
    sealed.set(open.id, { ...open, sealed: true })
    open = null
  }

  function flush(): void {
    seal()
    for (const batch of sealed.values()) if (!flying.has(batch.id)) void deliver(batch)
  }

  async function deliver(batch: Batch): Promise<void> {
    flying.add(batch.id)
    // Not awaited: a page that is about to vanish has to send at once.
    const saved = quietly(store.save(batch))
    const outcome = await send(batch)
    await saved
    flying.delete(batch.id)
    if (outcome === 'failed') return retryLater()
    failures = 0
    await forget(batch)
  }

  async function forget(batch: Batch): Promise<void> {
    sealed.delete(batch.id)
    await quietly(store.remove(batch.id))
  }

  function retryLater(): void {
    const surplus = [...sealed.values()].slice(0, Math.max(0, sealed.size - keptBatches))
    surplus.forEach((batch) => void forget(batch))
    if (retryIsDue) return
    retryIsDue = true
    failures += 1
    clock.after(backoffMs(failures, ids.random()), () => {
      retryIsDue = false
      flush()
    })
  }

  async function restore(): Promise<void> {
    const before = clock.now() - orphanedAfterMs
    const left = (await quietly(store.load())) ?? []
    for (const batch of left) if (batch.sealed || batch.openedAt < before) sealed.set(batch.id, { ...batch, sealed: true })
    if (sealed.size > 0) flush()
  }

  return { record, flush, restore }
}

/** A device that keeps nothing (private mode, no space) must not cost the guest more than the resend. */
function quietly<V>(work: Promise<V>): Promise<V | undefined> {
  return work.catch(() => undefined)
}
