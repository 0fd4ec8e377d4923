import type { Batch } from '../events.ts'

/** What all queues can do, so that each is measured by the same steps on the same batches. */
export interface Queue {
  /** Puts one batch in, in a transaction of its own. */
  enqueue(batch: Batch, worker: number): Promise<unknown>
  /** Puts many batches in, as fast as it can. */
  fill(batches: readonly Batch[]): Promise<void>
  /** Counts so many batches into daily figures, with one worker, until nothing is left. */
  drain(batches: number): Promise<void>
  /** How many events its daily figures hold. */
  counted(): Promise<number>
  /** Forgets what was queued and counted. */
  clear(): Promise<void>
  stop(): Promise<void>
}
