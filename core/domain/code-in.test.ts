import { expect, it } from 'vitest'
import { codeFromRandom, formatCode } from './code.ts'
import { codeIn } from './code-in.ts'

const code = codeFromRandom([7, 19, 2, 20, 4, 22, 23, 24, 25, 8, 26, 27])
const grouped = formatCode(code)

it.each([
  ['as it is', code],
  ['in groups', grouped],
  ['in small letters, with blanks', ` ${grouped.toLowerCase().replaceAll('-', ' ')} \n`],
  ['with letters for digits', code.replaceAll('0', 'o').replaceAll('1', 'l')],
  ['in a sentence', `My code is ${grouped}, for two people.`],
  ['in a link', `https://hotel.example/c/${code}?from=mail#2`],
  ['in a link’s query, in groups', `https://hotel.example/wallet?code=${grouped.toLowerCase()}&lang=es`],
  ['behind a scanner’s mark', `]Q3${code}`],
  ['on several lines', `Afternoon tea for two\nDublin Hotel\n${grouped}\nuntil 30 Nov`],
])('finds a code %s', (_, text) => expect(codeIn(text)).toBe(code))

it.each([
  ['nothing', ''],
  ['a name', 'Sinéad Ó Briain'],
  ['a mistyped code', grouped.replace(/.$/, (last) => (last === '2' ? '3' : '2'))],
  ['a code that is part of more', `X${code}`],
  ['an address of a page', 'https://hotel.example/coupons/0f8fad5b-d9cb-469f-a165-70867728950e'],
])('finds none in %s', (_, text) => expect(codeIn(text)).toBeNull())

it('finds the first of two', () => {
  const other = codeFromRandom(Array(12).fill(3))
  expect(codeIn(`${grouped} or ${formatCode(other)}`)).toBe(code)
})
