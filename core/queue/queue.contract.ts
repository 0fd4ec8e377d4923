import { beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../domain/errors.ts'
import type { Clock } from '../sync/ports.ts'
import { createQueue, maxBatch, type Queue, type QueueStore } from './queue.ts'

/** What a test says in a queue. */
export interface Word {
  word: string
}

/** A queue under contract. `pass` lets time go by; `look` shows what became of a key. */
export interface QueueUnderTest {
  store: QueueStore<Word>
  clock: Clock
  pass(seconds: number): void | Promise<void>
  look(key: string): Promise<{ status: 'waiting' | 'done' | 'dead'; attempts: number; error: string | null; body: Word | null }>
}

const envelope = (key: string) => ({ key, body: { word: key } })
/** Longer than any pause between two tries. */
const longS = 2 * 3600

/** What every queue promises. `open` gives an empty one. */
export function queueContract(name: string, open: () => QueueUnderTest | Promise<QueueUnderTest>): void {
  describe(`queue: ${name}`, () => {
    let under: QueueUnderTest
    let queue: Queue<Word>
    beforeEach(async () => {
      under = await open()
      queue = createQueue(under.store, under.clock)
    })
    const words = async (limit = 50): Promise<string[]> => {
      const seen: string[] = []
      await queue.poll(async ({ word }) => seen.push(word) > 0, { limit })
      return seen.sort()
    }

    it('hands over what was sent, and forgets what was handled', async () => {
      expect(await queue.send([envelope('a'), envelope('b'), envelope('c')])).toBe(3)
      expect([await words(2), await words(2), await words(2)].map(({ length }) => length)).toEqual([2, 1, 0])
      await under.pass(longS)
      expect(await words()).toEqual([])
      expect(await under.look('a')).toMatchObject({ status: 'done' })
    })

    it('counts a key once, also in one batch and after it was handled', async () => {
      expect(await queue.send([envelope('a'), envelope('a'), envelope('b')])).toBe(2)
      expect(await words()).toEqual(['a', 'b'])
      expect(await queue.send([envelope('a'), envelope('c')])).toBe(1)
      expect(await words()).toEqual(['c'])
    })

    it('keeps for later what its handler does not want now, or fails at, with the reason', async () => {
      await queue.send([envelope('no'), envelope('thrown'), envelope('yes')])
      const answer = async ({ word }: Word): Promise<boolean> => {
        if (word === 'thrown') throw new Error('the printer is on fire')
        return word === 'yes'
      }
      expect(await queue.poll(answer)).toEqual({ taken: 3, done: 1, kept: 2 })
      expect(await under.look('thrown')).toMatchObject({ status: 'waiting', attempts: 1, error: 'the printer is on fire' })
      expect(await under.look('no')).toMatchObject({ status: 'waiting', attempts: 1, error: 'kept by its handler' })
      expect(await words()).toEqual([])
      await under.pass(31)
      expect(await words()).toEqual(['no', 'thrown'])
    })

    it('waits longer each time, and as long as it was asked to', async () => {
      await queue.send([envelope('a')])
      await queue.poll(async () => ({ kind: 'failed', error: 'busy', retry_after_s: 600 }))
      await under.pass(500)
      expect(await words()).toEqual([])
      await under.pass(101)
      expect(await queue.poll(async () => false)).toMatchObject({ taken: 1 })
      await under.pass(14)
      expect(await words()).toEqual([])
    })

    it('gives up after the eighth failure, and at once on what is refused', async () => {
      await queue.send([envelope('a')])
      for (let tried = 0; tried < 8; tried += 1) {
        expect(await queue.poll(async () => false)).toMatchObject({ taken: 1 })
        await under.pass(longS)
      }
      expect(await queue.poll(async () => true)).toMatchObject({ taken: 0 })
      expect(await under.look('a')).toMatchObject({ status: 'dead', attempts: 8 })
      await queue.send([envelope('b')])
      await queue.poll(async () => ({ kind: 'refused', error: 'not for us' }))
      expect(await under.look('b')).toMatchObject({ status: 'dead', attempts: 1, error: 'not for us' })
    })

    it('hides what is in hand, until its reader is thought dead', async () => {
      await queue.send([envelope('a')])
      const [lost] = await under.store.take(1, 60)
      expect(await words()).toEqual([])
      await under.pass(61)
      const [found] = await under.store.take(1, 60)
      expect([lost?.attempt, found?.attempt]).toEqual([1, 2])
      // Who was late cannot fail it for the other, but may say that it is done.
      if (lost) await under.store.finish(lost, { kind: 'failed', error: 'late' })
      expect(await under.look('a')).toMatchObject({ status: 'waiting', error: null })
      if (lost) await under.store.finish(lost, { kind: 'done' })
      if (found) await under.store.finish(found, { kind: 'failed', error: 'twice' })
      expect(await under.look('a')).toMatchObject({ status: 'done' })
    })

    it('is dead when eight readers died over it', async () => {
      await queue.send([envelope('a')])
      for (let tried = 0; tried < 8; tried += 1) {
        expect(await under.store.take(1, 60)).toHaveLength(1)
        await under.pass(61)
      }
      expect(await under.store.take(1, 60)).toEqual([])
      expect(await under.look('a')).toMatchObject({ status: 'dead', attempts: 8 })
    })

    it('gives each message to one of many readers', async () => {
      await queue.send(Array.from({ length: 60 }, (_, n) => envelope(`n${n}`)))
      const seen = (await Promise.all([1, 2, 3, 4, 5].map(() => words(20)))).flat()
      for (let more = await words(20); more.length > 0; more = await words(20)) seen.push(...more)
      expect([seen.length, new Set(seen).size]).toEqual([60, 60])
    })

    it('refuses by code what it cannot keep, and keeps nothing of that batch', async () => {
      const code = (work: Promise<unknown>) => work.then(() => 'kept', (error: AppError) => `${error.code} ${error.detail}`)
      expect(await code(queue.send(Array.from({ length: maxBatch + 1 }, (_, n) => envelope(`${n}`))))).toBe('too-large batch')
      expect(await code(queue.send([envelope('a'), { key: 'b', body: { word: 'x'.repeat(70_000) } }]))).toBe('too-large messages')
      expect(await code(queue.send([envelope('')]))).toBe('invalid-argument key')
      expect(await code(queue.poll(async () => true, { limit: 100, concurrency: 1, withinMs: 1_000, visibilityS: 60 }))).toBe('invalid-argument visibilityS')
      expect(await words()).toEqual([])
    })
  })
}
