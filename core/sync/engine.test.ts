import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { createSyncEngine } from './engine.ts'
import { memoryClock, seededIds } from './memory-clock.ts'
import { memoryCloud } from './memory-cloud.ts'
import { memoryStore } from './memory-store.ts'
import { memoryTurns } from './memory-turns.ts'
import { desk, draft, effects, mark, offline, type Tables } from './test-desk.ts'

describe('pull', () => {
  it('S18: asks again soon while the feed is not settled, and rests once it is', async () => {
    const { cloud, clock, engine, row } = desk()
    const release = cloud.hold()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    expect(await row('a')).toBeUndefined()
    expect(clock.pending).toBe(1)
    release()
    clock.advance(100)
    await engine.sync()
    expect(await row('a')).toEqual(draft('a'))
    expect(clock.pending).toBe(0)
  })

  it('S18, S21: brings rows, takes tombstones and stands at the cursor', async () => {
    const { cloud, engine, row, meta } = desk()
    cloud.put('coupons', draft('a'))
    cloud.put('coupons', draft('b'))
    await engine.sync()
    cloud.remove('coupons', 'a')
    await engine.sync()
    expect([await row('a'), await row('b'), (await meta()).cursor]).toEqual([undefined, draft('b'), '1:3'])
    expect(engine.status).toMatchObject({ online: true, phase: 'idle', error: null })
    expect(engine.status.lastSyncAt).not.toBeNull()
  })

  it('S18: goes on until there is no more', async () => {
    const { cloud, engine, store } = desk()
    for (let i = 0; i < 2_500; i += 1) cloud.put('coupons', draft(String(i).padStart(4, '0')))
    await engine.sync()
    expect(await store.transaction((tx) => tx.find('coupons', 'status', 'draft'))).toHaveLength(2_500)
  })

  it('S20: wipes the rows of another epoch and keeps the outbox and its effects', async () => {
    const { cloud, engine, store, row, faults } = desk()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    await store.transaction((tx) => tx.put('coupons', [draft('ghost')]))
    // The command cannot be sent, and the pull still works.
    faults.current = (_, name) => {
      if (name === 'pause_coupon') throw new AppError('server-failed')
    }
    await engine.commit('pause_coupon', { coupon: 'a' })
    cloud.newEpoch()
    await engine.sync()
    expect([await row('ghost'), await row('a'), engine.status.waiting]).toEqual([undefined, { ...draft('a'), status: 'paused' }, 1])
  })

  it('S20: passes over tables it does not know', async () => {
    const { cloud, engine, row } = desk()
    cloud.put('from_a_newer_server' as 'coupons', draft('x'))
    cloud.put('coupons', draft('a'))
    await engine.sync()
    expect(await row('a')).toEqual(draft('a'))
  })

  it('S19: drops a page that another window has overtaken', async () => {
    const { cloud, engine, store, row, faults } = desk()
    cloud.put('coupons', draft('a', 'old'))
    let overtake = true
    faults.current = async (step, name) => {
      if (step === 'request' || name !== 'pull_changes' || !overtake) return
      overtake = false
      cloud.put('coupons', draft('a', 'new'))
      await store.transaction(async (tx) => {
        await tx.put('coupons', [draft('a', 'new')])
        await tx.setMeta({ cursor: '1:2', shape: 'coupons' })
      })
    }
    await engine.sync()
    expect(await row('a')).toEqual(draft('a', 'new'))
  })
})

