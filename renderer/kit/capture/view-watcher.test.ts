import { expect, it } from 'vitest'
import { memoryClock } from '../../../core/sync/memory-clock.ts'
import { seenCoupons } from './seen-coupons.ts'
import { type Sight, viewWatcher } from './view-watcher.ts'

function watched(...names: string[]) {
  const clock = memoryClock()
  const observed = new Set<Element>()
  let report: (sights: Sight[]) => void = () => undefined
  const told: string[][] = []
  const watcher = viewWatcher(clock, (seen) => told.push(seen), (given) => {
    report = given
    return { observe: (element) => observed.add(element), unobserve: (element) => observed.delete(element) }
  })
  const cards = new Map(names.map((name) => [name, {} as Element]))
  cards.forEach((card, name) => watcher.watch(card, name))
  const sight = (name: string, intersectionRatio: number) => report([{ target: cards.get(name)!, intersectionRatio, time: clock.now() }])
  return { clock, observed, watcher, cards, told, show: (name: string) => sight(name, 0.5), hide: (name: string) => sight(name, 0.4) }
}

it('tells once what was in view for a second, and lets it go', () => {
  const { clock, observed, told, show } = watched('card')
  show('card')
  clock.advance(1_399)
  expect(told).toEqual([])
  clock.advance(1)
  expect(told).toEqual([['card']])
  expect(observed.size).toBe(0)
  show('card')
  clock.advance(5_000)
  expect(told).toEqual([['card']])
})

it('tells together what is seen about the same time, each within 400 ms', () => {
  const { clock, told, show } = watched('a', 'b', 'c')
  show('a')
  clock.advance(300)
  show('b')
  clock.advance(500)
  show('c')
  clock.advance(600)
  expect(told).toEqual([['a', 'b']])
  clock.advance(800)
  expect(told).toEqual([['a', 'b'], ['c']])
})

it('counts what leaves after its second, and tells it no later', () => {
  const { clock, told, show, hide } = watched('card')
  show('card')
  clock.advance(1_000)
  hide('card')
  clock.advance(400)
  expect(told).toEqual([['card']])
})

it('does not count what is scrolled by', () => {
  const { clock, told, show, hide } = watched('card')
  for (let i = 0; i < 5; i += 1) {
    show('card')
    clock.advance(900)
    hide('card')
    clock.advance(600)
  }
  expect(told).toEqual([])
})

it('does not count while the page is hidden, and starts anew after', () => {
  const { clock, told, show, watcher } = watched('card')
  show('card')
  clock.advance(900)
  watcher.pause()
  clock.advance(10_000)
  watcher.resume()
  clock.advance(999)
  watcher.pause()
  expect(told).toEqual([])
  watcher.resume()
  clock.advance(1_400)
  expect(told).toEqual([['card']])
})

it('tells at once what was seen when the page is hidden', () => {
  const { clock, told, show, watcher } = watched('card', 'other')
  show('card')
  clock.advance(1_001)
  show('other')
  watcher.pause()
  expect(told).toEqual([['card']])
})

it('forgets an element that left the page', () => {
  const { clock, told, show, watcher, cards } = watched('card')
  show('card')
  watcher.unwatch(cards.get('card')!)
  clock.advance(5_000)
  expect([told, clock.pending]).toEqual([[], 0])
})

it('counts an element that left the page after its second', () => {
  const { clock, told, show, watcher, cards } = watched('card')
  show('card')
  clock.advance(1_000)
  watcher.unwatch(cards.get('card')!)
  clock.advance(400)
  expect(told).toEqual([['card']])
})

it('seenCoupons says once per session that a coupon is new, also after a reload', () => {
  const kept = new Map<string, string>()
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
  const seen = seenCoupons(storage)
  expect([seen.add('a'), seen.add('a'), seen.add('b')]).toEqual([true, false, true])
  expect(seenCoupons(storage).has('a')).toBe(false)
  seen.keep()
  expect([seenCoupons(storage).has('a'), seenCoupons(storage).add('b'), seenCoupons(storage).has('c')]).toEqual([true, false, false])
})
