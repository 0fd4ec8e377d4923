import { describe, expect, it } from 'vitest'
import type { InteractionEvent } from '../../../core/sync/cloud-functions.ts'
import { memoryClock, seededIds } from '../../../core/sync/memory-clock.ts'
import type { Clock } from '../../../core/sync/ports.ts'
import { type Batch, batchQueue, type BatchStore, type SendBatch } from './batch-queue.ts'
import { memoryBatchStore } from './memory-batch-store.ts'

const view = (coupon: string): InteractionEvent => ({ kind: 'view', coupon, at: '2026-06-01T08:00:00Z' })
const views = (count: number) => Array.from({ length: count }, (_, i) => view(`coupon-${i}`))
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A server that counts each batch id once, or with `remembers: false` every delivery. */
function server({ remembers = true } = {}) {
  const batches: Batch[] = []
  const known = new Set<string>()
  const counts = new Map<string, number>()
  return {
    batches,
    counts,
    take(batch: Batch) {
      batches.push(structuredClone(batch))
      if (remembers && known.has(batch.id)) return
      known.add(batch.id)
      for (const { coupon } of batch.events) counts.set(coupon, (counts.get(coupon) ?? 0) + 1)
    },
  }
}

/** A batch of another page. */
const leave = (store: BatchStore, id: string, openedAt: number) => store.add({ id, openedAt, events: [view(id)] }, [view(id)])

const taken: SendBatch = async () => 'taken'

function page({ store = memoryBatchStore() as BatchStore, seed = 1, send = taken, clock = memoryClock() as Clock } = {}) {
  return batchQueue({ store, send, clock, ids: seededIds(seed) })
}

describe('batchQueue', () => {
  it('sends one batch 30 s after the first event', async () => {
    const { batches, take } = server()
    const clock = memoryClock()
    const queue = page({ clock, send: async (batch) => (take(batch), 'taken') })
    views(3).forEach((one) => queue.record([one]))
    clock.advance(29_999)
    expect(batches).toEqual([])
    clock.advance(1)
    expect(batches.map(({ events }) => events.length)).toEqual([3])
    await settle()
    clock.advance(60_000)
    expect(batches).toHaveLength(1)
  })

  it('sends at 50 events, after the caller has gone on', () => {
    const { batches, take } = server()
    const clock = memoryClock()
    const queue = page({ clock, send: async (batch) => (take(batch), 'taken') })
    views(120).forEach((one) => queue.record([one]))
    expect(batches).toEqual([])
    clock.advance(0)
    expect(batches.map(({ events }) => events.length)).toEqual([50, 50, 20])
  })

  it('sends the same batch under the same id until it is taken, and then forgets it', async () => {
    const answers = ['failed', 'failed', 'taken'] as const
    const store = memoryBatchStore()
    const { batches, take } = server()
    const clock = memoryClock()
    const queue = page({ store, clock, send: async (batch) => (take(batch), answers[batches.length - 1] ?? 'taken') })
    queue.record([view('a')])
    queue.flush()
    await settle()
    expect(store.batches.size).toBe(1)
    for (const _ of answers) {
      clock.advance(60_000)
      await settle()
    }
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1)
    expect(batches).toHaveLength(3)
    expect(store.batches.size).toBe(0)
  })

  it('forgets what the server refuses', async () => {
    const store = memoryBatchStore()
    const queue = page({ store, send: async () => 'refused' })
    queue.record([view('a')])
    queue.flush()
    await settle()
    expect(store.batches.size).toBe(0)
  })

  it('has an event on the device when recording returns', () => {
    const store = memoryBatchStore()
    const queue = page({ store })
    queue.record(views(2))
    queue.record([view('later')])
    expect([...store.batches.values()].map(({ events }) => events)).toEqual([[...views(2), view('later')]])
  })

  it('takes over what an earlier page left, and the open batch of another window not before it must be left, too', async () => {
    const store = memoryBatchStore()
    const clock = memoryClock()
    page({ store, clock, seed: 2 }).record([view('theirs')])
    leave(store, 'orphan', clock.now() - 61_000)
    const { counts, take } = server()
    page({ store, clock, send: async (batch) => (take(batch), 'taken') }).restore()
    await settle()
    expect([...counts.keys()]).toEqual(['orphan'])
    clock.advance(59_999)
    expect([...counts.keys()]).toEqual(['orphan'])
  })

  it('takes over by and by what was young when it began', async () => {
    const store = memoryBatchStore()
    const clock = memoryClock()
    leave(store, 'left', clock.now())
    const { counts, take } = server()
    page({ store, clock, send: async (batch) => (take(batch), 'taken') }).restore()
    expect(counts.size).toBe(0)
    clock.advance(60_000)
    clock.advance(60_000)
    await settle()
    expect([[...counts.keys()], store.batches.size]).toEqual([['left'], 0])
  })

  it('goes on where the device keeps nothing', async () => {
    const refuse = () => {
      throw new Error('private mode')
    }
    const { counts, take } = server()
    const queue = page({ store: { add: refuse, remove: refuse, load: refuse }, send: async (batch) => (take(batch), 'taken') })
    queue.restore()
    queue.record([view('a')])
    queue.flush()
    await settle()
    expect(counts.get('a')).toBe(1)
  })
})

