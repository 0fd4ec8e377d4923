import { expect, it } from 'vitest'
import { memoryClock } from '../../../core/sync/memory-clock.ts'
import { seenCoupons } from './seen-coupons.ts'
import { viewWatcher } from './view-watcher.ts'

function watched() {
  const clock = memoryClock()
  const observed = new Set<Element>()
  let tell: (element: Element, isShown: boolean) => void = () => undefined
  const watcher = viewWatcher(clock, (told) => {
    tell = told
    return { observe: (element) => observed.add(element), unobserve: (element) => observed.delete(element) }
  })
  const card = {} as Element
  const seen: string[] = []
  watcher.watch(card, () => seen.push('card'))
  return { clock, observed, watcher, card, seen, show: (isShown: boolean) => tell(card, isShown) }
}

it('tells once what was in view for a second, and lets it go', () => {
  const { clock, observed, seen, show } = watched()
  show(true)
  clock.advance(999)
  expect(seen).toEqual([])
  clock.advance(1)
  expect(seen).toEqual(['card'])
  expect(observed.size).toBe(0)
  show(true)
  clock.advance(5_000)
  expect(seen).toEqual(['card'])
})

it('does not count what is scrolled by', () => {
  const { clock, seen, show } = watched()
  for (let i = 0; i < 5; i += 1) {
    show(true)
    clock.advance(600)
    show(false)
    clock.advance(600)
  }
  expect(seen).toEqual([])
})

it('does not count while the page is hidden, and starts anew after', () => {
  const { clock, seen, show, watcher } = watched()
  show(true)
  clock.advance(900)
  watcher.pause()
  clock.advance(10_000)
  watcher.resume()
  clock.advance(999)
  expect(seen).toEqual([])
  clock.advance(1)
  expect(seen).toEqual(['card'])
})

it('forgets an element that left the page', () => {
  const { clock, seen, show, watcher, card } = watched()
  show(true)
  watcher.unwatch(card)
  clock.advance(5_000)
  expect([seen, clock.pending]).toEqual([[], 0])
})

it('seenCoupons says once per session that a coupon is new, also after a reload', () => {
  const kept = new Map<string, string>()
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
  const seen = seenCoupons(storage)
  expect([seen.add('a'), seen.add('a'), seen.add('b')]).toEqual([true, false, true])
  expect([seenCoupons(storage).has('a'), seenCoupons(storage).add('b'), seenCoupons(storage).has('c')]).toEqual([true, false, false])
})
