import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { couponOf, day, draft, join, openHotel, publish, redeem, use } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

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

describe('a command sent twice is answered as the first time, one with other arguments is refused', () => {
  /** Function, who sends it, arguments, and others that may not come under the same id. */
  type Case = [name: string, args: () => Promise<Record<string, unknown>>, others: Record<string, unknown>, by?: 'guest']
  const inn = { name: 'Inn', city: 'Cork', country: 'IE', time_zone: 'Europe/Dublin', currency: 'EUR' }
  const cases: Case[] = [
    ['create_hotel', async () => ({ hotel: inn }), { hotel: { ...inn, name: 'Other' } }],
    ['save_coupon', async () => ({ coupon: couponOf(hotel) }), { coupon: { ...couponOf(''), hotel_id: 'own' } }],
    ['publish_coupon', async () => ({ coupon: await draft(owner, hotel) }), { coupon: 'other' }],
    ['pause_coupon', async () => ({ coupon: await publish(owner, hotel) }), { coupon: 'other' }],
    ['archive_coupon', async () => ({ coupon: await publish(owner, hotel) }), { coupon: 'other' }],
    ['redeem_coupon', async () => ({ coupon: await publish(owner, hotel) }), { follow: false }, 'guest'],
    ['update_hotel', async () => ({ hotel: { id: hotel, description: 'Calm' } }), {}],
    ['change_member_role', async () => ({ hotel, member: owner.id, role: 'desk' }), { role: 'manager' }],
    ['undo_use', async () => ({ hotel, use: await usedOnce(), reason: 'x' }), { reason: 'y' }],
    ['set_follow', async () => ({ hotel, following: true }), { following: false }, 'guest'],
    ['mark_notifications_read', async () => ({ ids: [] }), { ids: [randomUUID()] }, 'guest'],
    ['use_code', async () => ({ hotel, code: (await redeem(guest, await publish(owner, hotel))).code, happened_at: new Date().toISOString() }), { device: 'Bar' }],
  ]

  const usedOnce = async () => (await use(owner, hotel, (await redeem(guest, await publish(owner, hotel))).code)).use_id as string

  test.each(cases)('%s', async (name, make, others, by) => {
    const { client } = by === 'guest' ? guest : owner
    const [command_id, args] = [randomUUID(), await make()]
    const first = await call(client, name, { command_id, ...args })
    expect(await call(client, name, { command_id, ...args })).toEqual(first)
    const changed: Record<string, unknown> = { ...others }
    if (others['coupon'] === 'other') changed['coupon'] = await draft(owner, hotel)
    if (name === 'update_hotel') changed['hotel'] = { id: hotel, description: 'Loud' }
    if (name === 'save_coupon') changed['coupon'] = couponOf(hotel)
    expect(await refusal(client, name, { command_id, ...args, ...changed })).toMatchObject({ code: 'HC005', message: 'command-mismatch' })
  })

  test('the same id under another function, or by another user', async () => {
    const args = { command_id: randomUUID(), hotel, following: true }
    await call(guest.client, 'set_follow', args)
    expect(await refusal(guest.client, 'redeem_coupon', { command_id: args.command_id, coupon: await publish(owner, hotel) })).toMatchObject({ code: 'HC005' })
    expect(await call(owner.client, 'set_follow', args)).toEqual({ kind: 'following', hotel_id: hotel })
  })

  test('a refused command leaves its id free', async () => {
    const [command_id, coupon] = [randomUUID(), await publish(owner, hotel)]
    expect(await refusal(owner.client, 'publish_coupon', { command_id, coupon })).toMatchObject({ code: 'HC007', details: 'published' })
    await command(owner.client, 'pause_coupon', { coupon })
    expect(await call(owner.client, 'publish_coupon', { command_id, coupon })).toMatchObject({ kind: 'published' })
  })
})

