import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskIsRefused, functions, type Intruder, intruders, type Outcome, tables } from './isolation.matrix.ts'
import { type Scene, snapshot, startScene, type Table, tablesOf } from './isolation.scene.ts'
import { type Json, refusal } from './world.ts'

let scene: Scene
let catalogue: Table[]
beforeAll(async () => {
  scene = await startScene()
  catalogue = await tablesOf(scene.world)
})
afterAll(() => scene?.world.stop())

const roleOf = (intruder: Intruder) => (intruder === 'anon' ? 'anon' : 'authenticated')
const keyOf = (table: Table, row: Json): string => table.key.map((column) => row[column]).join('|')
const victims = (table: Table): Map<string, Json> => scene.before.get(table.name) ?? new Map<string, Json>()
const tableOf = (name: string): Table => {
  const table = catalogue.find((entry) => entry.name === name)
  if (!table) throw new Error(`there is no table ${name}`)
  return table
}

/** No row of hotel A or its guest has changed, and none is gone. */
async function expectUntouched(): Promise<void> {
  const after = await snapshot(scene.world)
  for (const [table, rows] of scene.before) {
    for (const [key, row] of rows) expect(after.get(table)?.get(key), `${table} ${key}`).toEqual(row)
  }
}

test('the matrix names every table and every function there is', async () => {
  expect(Object.keys(tables).sort()).toEqual(catalogue.map(({ name }) => name))
  const { rows } = await scene.world.sql.query<{ name: string }>(
    `select proname::text as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`)
  expect(Object.keys(functions).sort()).toEqual(rows.map(({ name }) => name))
})

test('every table holds something that could be leaked', () => {
  for (const table of catalogue) expect(victims(table).size, table.name).toBeGreaterThan(0)
})

test('those who may read do, so that silence means refusal', async () => {
  const count = async (person: { client: Scene['owner']['client'] }, name: string, columns: string) =>
    (await person.client.from(name).select(columns)).data?.length
  expect(await count(scene.owner, 'coupons', 'id, status')).toBe(3)
  expect(await count(scene.desk, 'redemptions', 'id')).toBe(2)
  expect(await count(scene.victim, 'redemption_codes', 'code')).toBe(2)
  expect(await count(scene.victim, 'notifications', 'id')).toBe(3)
  expect(await count(scene.victim, 'notification_reads', 'read_at')).toBe(1)
})

describe.each(intruders)('%s', (intruder) => {
  const client = () => scene.client[intruder]

  test.each(Object.entries(tables))('reads of %s what the matrix says', async (name, allowed) => {
    const table = tableOf(name)
    const columns = table.readable[roleOf(intruder)] ?? []
    if (columns.length < table.columns.length) {
      expect((await client().from(name).select('*')).error?.code, 'select *').toBe('42501')
    }
    if (columns.length === 0) return
    const { data, error } = await client().from(name).select(columns.join(','))
    if (error) throw error
    const seen = (data as Json[]).map((row) => keyOf(table, row)).filter((key) => victims(table).has(key))
    const expected = [...victims(table)].filter(([, row]) => allowed !== 'nothing' && allowed(row)).map(([key]) => key)
    expect(seen.sort()).toEqual(expected.sort())
  })

  test.each(Object.keys(tables))('writes nothing to %s', async (name) => {
    const table = tableOf(name)
    const [first] = victims(table).values()
    const fresh = { ...first, [table.key[0] ?? '']: crypto.randomUUID() }
    const all = table.key[0] ?? ''
    const rows = client().from(name)
    expect((await rows.insert(fresh)).error, 'insert').not.toBeNull()
    expect((await rows.upsert(first)).error, 'upsert').not.toBeNull()
    for (const column of table.columns) await rows.update({ [column]: first[column] }).not(all, 'is', null)
    await rows.delete().not(all, 'is', null)
    await expectUntouched()
  })

  test.each(Object.keys(functions))('gets nothing by %s', async (name) => {
    for (const given of functions[name] ?? []) {
      const target = { ...scene.target, own: scene.own[intruder] }
      const attempt = typeof given === 'function' ? given(target) : given
      await expectOutcome(name, attempt.args(target), intruder === 'anon' ? attempt.anon : attempt.signedIn)
    }
    await expectUntouched()
  })

  async function expectOutcome(name: string, args: Record<string, unknown>, outcome: Outcome): Promise<void> {
    const { data, error } = await client().rpc(name, args)
    if (typeof outcome !== 'string') {
      expect(error).toBeNull()
      outcome.answer(data)
    } else if (error) {
      expect(outcome.split(' or '), `${name}: ${error.message}`).toContain(error.code)
    } else {
      expect(outcome.split(' or '), JSON.stringify(data)).toContain(data.kind)
      expect(data).toEqual({ kind: data.kind })
    }
  }
})

describe('the desk role of hotel A itself', () => {
  test.each(Object.entries(deskIsRefused))('is refused by %s', async (name, args) => {
    expect(await refusal(scene.desk.client, name, args({ ...scene.target, own: null }))).toMatchObject({ code: 'HC003', message: 'not-allowed' })
    await expectUntouched()
  })
})

test('a user writes his own profile, and only what is his to write', async () => {
  const mine = scene.victim.client.from('profiles')
  expect((await mine.update({ display_name: 'Vic', locale: 'es' }).eq('id', scene.victim.id).select('display_name')).data).toEqual([{ display_name: 'Vic' }])
  expect((await mine.update({ id: crypto.randomUUID() }).eq('id', scene.victim.id)).error?.code).toBe('42501')
  expect((await mine.update({ display_name: ' ' }).eq('id', scene.victim.id)).error).toMatchObject({ code: 'HC001', details: 'display_name' })
  expect((await mine.update({ avatar_path: `${scene.victim.id}/../x.png` }).eq('id', scene.victim.id)).error).toMatchObject({ code: 'HC001', details: 'avatar_path' })
})

test('fellow members are shown a name, and no more of a profile', async () => {
  const profiles = scene.desk.client.from('profiles')
  expect((await profiles.select('display_name').eq('id', scene.owner.id)).data).toEqual([{ display_name: 'owner-a' }])
  for (const column of ['locale', 'avatar_path']) expect((await profiles.select(column)).error?.code).toBe('42501')
})

test('a member who was removed is refused at once', async () => {
  const { desk, target, world } = scene
  await world.sql.query('delete from public.hotel_members where user_id = $1', [desk.id])
  for (const [name, args] of [
    ['verify_code', { hotel: target.hotel, code: target.code }], ['pull_changes', { hotel: target.hotel }],
    ['coupon_figures', { hotel: target.hotel, from_day: '2025-01-01', to_day: '2025-02-01' }],
  ] as const) {
    expect(await refusal(desk.client, name, args)).toMatchObject({ code: 'HC003' })
  }
  expect((await desk.client.from('redemptions').select('id')).data).toEqual([])
})
