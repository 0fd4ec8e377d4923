import { describe, expect, it } from 'vitest'
import { codeFromRandom, formatCode } from '../domain/code.ts'
import { AppError } from '../domain/errors.ts'
import { graceMs } from './engine.ts'
import { outboxOrder } from './send-order.ts'
import type { Command } from './command.ts'
import { desk, draft, mark, offline } from './test-desk.ts'

const hotel = 'h'
const failing = (...names: string[]) => (_: string, name: string) => {
  if (names.includes(name)) throw new AppError('server-failed')
}

describe('what may go', () => {
  const code = codeFromRandom(Array(12).fill(7))
  const command = (seq: number, name: Command['name'], args: object, state: Command['state'] = 'waiting') =>
    ({ id: `c${seq}`, seq, name, args, created_at: '', state }) as Command
  const use = (seq: number, code: string, state?: Command['state']) => command(seq, 'use_code', { code }, state)
  const ids = (commands: readonly Command[]) => commands.map(({ id }) => id)

  it('S9: the oldest first', () => {
    expect(outboxOrder([use(1, 'a'), use(2, 'b')]).next?.id).toBe('c1')
  })

  it('S14: a paused one holds what is about the same thing, however that is written, and nothing else', () => {
    const paused = ({ id }: Command) => id === 'c1'
    expect(outboxOrder([use(1, formatCode(code)), use(2, code.toLowerCase()), use(3, 'b')], paused).next?.id).toBe('c3')
  })

  it('S14: behind a refused change wait those of the same coupon, also through each other; facts go on', () => {
    const outbox = [
      command(1, 'save_coupon', { coupon: { id: 'k' } }, 'rejected'), command(2, 'publish_coupon', { coupon: 'k' }),
      command(3, 'pause_coupon', { coupon: 'k' }), use(4, 'a', 'rejected'), use(5, 'a'),
    ]
    const { next, held } = outboxOrder(outbox)
    expect([next?.id, ids(held)]).toEqual(['c5', ['c2', 'c3']])
  })

  it('S6: a command of a name that is not known is sent', () => {
    expect(outboxOrder([command(1, 'of_an_older_app' as 'use_code', {})]).next?.id).toBe('c1')
  })
})

describe('trouble with one command', () => {
  it('S14: those that don’t depend on it go on in the same run, those that do wait', async () => {
    const { cloud, engine, faults } = desk()
    for (const id of ['a', 'b']) cloud.put('coupons', draft(id))
    faults.current = failing('publish_coupon')
    await engine.commit('publish_coupon', { coupon: 'a' })
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.commit('pause_coupon', { coupon: 'b' })
    await engine.sync()
    expect([cloud.get('coupons', 'b')?.status, cloud.get('coupons', 'a')?.status]).toEqual(['paused', 'draft'])
    expect(engine.status).toMatchObject({ waiting: 2, rejected: 0, error: 'server-failed' })
  })

  it('S15: it is tried again with growing pauses, at no other time, and set aside after five times', async () => {
    let tries = 0
    const { clock, engine } = desk(undefined, {
      publish_coupon: () => {
        tries += 1
        throw new AppError('server-failed')
      },
    })
    await engine.commit('publish_coupon', { coupon: 'a' })
    for (let expected = 1; expected <= 5; expected += 1) {
      for (let wishes = 0; wishes < 3; wishes += 1) await engine.sync()
      expect(tries).toBe(expected)
      // Half of each pause is chance, and each is twice the one before.
      clock.advance(500 * 2 ** (expected - 1) - 1)
      await engine.sync()
      expect(tries, 'not before half of the pause').toBe(expected)
      clock.advance(60_000)
    }
    expect(await engine.rejected()).toMatchObject([{ error: { code: 'server-failed' } }])
    expect(clock.pending).toBe(0)
  })

  it('S14, S15: a rate limit means the commands of that name alone', async () => {
    let sent = 0
    const { cloud, engine } = desk(undefined, {
      use_code: () => {
        sent += 1
        return { kind: 'too-many-attempts', retry_after_s: 600 }
      },
    })
    cloud.put('coupons', draft('a'))
    for (const code of ['x', 'y']) await engine.commit('use_code', { hotel, code, happened_at: '2026-06-01T08:00:00Z', device: null })
    await engine.commit('pause_coupon', { coupon: 'a' })
    for (let n = 0; n < 3; n += 1) await engine.sync()
    expect([sent, cloud.get('coupons', 'a')?.status, engine.status.error, engine.status.waiting]).toEqual([1, 'paused', 'rate-limited', 2])
  })

  it('S15: a server that fails altogether costs no command a strike', async () => {
    const { clock, engine, faults } = desk()
    faults.current = failing('publish_coupon', 'pull_changes')
    await engine.commit('publish_coupon', { coupon: 'a' })
    for (let n = 0; n < 8; n += 1) {
      await engine.sync()
      clock.advance(60_000)
    }
    await engine.sync()
    expect(engine.status).toMatchObject({ waiting: 1, rejected: 0, error: 'server-failed' })
  })

  it('S12: one that the server does not know waits for another version and is never refused', async () => {
    const { cloud, clock, engine } = desk()
    cloud.put('coupons', draft('a'))
    await engine.commit('create_hotel', { hotel: { name: 'n', city: 'c', country: 'IE', time_zone: 'UTC', currency: 'EUR' } })
    await engine.commit('pause_coupon', { coupon: 'a' })
    for (let n = 0; n < 8; n += 1) {
      await engine.sync()
      clock.advance(60_000)
    }
    await engine.sync()
    expect(engine.status).toMatchObject({ waiting: 1, rejected: 0, error: 'upgrade-required' })
    expect(cloud.get('coupons', 'a')?.status).toBe('paused')
  })
})