describe('commit', () => {
  it('S2: changes the replica and the outbox at once, and the server soon', async () => {
    const { cloud, engine, row, faults } = desk()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    faults.current = offline
    await engine.commit('pause_coupon', { coupon: 'a' })
    expect([(await row('a'))?.status, engine.status.waiting, cloud.get('coupons', 'a')?.status]).toEqual(['paused', 1, 'draft'])
    await engine.sync()
    expect(engine.status).toMatchObject({ online: false, error: 'offline', waiting: 1 })
    faults.current = undefined
    await engine.sync()
    expect([engine.status.waiting, engine.status.online, cloud.get('coupons', 'a')?.status]).toEqual([0, true, 'paused'])
  })

  it('S2: keeps many commands or none of them', async () => {
    const { cloud, engine, store, row } = desk()
    cloud.put('coupons', draft('a'))
    cloud.put('coupons', draft('b'))
    await engine.sync()
    const list = [{ coupon: 'a' }, { coupon: 'b' }]
    let written = 0
    const full = createSyncEngine<Tables>({
      store: { ...store, transaction: (work) => store.transaction((tx) => work({ ...tx, putCommand: async (entry) => (written += 1) > 1 ? Promise.reject(new AppError('storage-full')) : tx.putCommand(entry) })) },
      cloud, clock: memoryClock(), ids: seededIds(1), scope: { hotel: 'h' }, applyLocally: effects,
    })
    await expect(full.commitAll('pause_coupon', list)).rejects.toMatchObject({ code: 'storage-full' })
    full.stop()
    expect([await engine.commands(), await row('a')]).toEqual([[], draft('a')])
    await engine.commitAll('pause_coupon', list)
    expect([await row('a'), await row('b')]).toMatchObject([{ status: 'paused' }, { status: 'paused' }])
  })

  it('S7: says that there is no room, also without network, until something was kept again', async () => {
    const { cloud, store } = desk()
    const room = { isThere: true }
    const engine = createSyncEngine<Tables>({
      store: { ...store, transaction: (work) => (room.isThere ? store.transaction(work) : Promise.reject(new AppError('storage-full'))) },
      cloud: { ...cloud, call: offline, pull: offline }, clock: memoryClock(), ids: seededIds(1), scope: { hotel: 'h' }, applyLocally: effects,
    })
    await engine.commit('pause_coupon', { coupon: 'a' })
    room.isThere = false
    await expect(engine.commit('pause_coupon', { coupon: 'b' })).rejects.toMatchObject({ code: 'storage-full' })
    await engine.sync()
    expect(engine.status).toMatchObject({ error: 'storage-full', online: false, waiting: 1 })
    room.isThere = true
    await engine.commit('pause_coupon', { coupon: 'b' })
    expect(engine.status).toMatchObject({ error: null, waiting: 2 })
    engine.stop()
  })

  it('S9, S10: sends in the order of seq, each once though replies were lost', async () => {
    const { cloud, engine, faults } = desk()
    for (const id of ['a', 'b']) cloud.put('coupons', draft(id))
    await engine.sync()
    let lost = 0
    faults.current = (step, name) => {
      if (step === 'reply' && name !== 'pull_changes' && lost++ < 2) offline()
    }
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.commit('archive_coupon', { coupon: 'a' })
    for (let i = 0; i < 4; i += 1) await engine.sync()
    expect([cloud.get('coupons', 'a')?.status, engine.status.waiting, engine.status.rejected]).toEqual(['archived', 0, 0])
    expect(Object.fromEntries(cloud.applied)).toMatchObject({ pause_coupon: 1, archive_coupon: 1 })
  })

  it('S5: keeps a local change over pulled rows while its command waits', async () => {
    const { cloud, engine, row, faults } = desk()
    cloud.put('coupons', draft('a', 'old title'))
    await engine.sync()
    faults.current = (_, name) => {
      if (name === 'pause_coupon') throw new AppError('server-failed')
    }
    await engine.commit('pause_coupon', { coupon: 'a' })
    cloud.put('coupons', draft('a', 'new title'))
    await engine.sync()
    expect(await row('a')).toEqual({ id: 'a', title: 'new title', status: 'paused' })
  })

  it('S5: leaves an accepted change in place until the feed brings the server’s row', async () => {
    const { cloud, engine, row, faults } = desk()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    faults.current = (_, name) => {
      if (name === 'pull_changes') throw new AppError('server-failed')
    }
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    expect([engine.status.waiting, (await row('a'))?.status]).toEqual([0, 'paused'])
  })

  it('S5, S13: takes a refused change back, under those that still wait, and keeps the command', async () => {
    const { cloud, engine, row } = desk()
    cloud.put('coupons', { ...draft('a'), status: 'archived' })
    await engine.sync()
    const id = await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    expect((await row('a'))?.status).toBe('archived')
    expect(await engine.rejected()).toMatchObject([{ id, state: 'rejected', error: { code: 'wrong-state', detail: 'archived' } }])
    expect([engine.status.waiting, engine.status.rejected]).toEqual([0, 1])
  })

  it('S13: treats a refusal in the result like one that was raised', async () => {
    const { engine } = desk()
    await engine.commit('publish_coupon', { coupon: 'a' })
    await engine.sync()
    expect(await engine.rejected()).toMatchObject([{ error: { code: 'not-publishable', detail: '{"reasons":["no-image"]}' } }])
  })

  it('S11, S13: repeats a refused command, or discards it', async () => {
    const { cloud, engine, row } = desk()
    cloud.put('coupons', { ...draft('a'), status: 'archived' })
    await engine.sync()
    const id = await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    cloud.put('coupons', draft('a'))
    await engine.sync()
    await engine.retry(id)
    await engine.sync()
    expect([(await row('a'))?.status, await engine.commands()]).toEqual(['paused', []])

    const other = await engine.commit('pause_coupon', { coupon: 'none' })
    await engine.sync()
    await engine.discard(other)
    expect(engine.status.rejected).toBe(0)
  })

  it('S11: survives the end of the engine', async () => {
    const { cloud, engine, start, faults } = desk()
    cloud.put('coupons', draft('a'))
    faults.current = offline
    await engine.commit('pause_coupon', { coupon: 'a' })
    engine.stop()
    await expect(engine.commit('pause_coupon', { coupon: 'a' })).rejects.toMatchObject({ code: 'stopped' })
    faults.current = undefined
    await start().sync()
    expect(cloud.get('coupons', 'a')?.status).toBe('paused')
  })
})

