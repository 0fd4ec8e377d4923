import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, draft, openHotel, publish, redeem } from './scene.ts'
import { call, command, type Json, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let dublin: string
let cadiz: string

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  dublin = await openHotel(owner, { name: 'Liffey House' })
  cadiz = await openHotel(owner, { name: 'Casa del Mar', city: 'Cádiz', country: 'ES', time_zone: 'Europe/Madrid' })
  await publish(owner, dublin, { title: 'Afternoon tea', description: 'Scones baked every morning', ends_on: day(20) })
  await publish(owner, dublin, { title: 'Full breakfast', discount_kind: 'gift', discount_value: 0, ends_on: day(3) })
  await publish(owner, cadiz, { title: 'Menú de habitación', description: 'Cenas tranquilas', discount_value: 50, ends_on: day(40) })
  await publish(owner, cadiz, { title: 'Massage', discount_kind: 'amount', discount_value: 2500, starts_on: day(5), ends_on: day(60) })
  await draft(owner, dublin, { title: 'Tea that nobody sees' })
  const over = await publish(owner, dublin, { title: 'Old tea' })
  await world.sql.query('update public.coupons set ends_on = current_date - 2 where id = $1', [over])
})
afterAll(() => world?.stop())

const find = async (query = '', filters: Json = {}): Promise<string[]> =>
  (await call(world.anon, 'search_coupons', { query, filters })).items.map((card: Json) => card.title)

test.each([
  ['tea', ['Afternoon tea']],
  ['TEA', ['Afternoon tea']],
  ['afternoons', ['Afternoon tea']],
  ['bake', ['Afternoon tea']],
  ['break', ['Full breakfast']],
  ['liffey full br', ['Full breakfast']],
  ['menu habitaciones', ['Menú de habitación']],
  ['cadiz', ['Menú de habitación', 'Massage']],
  ['"afternoon tea"', ['Afternoon tea']],
  ['"tea afternoon"', []],
  ['tea or massage', ['Afternoon tea', 'Massage']],
  ['cadiz -massage', ['Menú de habitación']],
  ['casa del mar', ['Menú de habitación', 'Massage']],
  ['%', []],
  ['!!! & | ( :*', []],
  ["'; drop table coupons; --", []],
])('“%s” finds %j', async (query, titles) => {
  expect((await find(query)).sort()).toEqual([...titles].sort())
})

test.each([
  [{ sort: 'newest' }, ['Massage', 'Menú de habitación', 'Full breakfast', 'Afternoon tea']],
  [{ sort: 'ends-soon' }, ['Full breakfast', 'Afternoon tea', 'Menú de habitación', 'Massage']],
  [{ city: 'cadiz', sort: 'ends-soon' }, ['Menú de habitación', 'Massage']],
  [{ discount_kind: 'gift' }, ['Full breakfast']],
  [{ min_percent: 30 }, ['Menú de habitación']],
  [{ ends_within_days: 5 }, ['Full breakfast']],
  [{ available: true, sort: 'ends-soon' }, ['Full breakfast', 'Afternoon tea', 'Menú de habitación']],
  [{ available: false, sort: 'ends-soon' }, ['Massage']],
])('%j gives %j', async (filters, titles) => {
  expect(await find('', filters)).toEqual(titles)
})

test('the title weighs more than the terms', async () => {
  await publish(owner, dublin, { title: 'Brunch', description: 'With marmalade', terms: 'marmalade' })
  await publish(owner, dublin, { title: 'Marmalade' })
  expect(await find('marmalade')).toEqual(['Marmalade', 'Brunch'])
})

test('a hotel that is not listed, or has another name, is found accordingly', async () => {
  await world.sql.query(`update public.hotels set listed = false where id = $1`, [cadiz])
  expect(await find('massage')).toEqual([])
  await world.sql.query(`update public.hotels set listed = true, name = 'Palacio Azul' where id = $1`, [cadiz])
  expect(await find('palacio')).toHaveLength(2)
  expect(await find('casa')).toEqual([])
})

test('what is sold out is found, but not as available', async () => {
  const guest = await world.person('guest')
  await redeem(guest, await publish(owner, dublin, { title: 'Last one', max_redemptions: 1 }))
  expect(await call(world.anon, 'search_coupons', { query: 'last one' })).toMatchObject({ items: [{ left: 0 }] })
  expect(await find('last one', { available: true })).toEqual([])
  expect(await find('last one', { available: false })).toEqual(['Last one'])
})

test.each(['newest', 'ends-soon', 'relevance'])('pages by %s neither skip nor repeat, even while coupons come', async (sort) => {
  const inn = await openHotel(owner, { name: 'Paged Inn' })
  for (let n = 0; n < 7; n++) await publish(owner, inn, { title: `Paged ${sort} offer` })
  const whole: Json = await call(world.anon, 'search_coupons', { query: 'paged', filters: { hotel: inn, sort }, max_rows: 100 })
  expect([whole.items.length, whole.cursor]).toEqual([7, null])
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Json = await call(world.anon, 'search_coupons', { query: 'paged', filters: { hotel: inn, sort }, max_rows: 3, cursor })
    seen.push(...page.items.map((card: Json) => card.id))
    cursor = page.cursor
    if (sort === 'newest') await publish(owner, inn, { title: 'Paged late' })
  } while (cursor)
  expect(seen).toEqual(whole.items.map((card: Json) => card.id))
})

