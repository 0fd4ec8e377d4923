import { expect, it } from 'vitest'
import { checkCharacter } from '../../../../core/domain/code.ts'
import type { Redemption } from '../../../../core/domain/rows.ts'
import { findByWords, isName, isSearch } from './desk-search.ts'

const code = `ABCDEFGHJKMN${checkCharacter('ABCDEFGHJKMN')}`

it.each([['Siobhán', true], ['spa mon', true], ['S', false], ['0123-4567', false], ['', false], [code, false], [`${code.slice(0, 4)}-${code.slice(4)}`, false]])('%j is looked for among names: %s', (text, expected) => {
  expect(isSearch(text)).toBe(expected)
})

it.each([['Siobhán', true], ['7K2M', false], ['7K2M-4P', false], ['30 off tea', false]])('%j can only be a name: %s', (text, expected) => expect(isName(text)).toBe(expected))

it('finds by guest and coupon, whatever the accents, in the order given and no more than asked', () => {
  const rows = [['1', 'Siobhán Ó Briain', 'spa'], ['2', 'Sean', 'spa'], ['3', 'Siobhan Kelly', 'tea'], ['4', 'Ana', 'gone']].map(([id, guest_name, coupon_id]) => ({ id, guest_name, coupon_id }) as Redemption)
  const coupons = [{ id: 'spa', title: 'Spa day' }, { id: 'tea', title: 'Afternoon tea' }]
  const ids = (text: string, most = 9) => findByWords(text, rows, coupons, most).map(({ redemption }) => redemption.id)
  expect(ids('siobhan')).toEqual(['1', '3'])
  expect(ids('spa')).toEqual(['1', '2'])
  expect(ids('tea siobhán')).toEqual(['3'])
  expect(ids('s', 2)).toEqual(['1', '2'])
  expect(ids('nobody')).toEqual([])
})
