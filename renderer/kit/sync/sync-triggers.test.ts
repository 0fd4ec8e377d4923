import { expect, it } from 'vitest'
import { type Surroundings, syncTriggers } from './sync-triggers.ts'

/** A window whose events, clock, shell and session are the test's, and an engine that notes what it is asked. */
function setUp() {
  const [window, document] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })]
  const asked: (string | boolean)[] = []
  const time = { now: Date.parse('2026-06-01T08:00:00Z'), elapsed: 0 }
  const timers = new Set<{ ms: number; due: number; run(): void }>()
  const listeners = { wake: new Set<() => void>(), session: new Set<(event: string) => void>() }
  const add = <L>(set: Set<L>, listener: L) => (set.add(listener), () => void set.delete(listener))
  const world: Surroundings = {
    window,
    document,
    now: () => time.now,
    every: (ms, run) => add(timers, { ms, due: time.elapsed + ms, run }),
    onWake: (listener) => add(listeners.wake, listener),
    onSession: (listener) => add(listeners.session, listener),
  }
  const end = syncTriggers({ sync: async () => void asked.push('sync'), setOnline: (online) => void asked.push(online) }, world)
  const pass = (ms: number) => {
    for (const until = time.elapsed + ms; time.elapsed < until; ) {
      time.elapsed += 1_000
      time.now += 1_000
      for (const timer of timers) {
        if (timer.due > time.elapsed) continue
        timer.due += timer.ms
        timer.run()
      }
    }
  }
  return {
    end, pass, document,
    /** What the engine was asked since the last look. */
    heard: () => asked.splice(0),
    happens: (target: 'window' | 'document', name: string) => (target === 'window' ? window : document).dispatchEvent(new Event(name)),
    jump: (ms: number) => (time.now += ms),
    wake: () => listeners.wake.forEach((listener) => listener()),
    session: (event: string) => listeners.session.forEach((listener) => listener(event)),
    left: () => timers.size + listeners.wake.size + listeners.session.size,
  }
}
const day = 86_400_000

it('S22: focus, coming into view, waking up and a renewed session ask for a sync, each once', () => {
  const { happens, heard, wake, session } = setUp()
  for (const event of [() => happens('window', 'focus'), () => happens('document', 'visibilitychange'), wake, () => session('TOKEN_REFRESHED'), () => session('SIGNED_IN')]) {
    event()
    expect(heard()).toEqual(['sync'])
  }
})

it('S22: what the system says of the network goes to the engine, which asks for a sync itself', () => {
  const { happens, heard } = setUp()
  happens('window', 'offline')
  happens('window', 'online')
  expect(heard()).toEqual([false, true])
})

it('a sign-out and a window that goes out of view ask for nothing', () => {
  const { document, happens, heard, session } = setUp()
  session('SIGNED_OUT')
  document.visibilityState = 'hidden'
  happens('document', 'visibilitychange')
  expect(heard()).toEqual([])
})

it('S18: a window in view asks every 30 seconds by itself, one out of view does not', () => {
  const { document, heard, pass } = setUp()
  pass(29_000)
  expect(heard()).toEqual([])
  pass(61_000)
  expect(heard()).toEqual(['sync', 'sync', 'sync'])
  document.visibilityState = 'hidden'
  pass(120_000)
  expect(heard()).toEqual([])
})

it.each([['forwards', day], ['back', -day]])('S22: a clock that jumps a day %s asks for a sync, once, also out of view', (_, ms) => {
  const { document, heard, jump, pass } = setUp()
  document.visibilityState = 'hidden'
  jump(ms)
  pass(5_000)
  expect(heard()).toEqual(['sync'])
  pass(60_000)
  expect(heard()).toEqual([])
})

it('a clock that is put right by seconds, and timers that are late, ask for nothing', () => {
  const { document, heard, jump, pass } = setUp()
  document.visibilityState = 'hidden'
  for (const ms of [2_000, -3_000, 15_000]) {
    jump(ms)
    pass(5_000)
  }
  expect(heard()).toEqual([])
})

it('once ended nothing is heard any more and nothing is left behind', () => {
  const { end, happens, heard, jump, left, pass, session, wake } = setUp()
  expect(left()).toBe(4)
  end()
  happens('window', 'focus')
  happens('window', 'online')
  happens('document', 'visibilitychange')
  wake()
  session('SIGNED_IN')
  jump(day)
  pass(60_000)
  expect([heard(), left()]).toEqual([[], 0])
})
