import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lints } from './catalogue.lints.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.stop())

const found = async (db: { query: World['sql']['query'] }, sql: string): Promise<string[]> =>
  (await db.query<{ found: string }>(sql)).rows.map((row) => row.found)

describe.each(lints)('$rule', ({ finds, breach }) => {
  test('holds', async () => {
    expect(await found(world.sql, finds)).toEqual([])
  })

  test('would be seen if it did not', async () => {
    const db = await world.sql.connect()
    try {
      await db.query('begin')
      await db.query(breach)
      expect(await found(db, finds)).not.toEqual([])
    } finally {
      await db.query('rollback')
      db.release()
    }
  })
})