describe('commitNow', () => {
  it('S17: is answered by the run that sends it, not by one that began before', async () => {
    // Such a run begins at every point of the commit in turn.
    for (let steps = 0; steps < 60; steps += 1) {
      const { cloud, engine } = desk()
      cloud.put('coupons', draft('a'))
      await engine.sync()
      const answered = engine.commitNow('pause_coupon', { coupon: 'a' })
      for (let step = 0; step < steps; step += 1) await Promise.resolve()
      await Promise.all([engine.sync(), expect(answered, `after ${steps} steps`).resolves.toEqual({ kind: 'paused', coupon_id: 'a' })])
    }
  })

  it('S17: gives the server’s answer, also a refusal, and keeps nothing', async () => {
    const { cloud, engine } = desk()
    cloud.put('coupons', draft('a'))
    expect(await engine.commitNow('pause_coupon', { coupon: 'a' })).toEqual({ kind: 'paused', coupon_id: 'a' })
    expect(await engine.commitNow('publish_coupon', { coupon: 'a' })).toEqual({ kind: 'not-publishable', reasons: ['no-image'] })
    await expect(engine.commitNow('pause_coupon', { coupon: 'none' })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await engine.commands()).toEqual([])
  })

  it('S17: does nothing when it is known to be offline', async () => {
    const { engine, faults } = desk()
    faults.current = offline
    await engine.sync()
    await expect(engine.commitNow('pause_coupon', { coupon: 'a' })).rejects.toMatchObject({ code: 'offline' })
    expect(await engine.commands()).toEqual([])
  })

  it('S17: keeps the command and says so when the answer is missing', async () => {
    const { cloud, engine, faults } = desk()
    cloud.put('coupons', draft('a'))
    faults.current = (step, name) => {
      if (step === 'reply' && name === 'pause_coupon') offline()
    }
    await expect(engine.commitNow('pause_coupon', { coupon: 'a' })).rejects.toMatchObject({ code: 'queued' })
    faults.current = undefined
    await engine.sync()
    expect([engine.status.waiting, cloud.applied.get('pause_coupon')]).toEqual([0, 1])
  })
})