test('publishing again after a pause keeps the place among the newest', async () => {
  const inn = await openHotel(owner)
  const [first] = [await publish(owner, inn, { title: 'First' }), await publish(owner, inn, { title: 'Second' })]
  await command(owner.client, 'pause_coupon', { coupon: first })
  await command(owner.client, 'publish_coupon', { coupon: first })
  expect(await find('', { hotel: inn })).toEqual(['Second', 'First'])
})

test.each([
  ['brekfast', 'breakfast', ['Full breakfast']],
  ['masage', 'massage', ['Massage']],
  ['afternoon tae', null, []],
  ['aftrenoon tea', 'afternoon tea', ['Afternoon tea']],
  ['"brekfast"', null, []],
  ['zzzzzz', null, []],
  ['breakfast', null, ['Full breakfast']],
])('“%s” is read as %j', async (query, corrected, titles) => {
  const found = await call(world.anon, 'search_coupons', { query, filters: { city: 'dublin' } })
  const everywhere = await call(world.anon, 'search_coupons', { query })
  expect(everywhere.corrected).toBe(corrected)
  expect(everywhere.items.map((card: Json) => card.title)).toEqual(titles)
  if (titles.includes('Massage')) expect(found).toMatchObject({ items: [], corrected: null })
})

test('words of what nobody may see are no words to correct by', async () => {
  await draft(owner, dublin, { title: 'Unicornbrunch' })
  expect(await call(world.anon, 'search_coupons', { query: 'unicornbrunsh' })).toMatchObject({ items: [], corrected: null })
  const { rows } = await world.sql.query(`select from private.search_words where word = 'unicornbrunch'`)
  expect(rows).toEqual([])
})

test('the biggest discount comes first, page by page', async () => {
  const inn = await openHotel(owner, { name: 'Bargain Inn', city: 'Sligo' })
  for (const discount_value of [10, 70, 40, 70]) await publish(owner, inn, { title: `Minus ${discount_value}`, discount_value })
  await publish(owner, inn, { title: 'A gift', discount_kind: 'gift', discount_value: 0 })
  const titles: string[] = []
  let cursor: string | null = null
  do {
    const page: Json = await call(world.anon, 'search_coupons', { filters: { hotel: inn, sort: 'biggest' }, max_rows: 2, cursor })
    titles.push(...page.items.map((card: Json) => card.title))
    cursor = page.cursor
  } while (cursor)
  expect(titles).toEqual(['Minus 70', 'Minus 70', 'Minus 40', 'Minus 10', 'A gift'])
})

test('the numbers beside the filters are what choosing them finds', async () => {
  const inn = await openHotel(owner, { name: 'Counting House', city: 'Galway' })
  await publish(owner, inn, { discount_value: 30, ends_on: day(3) })
  await publish(owner, inn, { discount_value: 60, ends_on: day(20), starts_on: day(2) })
  await publish(owner, inn, { discount_kind: 'gift', discount_value: 0, ends_on: day(3) })
  await redeem(await world.person('counter'), await publish(owner, inn, { discount_kind: 'gift', discount_value: 0, max_redemptions: 1 }))
  const count = (filters: Json = {}, query = '') => call(world.anon, 'count_coupons', { query, filters: { hotel: inn, ...filters } })
  expect(await count()).toEqual({
    capped: false, total: 4, available: 2, discount_kind: { percent: 2, amount: 0, gift: 2 }, min_percent: { 10: 2, 25: 2, 50: 1 },
    ends_within_days: { 1: 0, 7: 2, 30: 3 }, city: [{ city: 'Galway', count: 4 }], hotel: [{ hotel_id: inn, name: 'Counting House', count: 4 }],
  })
  expect(await count({ discount_kind: 'gift' })).toMatchObject({ total: 2, available: 1, discount_kind: { percent: 2, gift: 2 }, ends_within_days: { 7: 1 } })
  expect(await count({}, 'afternon')).toMatchObject({ total: 4 })
  for (const filters of [{ city: 'galway' }, { discount_kind: 'gift' }, { min_percent: 50 }, { ends_within_days: 7 }, { available: true }, { available: false }, { city: 'Cork' }]) {
    const found = await find('', { hotel: inn, ...filters })
    expect((await count(filters)).total, JSON.stringify(filters)).toBe(found.length)
  }
})

test('a large stock is never read from end to end: not by a search, not by a card, not for the next piece', async () => {
  const inn = await openHotel(owner, { name: 'Stocked Inn' })
  const coupons: string[] = []
  for (const max_redemptions of [100_000, 100_000, 100_000, 2]) coupons.push(await publish(owner, inn, { title: 'Stocked offer', max_redemptions }))
  const db = await world.sql.connect()
  await db.query('analyze private.coupon_slots')
  const reads = async (): Promise<number> => {
    await db.query('select pg_stat_force_next_flush()')
    const { rows } = await db.query<{ n: string }>(`select seq_scan as n from pg_stat_user_tables where relid = 'private.coupon_slots'::regclass`)
    return Number(rows[0]?.n)
  }
  const before = await reads()
  const { rows } = await db.query<{ found: Json }>(`select public.search_coupons('stocked', '{"available": true}') as found`)
  expect(rows[0]?.found.items.map((card: Json) => card.left).sort()).toEqual([100_000, 100_000, 100_000, 2])
  for (const coupon of coupons) await db.query('select private.lock_slot($1)', [coupon])
  expect(await reads()).toBe(before)
  await db.query('select max(slot + 0) from private.coupon_slots')
  expect(await reads(), 'control').toBeGreaterThan(before)
  db.release()
})