describe('a coupon', () => {
  const card = (coupon: string) => call(owner.client, 'get_coupon', { coupon })

  test('is saved with what is said, keeps what is not, and loses what is null', async () => {
    const id = await draft(owner, hotel, { weekdays: [5, 1, 5], hours_from: '18:00', hours_to: '02:00', max_redemptions: 9, terms: ' Two. ' })
    expect(await card(id)).toMatchObject({ weekdays: [1, 5], hours_from: '18:00:00', hours_to: '02:00:00', max_redemptions: 9, left: 9, terms: 'Two.', status: 'draft', published_at: null })
    await command(owner.client, 'save_coupon', { coupon: { id, hotel_id: hotel, title: 'New', weekdays: null, hours_from: null, hours_to: null } })
    expect(await card(id)).toMatchObject({ title: 'New', weekdays: null, hours_from: null, max_redemptions: 9, discount_value: 20 })
  })

  test('is published by a manager, not by the desk; with a picture, and not when it is over', async () => {
    const [manager, desk] = [await world.person('manager'), await world.person('desk')]
    await join(world, hotel, manager, 'manager')
    await join(world, hotel, desk, 'desk')
    const coupon = await draft(owner, hotel, { image_path: null, starts_on: day(-9), ends_on: day(-3) })
    expect(await refusal(desk.client, 'publish_coupon', { command_id: randomUUID(), coupon })).toMatchObject({ code: 'HC003' })
    expect(await command(manager.client, 'publish_coupon', { coupon })).toEqual({ kind: 'not-publishable', reasons: ['over', 'no-image'] })
    expect(await card(coupon)).toMatchObject({ status: 'draft' })
  })

  test('tells before whom it will reach: who follows and does not mute, and nobody while the hotel is not listed', async () => {
    const inn = await openHotel(owner)
    for (const [name, muted] of [['one-told', false], ['two-told', false], ['one-muted', true]] as const) await command((await world.person(name)).client, 'set_follow', { hotel: inn, following: true, muted })
    const gone = await world.person('gone-again')
    for (const following of [true, false]) await command(gone.client, 'set_follow', { hotel: inn, following })
    expect(await call(owner.client, 'count_followers', { hotel: inn })).toEqual({ listed: true, told: 2, muted: 1 })
    expect(await command(owner.client, 'publish_coupon', { coupon: await draft(owner, inn) })).toMatchObject({ followers: 2 })
    await world.sql.query('update public.hotels set listed = false where id = $1', [inn])
    expect(await call(owner.client, 'count_followers', { hotel: inn })).toEqual({ listed: false, told: 2, muted: 1 })
    await world.sql.query(`update public.follows set muted = true where hotel_id = $1`, [inn])
    expect(await call(owner.client, 'count_followers', { hotel: inn })).toMatchObject({ told: 0, muted: 3 })
  })

  test('of a hotel that is not listed is published in silence; who follows it can still mute it and go', async () => {
    const [inn, fan] = [await openHotel(owner), await world.person('fan')]
    await command(fan.client, 'set_follow', { hotel: inn, following: true })
    await world.sql.query('update public.hotels set listed = false where id = $1', [inn])
    expect(await command(owner.client, 'publish_coupon', { coupon: await draft(owner, inn) })).toMatchObject({ kind: 'published', followers: 0 })
    expect((await fan.client.from('notifications').select('id')).data).toEqual([])

    expect(await command(fan.client, 'set_follow', { hotel: inn, following: true, muted: true })).toMatchObject({ kind: 'following' })
    expect((await fan.client.from('follows').select('muted')).data).toEqual([{ muted: true }])
    expect(await command(fan.client, 'set_follow', { hotel: inn, following: false })).toMatchObject({ kind: 'not-following' })
    expect(await refusal(fan.client, 'set_follow', { command_id: randomUUID(), hotel: inn, following: true })).toMatchObject({ code: 'HC004' })
  })

  test('whose publication began before a guest followed tells him, as it counts him', async () => {
    const [inn, fan] = [await openHotel(owner), await world.person('quick-fan')]
    const coupon = await draft(owner, inn)
    const db = await world.sql.connect()
    await db.query('begin; select now()')
    await command(fan.client, 'set_follow', { hotel: inn, following: true })
    await db.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: owner.id, role: 'authenticated' })])
    const { rows } = await db.query<{ answer: Json }>('select public.publish_coupon(gen_random_uuid(), $1) as answer', [coupon])
    await db.query('commit')
    db.release()
    expect(rows[0]?.answer.followers).toBe(1)
    expect((await fan.client.from('notifications').select('coupon_id')).data).toEqual([{ coupon_id: coupon }])
  })

  test('gives its pieces back when it is archived, and those of a guest who is erased', async () => {
    const [coupon, gone] = [await publish(owner, hotel, { max_redemptions: 3 }), await world.person('gone')]
    await redeem(guest, coupon)
    await redeem(gone, coupon)
    const pieces = async () => (await world.sql.query('select from private.coupon_slots where coupon_id = $1', [coupon])).rowCount
    expect(await pieces()).toBe(1)
    await world.sql.query('delete from auth.users where id = $1', [gone.id])
    expect([await pieces(), (await card(coupon)).left]).toEqual([2, 2])
    await redeem(owner, coupon)
    await command(owner.client, 'archive_coupon', { coupon })
    await world.sql.query('delete from public.redemptions where coupon_id = $1', [coupon])
    expect(await pieces()).toBe(0)
  })

  test('keeps its stock right when its limit changes', async () => {
    const coupon = await publish(owner, hotel, { max_redemptions: 10 })
    await redeem(guest, coupon)
    const limit = async (max_redemptions: number | null) => {
      await command(owner.client, 'save_coupon', { coupon: { id: coupon, hotel_id: hotel, max_redemptions } })
      return (await card(coupon)).left as number | null
    }
    expect([await limit(12), await limit(3), await limit(1), await limit(null), await limit(7)]).toEqual([11, 2, 0, null, 6])
  })
})

