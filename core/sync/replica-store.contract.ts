import { afterEach, describe, expect, it } from 'vitest'
import { emptyMeta, type OutboxEntry, type ReplicaStore, type ReplicaTransaction } from './ports.ts'

/** The tables that a store under contract must have, with `shelf` as an indexed field of `books`. */
export interface LibraryTables {
  books: { id: string; shelf: string; title: string }
  readers: { id: string; name: string }
}

const book = (id: string, shelf = 'a', title = `Book ${id}`) => ({ id, shelf, title })
const entry = (id: string, seq: number): OutboxEntry => ({
  id, seq, name: 'pause_coupon', args: { coupon: 'c' }, created_at: '2026-06-01T08:00:00Z', state: 'waiting', undo: [],
})

/** What every replica store promises. `open` gives an empty store; `reopen` the same one after it was closed, where it lasts. */
export function replicaStoreContract(
  name: string,
  { open, reopen }: { open(): ReplicaStore<LibraryTables>; reopen?: () => ReplicaStore<LibraryTables> },
): void {
  describe(`replica store: ${name}`, () => {
    let store: ReplicaStore<LibraryTables>
    const fresh = () => (store = open())
    afterEach(() => store.destroy())

    it('gives back what was put, by id and by indexed field', async () => {
      await fresh().transaction((tx) => tx.put('books', [book('1'), book('2', 'b'), book('3', 'b')]))
      const seen = await store.transaction(async (tx) => ({
        one: await tx.get('books', '1'),
        none: await tx.get('books', '9'),
        shelf: (await tx.find('books', 'shelf', 'b')).map(({ id }) => id).sort(),
      }))
      expect(seen).toEqual({ one: book('1'), none: undefined, shelf: ['2', '3'] })
    })

    it('replaces a row that is put again, and removes by id', async () => {
      await fresh().transaction((tx) => tx.put('books', [book('1'), book('2')]))
      await store.transaction(async (tx) => {
        await tx.put('books', [book('1', 'z')])
        await tx.remove('books', ['2', 'never-there'])
      })
      const rows = await store.transaction(async (tx) => [await tx.find('books', 'shelf', 'a'), await tx.find('books', 'shelf', 'z')])
      expect(rows).toEqual([[], [book('1', 'z')]])
    })

    it('S2: keeps nothing of a transaction that throws: no row, no command, no cursor', async () => {
      await fresh().transaction((tx) => tx.setMeta({ cursor: 'before' }))
      const failing = store.transaction(async (tx) => {
        await tx.put('books', [book('1')])
        await tx.putCommand(entry('c1', 1))
        await tx.setMeta({ cursor: 'after' })
        throw new Error('crash')
      })
      await expect(failing).rejects.toThrow('crash')
      const left = await store.transaction(async (tx) => [await tx.get('books', '1'), await tx.commands(), (await tx.meta()).cursor])
      expect(left).toEqual([undefined, [], 'before'])
    })

    it('stays one transaction over many awaits and through async functions', async () => {
      fresh()
      const pause = async () => Promise.resolve()
      const step = async (tx: ReplicaTransaction<LibraryTables>, i: number) => {
        await pause()
        const known = await tx.find('books', 'shelf', 'a')
        await pause()
        await tx.put('books', [book(`${i}-${known.length}`)])
      }
      const work = async (tx: ReplicaTransaction<LibraryTables>) => {
        for (let i = 0; i < 20; i += 1) await step(tx, i)
      }
      const failing = store.transaction(async (tx) => {
        await work(tx)
        throw new Error('crash')
      })
      await expect(failing).rejects.toThrow('crash')
      await store.transaction(work)
      const ids = (await store.transaction((tx) => tx.find('books', 'shelf', 'a'))).map(({ id }) => id)
      expect(ids.sort()).toEqual(Array.from({ length: 20 }, (_, i) => `${i}-${i}`).sort())
    })

    it('sees its own writes within the transaction', async () => {
      const seen = await fresh().transaction(async (tx) => {
        await tx.put('readers', [{ id: 'r', name: 'Ana' }])
        await tx.setMeta({ seq: 7 })
        return [await tx.get('readers', 'r'), (await tx.meta()).seq]
      })
      expect(seen).toEqual([{ id: 'r', name: 'Ana' }, 7])
    })

    it('runs transactions one after another, so that no read-then-write is lost', async () => {
      fresh()
      const increment = () => store.transaction(async (tx) => tx.setMeta({ seq: (await tx.meta()).seq + 1 }))
      await Promise.all(Array.from({ length: 20 }, increment))
      expect((await store.transaction((tx) => tx.meta())).seq).toBe(20)
    })

    it('gives the outbox in the order of seq, and replaces and removes by id', async () => {
      await fresh().transaction(async (tx) => {
        for (const seq of [10, 2, 1]) await tx.putCommand(entry(`c${seq}`, seq))
        await tx.putCommand({ ...entry('c2', 2), state: 'rejected' })
        await tx.removeCommand('c1')
      })
      const commands = await store.transaction((tx) => tx.commands())
      expect(commands.map(({ id, state }) => [id, state])).toEqual([['c2', 'rejected'], ['c10', 'waiting']])
    })

    it('clears rows and keeps outbox and meta', async () => {
      await fresh().transaction(async (tx) => {
        await tx.put('books', [book('1')])
        await tx.put('readers', [{ id: 'r', name: 'Ana' }])
        await tx.putCommand(entry('c1', 1))
        await tx.setMeta({ cursor: 'here' })
      })
      await store.transaction((tx) => tx.clearRows())
      const left = await store.transaction(async (tx) => [
        await tx.get('books', '1'), await tx.get('readers', 'r'), (await tx.commands()).length, (await tx.meta()).cursor,
      ])
      expect(left).toEqual([undefined, undefined, 1, 'here'])
    })

    it('reads outbox and meta as they stood between two transactions', async () => {
      fresh()
      const both = () => store.read(async (outbox) => [(await outbox.meta()).seq, (await outbox.commands()).length])
      const write = (seq: number) => store.transaction(async (tx) => {
        await tx.setMeta({ seq })
        await tx.putCommand(entry(`c${seq}`, seq))
      })
      const seen = await Promise.all([both(), write(1), both(), write(2), both()])
      expect([seen[0], seen[2], seen[4]]).toEqual([[0, 0], [1, 1], [2, 2]])
    })

    it('begins with empty meta, and changes only what is named', async () => {
      await fresh().transaction((tx) => tx.setMeta({ epoch: 'e' }))
      expect(await store.transaction((tx) => tx.meta())).toEqual({ ...emptyMeta, epoch: 'e' })
    })

    it('tells its subscribers of what was kept, and of nothing else', async () => {
      fresh()
      let calls = 0
      let tell: () => void = () => undefined
      const told = () => new Promise<void>((resolve) => (tell = resolve))
      const end = store.subscribe(() => {
        calls += 1
        tell()
      })
      const first = told()
      await store.transaction((tx) => tx.put('books', [book('1')]))
      await first
      const before = calls
      await store.transaction((tx) => tx.get('books', '1'))
      await store.transaction(() => Promise.reject(new Error('no'))).catch(() => undefined)
      const second = told()
      await store.transaction((tx) => tx.putCommand(entry('c1', 1)))
      await second
      expect(calls).toBe(before + 1)
      end()
      await store.transaction((tx) => tx.setMeta({ seq: 2 }))
      expect(calls).toBe(before + 1)
    })

    it.runIf(reopen)('keeps all of it over closing and opening', async () => {
      await fresh().transaction(async (tx) => {
        await tx.put('books', [book('1')])
        await tx.putCommand(entry('c1', 1))
        await tx.setMeta({ cursor: 'here' })
      })
      await store.close()
      store = reopen?.() ?? store
      const kept = await store.transaction(async (tx) => [await tx.get('books', '1'), (await tx.commands()).length, (await tx.meta()).cursor])
      expect(kept).toEqual([book('1'), 1, 'here'])
    })
  })
}
