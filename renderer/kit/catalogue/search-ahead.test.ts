import { expect, it } from 'vitest'
import { searchAhead } from './search-ahead.ts'

const question = { query: '', filters: { available: true }, cursor: null, maxRows: 20 }
const page = { items: [], cursor: null, corrected: null }

it('gives an answer that was asked for ahead once, and to that question alone', async () => {
  const asked: unknown[] = []
  const ahead = searchAhead(async (put) => {
    asked.push(put)
    return page
  })
  void ahead.ask(question)
  expect(ahead.take({ ...question, query: 'tea' })).toBeUndefined()
  expect(await ahead.take({ ...question })).toBe(page)
  expect(ahead.take(question)).toBeUndefined()
  expect(asked).toEqual([question])
})
