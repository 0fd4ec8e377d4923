import { expect, it } from 'vitest'
import { backoffMs, retryTimer, settleMs } from './backoff.ts'
import { memoryClock, seededIds } from './memory-clock.ts'

it('S23: doubles from half a second or more up to a minute', () => {
  expect([1, 2, 3, 6, 7, 50].map((failures) => backoffMs(failures, 1))).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000])
  expect([1, 50].map((failures) => backoffMs(failures, 0))).toEqual([500, 30_000])
})

it('asks an unsettled feed again after a tenth of a second, then ever less often', () => {
  expect([1, 2, 3, 6, 7, 50].map(settleMs)).toEqual([100, 200, 400, 3_200, 4_000, 4_000])
})

it('has one retry pending, which a success clears', () => {
  const clock = memoryClock()
  let runs = 0
  const timer = retryTimer(clock, seededIds(1), () => (runs += 1))
  timer.failed()
  timer.failed()
  expect(clock.pending).toBe(1)
  clock.advance(2_000)
  expect(runs).toBe(1)
  timer.failed()
  timer.clear()
  clock.advance(60_000)
  expect(runs).toBe(1)
})