describe('a refused command', () => {
  const refused = async () => {
    const all = desk()
    all.cloud.put('coupons', { ...draft('a'), status: 'archived' })
    await all.engine.sync()
    const id = await all.engine.commit('pause_coupon', { coupon: 'a' })
    await all.engine.commit('archive_coupon', { coupon: 'a' })
    await all.engine.sync()
    return { ...all, id }
  }

  it('S13, S14: repeated it takes its old place, and what it held up follows', async () => {
    const { cloud, engine, id } = await refused()
    expect(engine.status).toMatchObject({ waiting: 1, rejected: 1 })
    cloud.put('coupons', draft('a'))
    await engine.retry(id)
    await engine.sync()
    expect([cloud.get('coupons', 'a')?.status, engine.status.waiting]).toEqual(['archived', 0])
    expect([...cloud.applied.keys()].filter((name) => name !== 'pull_changes')).toEqual(['pause_coupon', 'archive_coupon'])
  })

  it('S11, S14: discarded it lets go what it held up', async () => {
    const { cloud, engine, id } = await refused()
    cloud.put('coupons', draft('a'))
    await engine.discard(id)
    await engine.sync()
    expect([cloud.get('coupons', 'a')?.status, await engine.commands()]).toEqual(['archived', []])
  })

  it('S11: one that still waits can’t be discarded', async () => {
    const { engine, faults } = desk()
    faults.current = offline
    const id = await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.discard(id)
    expect((await engine.commands()).map((command) => command.id)).toEqual([id])
  })

  it('S13: repeated it keeps its id where nothing was kept of it, and corrected it has a new one', async () => {
    const { cloud, engine, id, faults } = await refused()
    faults.current = offline
    await engine.retry(id)
    expect((await engine.commands()).map(({ id: kept, seq }) => [kept === id, seq])).toEqual([[true, 1], [false, 2]])
    faults.current = undefined
    await engine.sync()
    cloud.put('coupons', draft('b'))
    await engine.correct(id, 'pause_coupon', { coupon: 'b' })
    expect((await engine.commands()).some((command) => command.id === id)).toBe(false)
    await engine.sync()
    expect(cloud.get('coupons', 'b')?.status).toBe('paused')
  })

  it('S13: repeated after an answer that the server remembers it has a new id', async () => {
    let answers = 0
    const { engine, faults } = desk(undefined, { publish_coupon: () => (answers++ === 0 ? { kind: 'not-publishable', reasons: [] } : { kind: 'published' }) })
    const id = await engine.commit('publish_coupon', { coupon: 'a' })
    await engine.sync()
    faults.current = undefined
    await engine.retry(id)
    await engine.sync()
    expect([answers, await engine.commands()]).toEqual([2, []])
  })

  it('S17: who waits for an answer behind it is told that nothing was done', async () => {
    const { engine, cloud } = await refused()
    await expect(engine.commitNow('pause_coupon', { coupon: 'a' })).rejects.toMatchObject({ code: 'held' })
    expect((await engine.commands()).length).toBe(2)

    cloud.put('coupons', { ...draft('b'), status: 'archived' })
    await engine.commit('pause_coupon', { coupon: 'b' })
    await expect(engine.commitNow('archive_coupon', { coupon: 'b' })).rejects.toMatchObject({ code: 'held' })
    expect((await engine.commands()).map(({ name }) => name)).toEqual(['pause_coupon', 'archive_coupon', 'pause_coupon'])
  })
})

describe('an accepted command', () => {
  it('S5: leaves nothing of its effect over what somebody else did after it, though its answer came late', async () => {
    const { cloud, clock, engine, row, faults } = desk()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    // The command arrives, its reply is lost; somebody else changes the row, and the feed brings that first.
    faults.current = (step, name) => {
      if (step === 'reply' && name === 'pause_coupon') throw new AppError('server-failed')
    }
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    cloud.put('coupons', { ...draft('a'), status: 'published' })
    await engine.sync()
    expect((await row('a'))?.status).toBe('paused')
    faults.current = undefined
    clock.advance(60_000)
    await engine.sync()
    expect([(await row('a'))?.status, engine.status.waiting]).toEqual(['published', 0])
  })

  it('S5: is shown until a feed that was asked after its answer has told all', async () => {
    const { cloud, clock, engine, row } = desk()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    const release = cloud.hold()
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    expect([(await row('a'))?.status, engine.status.waiting, await engine.commands()]).toEqual(['paused', 0, []])
    release()
    cloud.put('coupons', { ...draft('a'), status: 'published' })
    clock.advance(100)
    await engine.sync()
    expect((await row('a'))?.status).toBe('published')
  })
})