describe('redeeming', () => {
  const redeemAs = (coupon: string, more = {}) => command(guest.client, 'redeem_coupon', { coupon, ...more })

  test('is answered by what holds', async () => {
    const outcome = async (coupon: Record<string, unknown>, change?: string): Promise<Json> => {
      const id = await publish(owner, hotel, coupon)
      if (change) await world.sql.query(`update public.coupons set ${change} where id = $1`, [id])
      const { kind, ...rest } = await redeemAs(id)
      return [kind, ...Object.keys(rest)]
    }
    expect(await outcome({ starts_on: day(3) })).toEqual(['not-yet', 'starts_at'])
    expect(await outcome({}, `ends_on = current_date - 2`)).toEqual(['over', 'ends_at'])
    expect(await outcome({}, `status = 'paused'`)).toEqual(['paused'])
    expect(await outcome({}, `status = 'archived'`)).toEqual(['not-available'])
    expect(await outcome({ weekdays: [1], hours_from: '10:00', hours_to: '10:01' })).toEqual(['redeemed', 'redemption'])
  })

  test('tells a stranger no more of what was never published than of what is not there', async () => {
    const coupon = await draft(owner, hotel)
    await command(owner.client, 'archive_coupon', { coupon })
    const answers = await Promise.all([coupon, randomUUID()].map((id) => refusal(guest.client, 'redeem_coupon', { command_id: randomUUID(), coupon: id })))
    expect(answers[0]).toMatchObject({ code: 'HC004' })
    expect(answers[0]).toEqual(answers[1])
  })

  test('gives back the redemption one has, whatever became of the coupon', async () => {
    const coupon = await publish(owner, hotel)
    const mine = await redeem(guest, coupon)
    await command(owner.client, 'archive_coupon', { coupon })
    expect(await redeemAs(coupon)).toMatchObject({ kind: 'already-redeemed', redemption: { id: mine.id, code: mine.code, coupon: { status: 'archived' } } })
    expect(await call(guest.client, 'get_coupon', { coupon })).toMatchObject({ id: coupon, status: 'archived' })
    expect(await call(world.anon, 'get_coupon', { coupon })).toBeNull()
  })

  test('follows the hotel unless told not to, and leaves a standing follow as it is', async () => {
    const follow = async (id: string) => (await guest.client.from('follows').select('muted, ended_at').eq('hotel_id', id)).data
    const [first, second] = [await openHotel(owner), await openHotel(owner)]
    await redeemAs(await publish(owner, first), { follow: false })
    expect(await follow(first)).toEqual([])
    await redeemAs(await publish(owner, second))
    await command(guest.client, 'set_follow', { hotel: second, following: true, muted: true })
    await redeemAs(await publish(owner, second))
    expect(await follow(second)).toEqual([{ muted: true, ended_at: null }])
  })
})

test('two desks that both took a code: one use counts, the other is a conflict, and what is told twice is one', async () => {
  const { id, code } = await redeem(guest, await publish(owner, hotel))
  const [at, earlier] = [new Date().toISOString(), new Date(Date.now() - 60_000).toISOString()]
  expect(await use(owner, hotel, code, { happened_at: at, device: 'Bar' })).toMatchObject({ kind: 'used' })
  expect(await use(owner, hotel, code, { happened_at: at, device: 'Bar' })).toMatchObject({ kind: 'already-used', device: 'Bar' })
  expect(await use(owner, hotel, code, { happened_at: earlier })).toMatchObject({ kind: 'already-used', used_by_name: 'owner' })
  const { data } = await owner.client.from('uses').select('status').eq('redemption_id', id).order('status')
  expect(data).toEqual([{ status: 'conflict' }, { status: 'counted' }])
})
