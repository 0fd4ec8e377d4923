import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lints } from './catalogue.lints.ts'
import { record } from './proof/figures.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.stop())

const found = async (db: { query: World['sql']['query'] }, sql: string): Promise<string[]> =>
  (await db.query<{ found: string }>(sql)).rows.map((row) => row.found)

describe.each(lints)('$rule', ({ finds, breach, mend }) => {
  test('holds', async () => {
    expect(await found(world.sql, finds)).toEqual([])
  })

  test('would be seen if it did not, and no longer when it is mended', async () => {
    const db = await world.sql.connect()
    try {
      await db.query('begin')
      await db.query(breach)
      expect(await found(db, finds)).not.toEqual([])
      await db.query(mend)
      expect(await found(db, finds)).toEqual([])
    } finally {
      await db.query('rollback')
      db.release()
    }
  })
})

test('figures', async (context) => {
  const broken = await Promise.all(lints.map(async ({ finds }) => (await found(world.sql, finds)).length))
  record(context, {
    part: 'Attacked', name: 'Rules over the catalogue', tried: lints.length, wrong: broken.filter((n) => n > 0).length,
    control: `${lints.length} of ${lints.length} fire at a seeded breach, and fall silent when it is mended`,
  })
})
