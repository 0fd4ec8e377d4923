import { expect, it } from 'vitest'
import { isKnown, keysIn, namesIn, textsOf } from './message-check.ts'

it('lists texts by key, the names in them, and the keys a source asks for', () => {
  expect(textsOf({ a: { b: 'x', c: { d: 'y' } } })).toEqual(new Map([['a.b', 'x'], ['a.c.d', 'y']]))
  expect(namesIn('{count} of {all}, {count}')).toEqual(['{all}', '{count}'])
  expect(keysIn('{{ $t(\'find.title\') }} t(`gate.${tab ?? "me"}.text`) format(\'no.key\')')).toEqual(['find.title', 'gate.*.text'])
  expect(isKnown('gate.*.text', ['gate.me.text'])).toBe(true)
  expect(isKnown('gate.*.text', ['gate.me.title'])).toBe(false)
})
