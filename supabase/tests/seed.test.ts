import { afterAll, beforeAll, expect, test } from 'vitest'
import { seed } from '../seed/seed.ts'
import { replicaOf } from './scene.ts'
import { call, type Json, startWorld, type World } from './world.ts'

let world: World
const options = () => ({ dbUrl: world.stack.dbUrl, url: world.stack.url, secretKey: world.stack.keys.secretKey, log: () => undefined })

beforeAll(async () => {
  world = await startWorld()
  await seed(options())
})
afterAll(() => world?.stop())

async function signIn(email: string, password: string): Promise<{ id: string; name: string; client: World['anon'] }> {
  const { data, error } = await world.anon.auth.signInWithPassword({ email, password })
  if (error) throw error
  return { id: data.user.id, name: email, client: world.anon }
}

test.each(['dublinhotel', 'barcelonahotel', 'greenhotel'])('%s owns one hotel with eight coupons, in every state, and six weeks of figures', async (name) => {
  const owner = await signIn(`${name}@hotelier.com`, 'hotelier-demo')
  const { data: hotels } = await owner.client.from('hotel_members').select('hotel_id, role')
  expect(hotels).toMatchObject([{ role: 'owner' }])
  const replica = replicaOf(owner, hotels?.[0]?.hotel_id)
  await replica.pull()
  const rows = (table: string) => Object.values(replica.tables[table] ?? {})
  const sum = (column: string) => rows('interaction_daily').reduce((total, row) => total + row[column], 0)

  expect(rows('coupons')).toHaveLength(8)
  expect(new Set(rows('redemptions').map((row) => row.status))).toEqual(new Set(['redeemed', 'used', 'expired', 'cancelled']))
  expect(new Set(rows('interaction_daily').map((row) => row.day)).size).toBeGreaterThanOrEqual(41)
  // The figures count the very rows that are listed.
  expect([sum('redemptions'), sum('uses')]).toEqual([rows('redemptions').length, rows('uses').length])
  expect(rows('uses')).toHaveLength(rows('redemptions').filter((row) => row.status === 'used').length)
  expect(sum('views')).toBeGreaterThan(10 * sum('redemptions'))
})

test.each(['alex', 'beatriz', 'luis'])('%s has a wallet with codes that hold', async (name) => {
  const wallet = replicaOf(await signIn(`${name}@user.com`, 'user-demo'))
  await wallet.pull()
  const redemptions = Object.values(wallet.tables['redemptions'] ?? {})
  expect(redemptions.filter((row) => row.status === 'redeemed').length).toBeGreaterThanOrEqual(2)
  expect(new Set(redemptions.map((row) => row.status)).size).toBeGreaterThanOrEqual(2)
  for (const { code } of redemptions) {
    expect((await world.sql.query<{ code: string }>('select private.normalise_code($1) as code', [code])).rows[0]?.code).toBe(code)
  }
  expect(Object.keys(wallet.tables['follows'] ?? {})).toHaveLength(3)
  expect(Object.keys(wallet.tables['notifications'] ?? {}).length).toBeGreaterThan(4)
})

test('guests find coupons with pictures: some ending soon, one sold out, one still to come', async () => {
  const { items }: Json = await call(world.anon, 'search_coupons', { max_rows: 100 })
  expect(items).toHaveLength(19)
  for (const card of items) {
    const { publicUrl } = world.anon.storage.from('coupon-images').getPublicUrl(card.image_path).data
    expect((await fetch(publicUrl)).headers.get('content-type'), card.title).toBe('image/webp')
  }
  expect(items.filter((card: Json) => card.left === 0).length).toBeGreaterThanOrEqual(1)
  expect(items.filter((card: Json) => Date.parse(card.ends_at) < Date.now() + 4 * 86_400_000).length).toBeGreaterThanOrEqual(2)
  expect(items.filter((card: Json) => Date.parse(card.starts_at) > Date.now())).toHaveLength(1)
})

test('it is the same each time, leaves a database that has it as it is, and refuses one elsewhere', async () => {
  const { rows } = await world.sql.query<{ id: string; code: string }>('select redemption_id as id, code from public.redemption_codes order by 1 limit 1')
  await seed(options())
  expect((await world.sql.query('select redemption_id as id, code from public.redemption_codes order by 1 limit 1')).rows).toEqual(rows)
  await expect(seed({ ...options(), url: 'https://abcdefgh.supabase.co' })).rejects.toThrow('not-local')
  await expect(seed({ ...options(), dbUrl: 'postgres://postgres@db.abcdefgh.supabase.co/postgres' })).rejects.toThrow('not-local')
})
