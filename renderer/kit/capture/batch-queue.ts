import { backoffMs } from '../../../core/sync/backoff.ts'
import type { InteractionEvent } from '../../../core/sync/cloud-functions.ts'
import type { Clock, Ids } from '../../../core/sync/ports.ts'

/*
 * A batch is open while events are added to it, and nothing is added once it was sent: its id stands for exactly these events, so
 * that the server may be sent it any number of times. It is deleted only when the server has taken or refused it.
 */

/** Events that travel together. `openedAt` is epoch milliseconds. */
export interface Batch {
  id: string
  openedAt: number
  events: InteractionEvent[]
}

/** Where batches outlast the page. A device that keeps nothing (private mode, no space) throws. */
export interface BatchStore {
  /** Keeps `events`, which have just been added to `batch`. */
  add(batch: Batch, events: InteractionEvent[]): void
  remove(id: string): void
  load(): Batch[]
}

/** Sends a batch and says what became of it. Never rejects. */
export type SendBatch = (batch: Batch) => Promise<'taken' | 'refused' | 'failed'>

/** The queue of captured events. */
export interface BatchQueue {
  /** Notes events: they are on the device when it returns. */
  record(events: InteractionEvent[]): void
  /** Sends everything now, without waiting. */
  flush(): void
  /** Takes over what an earlier page left. */
  restore(): void
}

/** Views are figures of a day: nobody waits for them, and each request wakes the phone's radio. */
const flushAfterMs = 30_000
const flushAtEvents = 50
/** A batch may belong to another window that still adds to it, but not for longer than this. */
const orphanedAfterMs = 60_000
/** A server that is away for long must not fill the guest's device. */
const keptBatches = 100

/** Makes a queue. */
export function batchQueue({ store, send, clock, ids }: { store: BatchStore; send: SendBatch; clock: Clock; ids: Ids }): BatchQueue {
  let open: Batch | null = null
  let failures = 0
  let retryIsDue = false
  const sealed = new Map<string, Batch>()
  const flying = new Set<string>()

  function begin(): Batch {
    clock.after(flushAfterMs, flush)
    return { id: ids.uuid(), openedAt: clock.now(), events: [] }
  }

  function record(events: InteractionEvent[]): void {
    const batch = (open ??= begin())
    batch.events.push(...events)
    quietly(() => store.add(batch, events))
    if (batch.events.length >= flushAtEvents) {
      seal()
      clock.after(0, flush)
    }
  }

  function seal(): void {
    if (!open) return
    sealed.set(open.id, open)
    open = null
  }

  function flush(): void {
    seal()
    for (const batch of sealed.values()) if (!flying.has(batch.id)) void deliver(batch)
  }

  async function deliver(batch: Batch): Promise<void> {
    flying.add(batch.id)
    const outcome = await send(batch)
    flying.delete(batch.id)
    if (outcome === 'failed') return retryLater()
    failures = 0
    forget(batch)
  }

  function forget(batch: Batch): void {
    sealed.delete(batch.id)
    quietly(() => store.remove(batch.id))
  }

  function retryLater(): void {
    const surplus = [...sealed.values()].slice(0, Math.max(0, sealed.size - keptBatches))
    surplus.forEach(forget)
    if (retryIsDue) return
    retryIsDue = true
    failures += 1
    clock.after(backoffMs(failures, ids.random()), () => {
      retryIsDue = false
      flush()
    })
  }

  function restore(): void {
    const before = clock.now() - orphanedAfterMs
    const others = (quietly(() => store.load()) ?? []).filter(({ id }) => id !== open?.id && !sealed.has(id))
    const left = others.filter(({ openedAt }) => openedAt < before)
    left.forEach((batch) => sealed.set(batch.id, batch))
    if (left.length > 0) flush()
    // The last page's own batch is as young as another window's: which of them it is shows by then.
    if (left.length < others.length) clock.after(orphanedAfterMs, restore)
  }

  return { record, flush, restore }
}

/** A device that keeps nothing must not cost the guest more than the resend. */
function quietly<V>(work: () => V): V | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