/** A page's surroundings that stop dead when it is killed: no timer fires, nothing is saved, no answer arrives. */
function mortal(store: BatchStore, clock: Clock, send: SendBatch) {
  let isAlive = true
  const never = () => new Promise<never>(() => undefined)
  return {
    kill: () => (isAlive = false),
    clock: { now: clock.now, after: (ms: number, run: () => void) => clock.after(ms, () => isAlive && run()) },
    store: {
      add: (batch: Batch, events: InteractionEvent[]) => isAlive && store.add(batch, events),
      remove: (id: string) => isAlive && store.remove(id),
      load: () => store.load(),
    },
    send: async (batch: Batch) => {
      const outcome = await send(batch)
      return isAlive ? outcome : never()
    },
  }
}

/** Pages come, record and are killed, on a line that loses requests and replies. Gives what was recorded and counted. */
async function simulate(seed: number, remembers: boolean) {
  const { random } = seededIds(seed)
  const store = memoryBatchStore()
  const clock = memoryClock()
  const { counts, take } = server({ remembers })
  const send: SendBatch = async (batch) => {
    await settle()
    if (random() < 0.3) return 'failed'
    take(batch)
    return random() < 0.3 ? 'failed' : 'taken'
  }
  const recorded: string[] = []
  for (let life = 0; life < 4; life += 1) {
    const { kill, ...surroundings } = mortal(store, clock, send)
    const queue = page({ ...surroundings, seed: seed * 10 + life })
    queue.restore()
    const steps = 5 + Math.floor(random() * 30)
    for (let step = 0; step < steps; step += 1) {
      queue.record([view(`${life}-${step}`)])
      recorded.push(`${life}-${step}`)
      if (random() < 0.2) queue.flush()
      if (random() < 0.3) clock.advance(Math.floor(random() * 40_000))
      if (random() < 0.5) await settle()
    }
    kill()
    clock.advance(61_000)
  }
  page({ store, clock, send: async (batch) => (take(batch), 'taken'), seed: seed * 10 + 9 }).restore()
  await settle()
  return { recorded, counts, left: store.batches.size }
}

describe('under loss, repetition and killed pages', () => {
  it.each(Array.from({ length: 20 }, (_, i) => i + 1))('counts every event exactly once (seed %i)', async (seed) => {
    const { recorded, counts, left } = await simulate(seed, true)
    expect(recorded.map((coupon) => [coupon, counts.get(coupon)])).toEqual(recorded.map((coupon) => [coupon, 1]))
    expect(left).toBe(0)
  })

  it('control: a server that does not know batch ids counts twice', async () => {
    const { recorded, counts } = await simulate(1, false)
    expect(recorded.some((coupon) => (counts.get(coupon) ?? 0) > 1)).toBe(true)
  })
})
