import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openHotel, publish, redeem, use } from './scene.ts'
import { call, command, type Json, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
  hotel = await openHotel(owner)
  await command(guest.client, 'set_follow', { hotel, following: true })
})
afterAll(() => world?.stop())

/** Joins a channel; `until` waits for an event and gives all messages since the last call. */
async function listen(client: SupabaseClient, topic: string) {
  let messages: { event: string; payload: Json }[] = []
  let look = (): void => undefined
  const channel = client.channel(topic, { config: { private: true } }).on('broadcast', { event: '*' }, ({ event, payload }) => {
    messages.push({ event, payload })
    look()
  })
  await new Promise<void>((resolve, reject) => {
    channel.subscribe((state) => (state === 'SUBSCRIBED' ? resolve() : state === 'CHANNEL_ERROR' ? reject(new Error(topic)) : undefined))
  })
  return {
    until: (event: string) => new Promise<Json[]>((resolve) => {
      look = () => {
        if (!messages.some((message) => message.event === event)) return
        const seen = messages
        messages = []
        look = () => undefined
        resolve(seen)
      }
      look()
    }),
  }
}

test('each step of the loop is hinted to whom it concerns, one message per topic and transaction', async () => {
  const desk = await listen(owner.client, `hotel:${hotel}:desk`)
  const offers = await listen(guest.client, `hotel:${hotel}:offers`)
  const own = await listen(guest.client, `guest:${guest.id}`)

  const coupon = await draft(owner, hotel, { title: 'Tea' })
  expect(await desk.until('changed')).toMatchObject([{ payload: { tables: ['coupons'] } }])

  await command(owner.client, 'publish_coupon', { coupon })
  expect(await offers.until('coupon-published')).toMatchObject([
    { payload: { coupon_id: coupon, hotel_id: hotel, title: 'Tea', hotel_name: 'Hotel owner', notification_id: expect.any(String) } },
  ])
  expect(await desk.until('changed')).toMatchObject([{ payload: { tables: ['coupons'] } }])

  const { id, code } = await redeem(guest, coupon)
  expect(await desk.until('changed')).toMatchObject([{ payload: { tables: ['redemptions'] } }])
  expect(await own.until('changed')).toMatchObject([{ payload: { tables: ['redemptions'] } }])

  await use(owner, hotel, code)
  expect(await desk.until('changed')).toMatchObject([{ payload: { tables: ['redemptions', 'uses'] } }])
  expect(await own.until('changed')).toMatchObject([
    { event: 'redemption-used', payload: { redemption_id: id, coupon_title: 'Tea', hotel_name: 'Hotel owner', used_at: expect.any(String) } },
    { event: 'changed', payload: { tables: ['notifications', 'redemptions'] } },
  ])

  await call(world.service, 'drain_interactions')
  expect(await desk.until('changed')).toMatchObject([{ payload: { tables: ['interaction_daily'] } }])
  expect((await world.sql.query('select from private.pending_hints')).rowCount).toBe(0)
})

test('what is rolled back is not hinted', async () => {
  const inn = await openHotel(owner)
  const desk = await listen(owner.client, `hotel:${inn}:desk`)
  const db = await world.sql.connect()
  await db.query('begin')
  await db.query(`update public.hotels set description = 'never' where id = $1`, [inn])
  await db.query('rollback')
  await db.query(`update public.hotels set description = 'ever' where id = $1`, [inn])
  db.release()
  expect(await desk.until('changed')).toMatchObject([{ payload: { tables: ['hotels'] } }])
})

test('a notification that is told late is not announced', async () => {
  const inn = await openHotel(owner)
  await command(guest.client, 'set_follow', { hotel: inn, following: true })
  const offers = await listen(guest.client, `hotel:${inn}:offers`)
  await world.sql.query(`insert into public.notifications (audience, hotel_id, kind, payload, created_at) values ('followers', $1, 'coupon-published', '{}', now() - interval '1 day')`, [inn])
  const coupon = await publish(owner, inn)
  expect(await offers.until('coupon-published')).toMatchObject([{ payload: { coupon_id: coupon } }])
})
