import { expect, test } from 'vitest'
import { makeCodec } from './wire-codec.ts'

const { encode, decode } = makeCodec()
const there = (value: unknown) => decode(JSON.parse(JSON.stringify(encode(value))))

test.each([
  [undefined],
  [-0],
  [Number.NaN],
  [12n],
  ['ünï\u2028'],
  [[1, undefined, [2]]],
  [{ date: new Date(5), pattern: /a/gi, map: new Map([['k', new Set([1])]]), bytes: new Uint8Array([1, 2, 3]).subarray(1) }],
])('%o arrives as it is', (value) => expect(there(value)).toEqual(value))

test('cycles survive and prototypes do not', () => {
  class Coupon {
    title = 'tea'
    self: unknown = this
  }
  const arrived = there(new Coupon()) as { title: string; self: unknown }
  expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype)
  expect(arrived.self).toBe(arrived)
})

test.each([[() => 1], [Promise.resolve()], [new WeakMap()], [new Blob([])], [{ deep: [Symbol('x')] }]])('%o is refused', (value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.')
})

test('its text alone is enough to run it', () => {
  const copy = (new Function(`return (${makeCodec.toString()})()`) as () => ReturnType<typeof makeCodec>)()
  expect(copy.decode(encode({ a: [1n] }))).toEqual({ a: [1n] })
})