describe('time', () => {
  const useAt = (at: number) => ({ hotel, code: 'x', happened_at: new Date(at).toISOString(), device: null })

  it('S24: after two weeks without the server new commands are refused, and what waits stays', async () => {
    const { clock, engine, faults } = desk()
    await engine.sync()
    faults.current = offline
    clock.advance(graceMs)
    await engine.commit('pause_coupon', { coupon: 'a' })
    clock.advance(1)
    await expect(engine.commit('pause_coupon', { coupon: 'b' })).rejects.toMatchObject({ code: 'offline-too-long' })
    expect(engine.status.waiting).toBe(1)
    faults.current = undefined
    await engine.sync()
    await engine.commit('archive_coupon', { coupon: 'b' })
  })

  it('S25: tells the server’s time, and repeats a use of the future as of now', async () => {
    const day = 86_400_000
    const server = { now: 0 }
    const { clock, engine } = desk(undefined, {
      use_code: ({ happened_at }) => {
        if (Date.parse(String(happened_at)) > server.now + 300_000) throw new AppError('invalid-argument', { detail: 'happened_at' })
        return { kind: 'used' }
      },
    }, () => server.now)
    server.now = clock.now() - day
    const id = await engine.commit('use_code', useAt(engine.now()))
    await engine.sync()
    expect(engine.now()).toBe(server.now)
    expect(await engine.rejected()).toMatchObject([{ error: { detail: 'happened_at' } }])
    await engine.retry(id)
    await engine.sync()
    expect(await engine.commands()).toEqual([])
  })

  it('S23: a clock that jumps back does not put off a retry', async () => {
    const { clock, cloud, engine, faults } = desk()
    cloud.put('coupons', draft('a'))
    faults.current = offline
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    clock.jump(-86_400_000)
    faults.current = undefined
    clock.advance(1_000)
    await engine.sync()
    expect(cloud.get('coupons', 'a')?.status).toBe('paused')
  })
})

describe('what was saved elsewhere', () => {
  it('S7: is taken back under its ids and in its order, and what is there stays', async () => {
    const lost = desk()
    lost.faults.current = offline
    for (const coupon of ['a', 'b']) await lost.engine.commit('pause_coupon', { coupon })
    const saved = await lost.engine.commands()

    const { cloud, engine, faults } = desk(undefined, { pause_coupon: mark('paused') })
    for (const id of ['a', 'b']) cloud.put('coupons', draft(id))
    faults.current = offline
    expect([await engine.restore(saved.toReversed()), await engine.restore(saved)]).toEqual([2, 0])
    expect((await engine.commands()).map(({ id }) => id)).toEqual(saved.map(({ id }) => id))
    faults.current = undefined
    await engine.sync()
    expect([cloud.rows('coupons').map(({ status }) => status), engine.status.waiting]).toEqual([['paused', 'paused'], 0])
  })
})

describe('the feed', () => {
  it('S6: pulls from the beginning where the app keeps a table that the cursor has passed', async () => {
    const { cloud, engine, store, row } = desk()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    await store.transaction(async (tx) => {
      await tx.remove('coupons', ['a'])
      await tx.setMeta({ shape: 'fewer tables' })
    })
    await engine.sync()
    expect(await row('a')).toEqual(draft('a'))
  })

  it('S20: drops a cursor that the server does not take', async () => {
    const { cloud, engine, store, row, faults } = desk()
    await store.transaction((tx) => tx.setMeta({ cursor: 'nonsense', shape: 'coupons' }))
    cloud.put('coupons', draft('a'))
    let refusals = 0
    faults.current = (step, name) => {
      if (step === 'request' && name === 'pull_changes' && refusals++ === 0) throw new AppError('invalid-argument', { detail: 'cursor' })
    }
    await engine.sync()
    expect([await row('a'), engine.status.error]).toEqual([draft('a'), null])
  })

  it('S6: an effect that can’t be shown any more does not hold up its command', async () => {
    const { cloud, clock, engine, store, row, faults } = desk()
    cloud.put('coupons', draft('a'))
    faults.current = failing('pause_coupon')
    await store.transaction(async (tx) => {
      await tx.putCommand({ id: 'old', seq: 1, name: 'pause_coupon', args: null as never, created_at: '', state: 'waiting', undo: [] })
      await tx.setMeta({ seq: 1 })
    })
    await engine.sync()
    expect([await row('a'), engine.status.waiting]).toEqual([draft('a'), 1])
    faults.current = undefined
    clock.advance(60_000)
    await engine.sync()
    expect(engine.status).toMatchObject({ waiting: 0, rejected: 1 })
  })
})
