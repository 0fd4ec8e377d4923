import { beforeEach, expect, it } from 'vitest'
import { deskLock, isPin, waitMs } from './desk-lock.ts'

let kept: Map<string, string>
let time: number
const store = () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) })
const lock = (user = 'me') => deskLock(store(), user, () => time)

beforeEach(() => {
  kept = new Map()
  time = 1_000_000
})

it('opens with its PIN alone, also after a reload, and keeps no trace of the PIN', async () => {
  await lock().setPin('2468')
  lock().lock()
  expect([...kept.values()].join()).not.toContain('2468')
  expect(lock().isLocked()).toBe(true)
  expect((await lock().unlock('1357')).kind).toBe('wrong')
  expect(lock().isLocked()).toBe(true)
  expect(await lock().unlock('2468')).toEqual({ kind: 'open' })
  expect(lock().isLocked()).toBe(false)
})

it('two with the same PIN have different digests', async () => {
  await lock('a').setPin('2468')
  await lock('b').setPin('2468')
  const [a, b] = [...kept.values()].map((text) => JSON.parse(text) as { digest: string })
  expect(a?.digest).not.toBe(b?.digest)
})

it('slows wrong tries, and does not judge a PIN while one has to wait', async () => {
  await lock().setPin('2468')
  lock().lock()
  for (const wait of [0, 0, 5_000]) expect(await lock().unlock('0000')).toEqual({ kind: 'wrong', waitMs: wait })
  expect(await lock().unlock('2468')).toEqual({ kind: 'wait', waitMs: 5_000 })
  expect(lock().waitMs()).toBe(5_000)
  time += 5_000
  expect(await lock().unlock('0000')).toEqual({ kind: 'wrong', waitMs: 10_000 })
  time += 10_000
  expect(await lock().unlock('2468')).toEqual({ kind: 'open' })
})

it('does not give tries in several windows at once a free one', async () => {
  await lock().setPin('2468')
  lock().lock()
  await Promise.all(Array.from({ length: 4 }, () => lock().unlock('0000')))
  expect((await lock().unlock('2468')).kind).toBe('wait')
})

it('waits no longer than five minutes, however often', () => {
  expect([0, 2, 3, 4, 40].map(waitMs)).toEqual([0, 0, 5_000, 10_000, 300_000])
})

it.each([['1234', true], ['12345678', true], ['123', false], ['123456789', false], ['12a4', false], [' 1234', false]])('%j may be a PIN: %s', (text, expected) => {
  expect(isPin(text)).toBe(expected)
})
