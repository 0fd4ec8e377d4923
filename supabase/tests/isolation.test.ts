import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskIsRefused, functions, insiderReads, insiders, type Intruder, intruders, managerIsRefused, type Outcome, tables } from './isolation.matrix.ts'
import { type Scene, snapshot, startScene, type Table, tablesOf } from './isolation.scene.ts'
import { counter, record } from './proof/figures.ts'
import { type Json, refusal } from './world.ts'
import type { SupabaseClient } from '@supabase/supabase-js'

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

const figures = { reads: counter(), writes: counter(), calls: counter() }

/** No row of hotel A or its guest has changed, and none is gone, after so many attempts. */
async function expectUntouched(by: keyof typeof figures, attempts: number): Promise<void> {
  const after = await snapshot(scene.world)
  const changed = [...scene.before].flatMap(([table, rows]) =>
    [...rows].filter(([key, row]) => !isDeepStrictEqual(after.get(table)?.get(key), row)).map(([key]) => `${table} ${key}`))
  figures[by].add(attempts, changed.length)
  expect(changed).toEqual([])
}

/** Of all rows of hotel A and its guest in this table exactly those are shown. */
async function expectShown(client: SupabaseClient, table: Table, role: 'anon' | 'authenticated', allowed: (row: Json) => boolean): Promise<void> {
  const columns = table.readable[role] ?? []
  if (columns.length < table.columns.length) expect((await client.from(table.name).select('*')).error?.code, 'select *').toBe('42501')
  const shown = new Set<string>()
  if (columns.length > 0) {
    const { data, error } = await client.from(table.name).select(columns.join(','))
    if (error) throw error
    for (const row of data as Json[]) shown.add(keyOf(table, row))
  }
  const rows = [...victims(table)]
  figures.reads.add(rows.length, rows.filter(([key, row]) => shown.has(key) && !allowed(row)).length)
  expect(rows.filter(([key]) => shown.has(key)).map(([key]) => key).sort()).toEqual(rows.filter(([, row]) => allowed(row)).map(([key]) => key).sort())
}

/** Insert, upsert, update of each column and delete, on all rows but one's own profile. */
async function expectNothingWritten(client: SupabaseClient, table: Table, self = ''): Promise<void> {
  const [first] = victims(table).values()
  const key = table.key[0] ?? ''
  const rows = client.from(table.name)
  expect((await rows.insert({ ...first, [key]: crypto.randomUUID() })).error, 'insert').not.toBeNull()
  expect((await rows.upsert(first)).error, 'upsert').not.toBeNull()
  await Promise.all(table.columns.map((column) => rows.update({ [column]: first[column] }).neq(key, self || crypto.randomUUID())))
  await rows.delete().not(key, 'is', null)
  await expectUntouched('writes', table.columns.length + 3)
}

const functionNames = async (): Promise<string[]> => (await scene.world.sql.query<{ name: string }>(
  `select proname::text as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`)).rows.map(({ name }) => name)

test('the matrix names every table and every function there is', async () => {
  expect(Object.keys(tables).sort()).toEqual(catalogue.map(({ name }) => name))
  expect(Object.keys(functions).sort()).toEqual(await functionNames())
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

  test.each(Object.entries(tables))('reads of %s what the matrix says', (name, allowed) =>
    expectShown(client(), tableOf(name), roleOf(intruder), (row) => allowed !== 'nothing' && allowed(row)))

  test.each(Object.keys(tables))('writes nothing to %s', (name) => expectNothingWritten(client(), tableOf(name)))

  test.each(Object.keys(functions))('gets nothing by %s', async (name) => {
    for (const given of functions[name] ?? []) {
      const target = { ...scene.target, own: scene.own[intruder] }
      const attempt = typeof given === 'function' ? given(target) : given
      await expectOutcome(name, attempt.args(target), intruder === 'anon' ? attempt.anon : attempt.signedIn)
    }
    await expectUntouched('calls', functions[name]?.length ?? 0)
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

describe.each(insiders)('%s of hotel A', (insider) => {
  test.each(Object.keys(tables))('reads of %s what the matrix says', (name) => {
    const person = scene[insider]
    const allowed = insiderReads[insider][name]
    return expectShown(person.client, tableOf(name), 'authenticated', (row) => allowed?.(row, { self: person.id, victim: scene.victim.id }) ?? false)
  })

  test.each(Object.keys(tables))('writes nothing to %s', (name) => expectNothingWritten(scene[insider].client, tableOf(name), name === 'profiles' ? scene[insider].id : ''))

  const refused = { victim: Object.keys(deskIsRefused), desk: Object.keys(deskIsRefused), manager: managerIsRefused, owner: [] }[insider]
  test.each(refused)('is refused by %s', async (name) => {
    const args = deskIsRefused[name]?.({ ...scene.target, own: null })
    expect(await refusal(scene[insider].client, name, args)).toMatchObject({ code: 'HC003', message: 'not-allowed' })
    await expectUntouched('calls', 1)
  })
})

test('truncate is refused to every role of the API, on every table', async () => {
  const db = await scene.world.sql.connect()
  for (const role of ['anon', 'authenticated', 'service_role']) {
    for (const { name } of catalogue) {
      await db.query('begin')
      await db.query(`set local role ${role}`)
      await expect(db.query(`truncate public.${name} cascade`), `${role} ${name}`).rejects.toMatchObject({ code: '42501' })
      await db.query('rollback')
    }
  }
  db.release()
  await expectUntouched('writes', 3 * catalogue.length)
})

describe('a new table or function that nobody has thought about', () => {
  test.each(['create table public.forgotten (id uuid primary key)', `create function public.forgotten() returns int language sql as 'select 1'`])('%s fails the build', async (sql) => {
    await scene.world.sql.query(sql)
    const named = { tables: Object.keys(tables).sort(), functions: Object.keys(functions).sort() }
    expect(named).not.toEqual({ tables: (await tablesOf(scene.world)).map(({ name }) => name), functions: await functionNames() })
    await scene.world.sql.query(sql.replace('create', 'drop').replace(/ \(id.*| returns.*/, ''))
    expect(named).toEqual({ tables: (await tablesOf(scene.world)).map(({ name }) => name), functions: await functionNames() })
  })
})

test('figures', (context) => {
  const who = 'anon, guest, owner and desk of another hotel, removed manager; own guest, desk, manager, owner'
  const row = (name: string, { total }: ReturnType<typeof counter>, control: string) => record(context, { part: 'Attacked', name, ...total, note: `By ${who}`, control })
  row('Tables: rows tried to be read', figures.reads, 'each reads what the matrix allows him, by key')
  row('Tables: insert, upsert, update of each column, delete, truncate', figures.writes, 'rows are compared with what they were; a table that is not in the matrix fails')
  row('Functions, on what belongs to somebody else', figures.calls, 'rows are compared with what they were; a function that is not in the matrix fails')
  expect(Object.values(figures).map(({ total }) => total.wrong)).toEqual([0, 0, 0])
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