describe('when it runs', () => {
  it('S22: one at a time; a request during a run gives exactly one more', async () => {
    let running = 0
    let pulls = 0
    const { engine } = desk(async (step) => {
      running += step === 'request' ? 1 : -1
      pulls += step === 'request' ? 1 : 0
      expect(running).toBeLessThanOrEqual(1)
      await Promise.resolve()
    })
    await Promise.all(Array.from({ length: 10 }, () => engine.sync()))
    expect(pulls).toBe(2)
  })

  it('S22: two windows over one store take turns, and the second finds nothing left to do', async () => {
    const turns = memoryTurns()
    const { cloud, clock, store } = desk()
    cloud.put('coupons', draft('a'))
    const running = { now: 0, most: 0 }
    const pull = vi.fn(async (...asked: Parameters<typeof cloud.pull>) => {
      running.now += 1
      running.most = Math.max(running.most, running.now)
      await new Promise((resolve) => setImmediate(resolve))
      running.now -= 1
      return cloud.pull(...asked)
    })
    const open = () => createSyncEngine<Tables>({ store, cloud: { ...cloud, pull }, clock, ids: seededIds(7), turns, scope: { hotel: 'h' }, applyLocally: effects })
    const windows = [open(), open()]
    await Promise.all(windows.map((window) => window.sync()))
    expect([running.most, pull.mock.calls.length]).toEqual([1, 2])
    expect(await pull.mock.results[1]!.value).toMatchObject({ changes: [] })
  })

  it('S22: after a hint', async () => {
    const { cloud, engine, hint, row } = desk()
    cloud.put('coupons', draft('a'))
    hint()
    await engine.sync()
    expect(await row('a')).toEqual(draft('a'))
  })

  it('S23: by itself after a pause when a call failed', async () => {
    const { cloud, clock, engine, row, faults } = desk()
    cloud.put('coupons', draft('a'))
    faults.current = offline
    await engine.sync()
    expect([engine.status.error, clock.pending]).toEqual(['offline', 1])
    faults.current = undefined
    clock.advance(1_000)
    // The run that the timer began; this call is answered by it or the one after.
    await engine.sync()
    expect([engine.status.error, clock.pending, await row('a')]).toEqual([null, 0, draft('a')])
  })

  it('S15: when the server says so, for a use that came after too many misses: it is kept, however often that is said', async () => {
    let limited = true
    const { cloud, clock, engine, row } = desk(undefined, {
      pause_coupon: (args, cloud) => (limited ? { kind: 'too-many-attempts', retry_after_s: 600 } : mark('paused')(args, cloud)),
    })
    cloud.put('coupons', draft('a'))
    await engine.sync()
    await engine.commit('pause_coupon', { coupon: 'a' })
    for (let n = 0; n < 8; n++) await engine.sync()
    expect([engine.status.error, engine.status.waiting, engine.status.rejected, (await row('a'))?.status]).toEqual(['rate-limited', 1, 0, 'paused'])
    limited = false
    clock.advance(599_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect(engine.status.waiting, 'not before').toBe(1)
    clock.advance(1_000)
    await engine.sync()
    expect([engine.status.error, engine.status.waiting, cloud.get('coupons', 'a')?.status]).toEqual([null, 0, 'paused'])
  })

  it('S12: not by itself without a session, since only a sign-in can help', async () => {
    const { clock, engine, faults } = desk()
    faults.current = () => {
      throw new AppError('sign-in-required')
    }
    await engine.commit('pause_coupon', { coupon: 'a' })
    await engine.sync()
    expect([engine.status.error, engine.status.waiting, clock.pending]).toEqual(['sign-in-required', 1, 0])
  })

  it('S26: counts what another window of the same store has done', async () => {
    const { engine, faults, start } = desk()
    faults.current = offline
    const counted = new Promise<number>((resolve) => engine.onStatus(({ waiting }) => waiting > 0 && resolve(waiting)))
    await start().commit('pause_coupon', { coupon: 'a' })
    expect(await counted).toBe(1)
  })

  it('S26: a failing local store is told in the status', async () => {
    const store = memoryStore<Tables>(['coupons'])
    const broken = { ...store, transaction: () => Promise.reject(new AppError('storage-broken')) }
    const engine = createSyncEngine<Tables>({
      store: broken, cloud: memoryCloud<Tables>(), clock: memoryClock(), ids: seededIds(1), scope: { hotel: 'h' }, applyLocally: effects,
    })
    await engine.sync()
    expect(engine.status.error).toBe('storage-broken')
    await expect(engine.commit('pause_coupon', { coupon: 'a' })).rejects.toMatchObject({ code: 'storage-broken' })
  })
})
