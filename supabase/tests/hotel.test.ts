import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, join, openHotel, publish } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let owner: Person

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
})
afterAll(() => world?.stop())

const update = (id: string, hotel: Json) => command(owner.client, 'update_hotel', { hotel: { id, ...hotel } })
const read = async (id: string): Promise<Json> =>
  (await owner.client.from('hotels').select('name, city, time_zone, currency, logo_path, listed, description').eq('id', id)).data?.[0]

test('an owner changes what he names, and nothing else', async () => {
  const id = await openHotel(owner)
  const before = await read(id)
  const logo_path = `${id}/logo.png`
  expect(await update(id, { description: 'By the river', logo_path })).toEqual({ kind: 'updated', hotel_id: id })
  expect(await read(id)).toEqual({ ...before, description: 'By the river', logo_path })
  await update(id, { logo_path: null })
  expect((await read(id)).logo_path).toBeNull()
})

test('a manager may not', async () => {
  const [id, manager] = [await openHotel(owner), await world.person('manager')]
  await join(world, id, manager, 'manager')
  expect(await refusal(manager.client, 'update_hotel', { command_id: randomUUID(), hotel: { id, name: 'Mine' } })).toMatchObject({ code: 'HC003' })
})

test('another time zone moves the instants of its coupons', async () => {
  const id = await openHotel(owner, { time_zone: 'Europe/Madrid' })
  const coupon = await publish(owner, id, { starts_on: '2026-03-01', ends_on: '2099-03-29' })
  await update(id, { time_zone: 'Pacific/Auckland' })
  const { starts_at, ends_at } = await call(world.anon, 'get_coupon', { coupon })
  expect([new Date(starts_at).toISOString(), new Date(ends_at).toISOString()]).toEqual(['2026-02-28T11:00:00.000Z', '2099-03-29T11:00:00.000Z'])
})

test('what is not listed is found by nobody but its members, until it is listed again', async () => {
  const id = await openHotel(owner, { name: 'Hidden Inn' })
  const coupon = await publish(owner, id)
  const seen = async () => [
    (await call(world.anon, 'search_coupons', { filters: { hotel: id } })).items.length, (await call(world.anon, 'get_coupon', { coupon })) !== null,
    (await world.anon.from('hotels').select('id').eq('id', id)).data?.length, (await owner.client.from('hotels').select('id').eq('id', id)).data?.length,
  ]
  await update(id, { listed: false })
  expect(await seen()).toEqual([0, false, 0, 1])
  await update(id, { listed: true })
  expect(await seen()).toEqual([1, true, 1, 1])
})

test('the currency stays once amounts were published in it', async () => {
  const id = await openHotel(owner)
  await draft(owner, id, { discount_kind: 'amount', discount_value: 500 })
  await publish(owner, id)
  expect(await update(id, { currency: 'CHF' })).toMatchObject({ kind: 'updated' })
  await publish(owner, id, { discount_kind: 'amount', discount_value: 500 })
  expect(await refusal(owner.client, 'update_hotel', { command_id: randomUUID(), hotel: { id, currency: 'USD' } })).toMatchObject({ code: 'HC007', details: 'currency' })
})

test('a new name is found at once, in its coupons too', async () => {
  const id = await openHotel(owner, { name: 'Old Mill' })
  const coupon = await publish(owner, id)
  await update(id, { name: 'Windmill Lodge' })
  expect((await call(world.anon, 'search_coupons', { query: 'windmill' })).items.map((card: Json) => card.id)).toEqual([coupon])
})

test('whether a desk may accept what it does not know is the owner’s to say, and members’ alone to read', async () => {
  const id = await openHotel(owner)
  const told = async (): Promise<unknown> =>
    (await call(owner.client, 'pull_changes', { hotel: id })).changes.find(({ table }: Json) => table === 'hotels').row.accept_unknown_offline
  expect(await told()).toBe(false)
  await update(id, { accept_unknown_offline: true })
  expect(await told()).toBe(true)
  expect(await refusal(owner.client, 'update_hotel', { command_id: randomUUID(), hotel: { id, accept_unknown_offline: null } })).toMatchObject({ details: 'accept_unknown_offline' })
  expect((await world.anon.from('hotels').select('accept_unknown_offline').eq('id', id)).error?.code).toBe('42501')
})
