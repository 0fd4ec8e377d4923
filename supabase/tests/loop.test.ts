import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openHotel, replicaOf, use } from './scene.ts'
import { call, command, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
  hotel = await openHotel(owner)
})
afterAll(() => world?.stop())

test('publish, be told, find, redeem, verify, use, and see all of it in both feeds', async () => {
  const console = replicaOf(owner, hotel)
  const wallet = replicaOf(guest)
  await command(guest.client, 'set_follow', { hotel, following: true })
  const coupon = await draft(owner, hotel, { title: 'Té de la tarde', max_redemptions: 5 })

  expect(await command(owner.client, 'publish_coupon', { coupon })).toEqual({ kind: 'published', coupon_id: coupon, followers: 1 })
  await wallet.pull()
  expect(Object.values(wallet.tables['notifications'] ?? {})).toMatchObject([
    { kind: 'coupon-published', coupon_id: coupon, payload: { title: 'Té de la tarde', hotel_name: 'Hotel owner' }, read_at: null },
  ])

  const { items } = await call(world.anon, 'search_coupons', { query: 'te tard' })
  expect(items).toMatchObject([{ id: coupon, left: 5, currency: 'EUR', hotel: { id: hotel, city: 'Dublin' } }])

  const { kind, redemption } = await command(guest.client, 'redeem_coupon', { coupon })
  expect(kind).toBe('redeemed')
  expect(redemption).toMatchObject({ status: 'redeemed', ordinal: 1, coupon: { id: coupon, left: 4 } })
  expect(redemption.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/)

  expect(await call(owner.client, 'verify_code', { hotel, code: redemption.code.toLowerCase(), device: 'Front desk' })).toMatchObject({
    kind: 'valid', redemption_id: redemption.id, coupon_title: 'Té de la tarde', discount_value: 20, currency: 'EUR', guest_name: 'guest',
  })
  expect(await use(owner, hotel, redemption.code, { device: 'Front desk' })).toMatchObject({ kind: 'used', redemption_id: redemption.id })
  expect(await call(owner.client, 'verify_code', { hotel, code: redemption.code })).toMatchObject({
    kind: 'already-used', used_by_name: 'owner', device: 'Front desk',
  })

  await call(world.service, 'drain_interactions')
  await Promise.all([console.pull(), wallet.pull()])
  expect(wallet.tables['redemptions']?.[redemption.id]).toMatchObject({ status: 'used', code: redemption.code })
  expect(wallet.tables['redemptions']?.[redemption.id]).not.toHaveProperty('code_digest')
  expect(Object.values(wallet.tables['notifications'] ?? {}).map((row) => row.kind).sort()).toEqual(['coupon-published', 'redemption-used'])
  expect(console.tables['redemptions']?.[redemption.id]).toMatchObject({ status: 'used', guest_name: 'guest', device: 'Front desk' })
  expect(console.tables['redemptions']?.[redemption.id]).not.toHaveProperty('code')
  expect(Object.values(console.tables['interaction_daily'] ?? {})).toMatchObject([{ coupon_id: coupon, redemptions: 1, uses: 1, views: 0 }])
  expect(Object.values(console.tables['uses'] ?? {})).toMatchObject([{ status: 'counted', redemption_id: redemption.id }])
  expect(Object.keys(console.tables).sort()).toEqual(['coupons', 'hotel_members', 'hotels', 'interaction_daily', 'redemptions', 'uses'])
})
