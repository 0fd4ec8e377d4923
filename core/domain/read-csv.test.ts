import { array, assert, constantFrom, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'
import { readCsv } from './read-csv.ts'

const cells = (text: string) => readCsv(text).map((row) => row.cells)

it('reads back what it wrote, whatever it was', () => {
  const char = constantFrom(...'ab=+-@"\',;\t\r\n 05é東😀')
  // An apostrophe that already stands before a formula is taken for the guard.
  const text = string({ unit: char, maxLength: 12 }).map((value) => value.replace(/^'+(?=[\t\r ]*[=+\-@])/, ''))
  const rows = array(array(text, { minLength: 2, maxLength: 2 }).filter((row) => row.some((value) => value !== '')), { minLength: 1, maxLength: 5 })
  assert(property(rows, (rows) => {
    expect(cells(csvOf([['a', 'b'], ...rows])).slice(1)).toEqual(rows)
  }))
})

it('knows semicolons, line ends within quotes, and on which line a row began', () => {
  expect(readCsv('\uFEFFtitle;text\r\n"a;b";"one\ntwo"\n\n"say ""so""";last')).toEqual([
    { line: 1, cells: ['title', 'text'] },
    { line: 2, cells: ['a;b', 'one\ntwo'] },
    { line: 5, cells: ['say "so"', 'last'] },
  ])
})
