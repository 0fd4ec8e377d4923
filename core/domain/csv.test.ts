import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

const line = (value: string | number | null) => csvOf([[value]]).slice(1, -2)

it.each([
  ['plain', 'plain'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  [12, '12'],
  [-3, '-3'],
  ['-3.5', '-3.5'],
])('%j is written %j', (value, text) => {
  expect(line(value)).toBe(text)
})

it.each(['=1+1', '+1 234', '-cmd', '@SUM(A1)', '\t=1', ' =1', '\uFF1D1'])('%j runs nothing', (value) => {
  expect(line(value)).toMatch(/^"?'/)
})

it('begins with the mark of UTF-8, and ends every line', () => {
  expect(csvOf([['Łódź', 1], ['東京', 2]])).toBe('\uFEFFŁódź,1\r\n東京,2\r\n')
})
