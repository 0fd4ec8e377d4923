import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crowdOf } from './crowd.ts'
import { readerByTime, writeSlowly } from './feed.writers.ts'
import { draft, join, openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { call, command, type Json, type Person, startWorld, type World } from './world.ts'

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

test('beside 16 slow writers the feed misses nothing, and a cursor on updated_at does', async () => {
  const [replica, byTime] = [replicaOf(owner, hotel), readerByTime(world)]
  const written = await writeSlowly(world, owner, hotel, 12, [{ pull: async () => void (await replica.pull(50)) }, byTime])
  const seen = replica.tables['redemptions'] ?? {}
  expect([...written].filter((id) => !seen[id])).toEqual([])
  expect([...written].filter((id) => !byTime.seen.has(id)).length, 'control: missed by updated_at').toBeGreaterThan(0)
})

test('pages of three rows give the same as one page, in order and each row once', async () => {
  const whole = await call(owner.client, 'pull_changes', { hotel, max_rows: 5000 })
  expect(whole).toMatchObject({ more: false, reset: false })
  const pieces: Json[] = []
  let [cursor, more] = [null, true]
  while (more && pieces.length < 400) {
    const page: Json = await call(owner.client, 'pull_changes', { hotel, cursor, max_rows: 3 })
    pieces.push(...page.changes)
    ;[cursor, more] = [page.cursor, page.more]
  }
  expect(pieces).toEqual(whole.changes.slice(0, pieces.length))
  expect(await call(owner.client, 'pull_changes', { hotel, cursor: whole.cursor })).toMatchObject({ changes: [], more: false })
})

test('rows of one transaction in several tables are cut anywhere', async () => {
  const inn = await openHotel(owner)
  const coupon = await publish(owner, inn)
  await world.sql.query(`insert into public.interaction_daily (coupon_id, day, hotel_id, views) select $1, current_date - n, $2, n from generate_series(1, 20) n`, [coupon, inn])
  await world.sql.query(`update public.coupons set title = title || '.' where hotel_id = $1`, [inn])
  await world.sql.query(`with a as (update public.hotels set address = 'x' where id = $1), b as (update public.coupons set terms = 'x' where hotel_id = $1)
    update public.interaction_daily set views = views + 1 where hotel_id = $1`, [inn])
  for (const size of [1, 2, 7, 22]) {
    const replica = replicaOf(owner, inn)
    const seen = await replica.pull(size)
    expect(new Set(seen.map(({ table, id }) => `${table} ${id}`)).size, `pages of ${size}`).toBe(seen.length)
    expect(Object.keys(replica.tables['interaction_daily'] ?? {}), `pages of ${size}`).toHaveLength(20)
    expect(Object.values(replica.tables['interaction_daily'] ?? {})[0]).toMatchObject({ id: expect.stringMatching(`^${coupon}:\\d{4}-`), views: expect.any(Number) })
  }
})

test('each row is its table’s, but for the inner columns: none is forgotten where one is added', async () => {
  const coupon = await publish(owner, hotel, { weekdays: [1, 2, 3, 4, 5, 6, 7], blackout_dates: ['2027-01-01'], max_redemptions: 5 })
  await use(owner, hotel, (await redeem(guest, coupon)).code)
  await call(world.service, 'drain_interactions')
  const replica = replicaOf(owner, hotel)
  await replica.pull()
  const more: Record<string, string> = {
    redemptions: `jsonb_build_object('guest_name', (select p.display_name from public.profiles p where p.id = t.guest_id))`,
    hotel_members: `jsonb_build_object('display_name', (select p.display_name from public.profiles p where p.id = t.user_id))`,
    interaction_daily: `jsonb_build_object('id', t.coupon_id || ':' || t.day)`,
  }
  for (const table of ['hotels', 'hotel_members', 'coupons', 'redemptions', 'uses', 'interaction_daily']) {
    const { rows } = await world.sql.query<{ row: Json }>(
      `select to_jsonb(t) - '{changed_xid,search,created_by,archived_at}'::text[] || ${more[table] ?? `'{}'`} as row
       from public.${table} t where ${table === 'hotels' ? 'id' : 'hotel_id'} = $1`, [hotel])
    const inOrder = (all: Json[]) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(rows.length).toBeGreaterThan(0)
    expect(inOrder(Object.values(replica.tables[table] ?? {}))).toEqual(inOrder(rows.map(({ row }) => row)))
  }
})

test('the deleted leave a tombstone', async () => {
  const [inn, desk] = [await openHotel(owner), await world.person('desk')]
  await join(world, inn, desk, 'desk')
  const coupon = await draft(owner, inn)
  const replica = replicaOf(owner, inn)
  await replica.pull()
  expect(Object.values(replica.tables['hotel_members'] ?? {}).map((row) => row.display_name).sort()).toEqual(['desk', 'owner'])

  await world.sql.query('delete from public.hotel_members where user_id = $1', [desk.id])
  await world.sql.query('delete from public.coupons where id = $1', [coupon])
  const changes = await replica.pull()
  expect(changes.map(({ table, row }) => [table, row]).sort()).toEqual([['coupons', null], ['hotel_members', null]])
  expect(Object.values(replica.tables['hotel_members'] ?? {})).toMatchObject([{ user_id: owner.id, role: 'owner' }])
  // A replica that starts now learns of the deletion, too, which is harmless.
  expect(Object.keys((await replicaOf(owner, inn).pull(), replica.tables['coupons'] ?? {}))).toEqual([])
})

test('a guest is sent his redemption again when its coupon, its hotel or its use changes', async () => {
  const [inn, wallet] = [await openHotel(owner), replicaOf(guest)]
  const { id, code } = await redeem(guest, await publish(owner, inn, { title: 'Before' }))
  await wallet.pull()
  const row = () => wallet.tables['redemptions']?.[id]
  const coupon = row().coupon_id
  expect(row()).toMatchObject({ code, coupon: { title: 'Before', hotel: { name: 'Hotel owner' } } })

  await command(owner.client, 'save_coupon', { coupon: { id: coupon, hotel_id: inn, title: 'After' } })
  await wallet.pull()
  expect(row().coupon.title).toBe('After')
  await world.sql.query(`update public.hotels set name = 'Renamed' where id = $1`, [inn])
  await wallet.pull()
  expect(row().coupon.hotel.name).toBe('Renamed')
  expect(Object.values(wallet.tables['follows'] ?? {}).find((follow) => follow.hotel_id === inn)).toMatchObject({ hotel: { name: 'Renamed' } })
  await use(owner, inn, code)
  await wallet.pull()
  expect(row()).toMatchObject({ status: 'used', used_at: expect.any(String) })
  expect(await wallet.pull()).toEqual([])
})

test('a member sees the new name of a guest, and a guest what he has read', async () => {
  const [inn, console, wallet] = [await openHotel(owner), replicaOf(owner, hotel), replicaOf(guest)]
  const { id } = await redeem(guest, await publish(owner, hotel))
  await guest.client.from('profiles').update({ display_name: 'New name' }).eq('id', guest.id)
  await console.pull()
  expect(console.tables['redemptions']?.[id].guest_name).toBe('New name')

  await command(guest.client, 'set_follow', { hotel: inn, following: true })
  await publish(owner, inn)
  await wallet.pull()
  const told = Object.values(wallet.tables['notifications'] ?? {}).find((row) => row.hotel_id === inn)
  expect(told.read_at).toBeNull()
  expect(await command(guest.client, 'mark_notifications_read', { ids: [told.id] })).toEqual({ kind: 'read', count: 1 })
  expect(await command(guest.client, 'mark_notifications_read', { ids: [told.id] })).toEqual({ kind: 'read', count: 0 })
  await wallet.pull()
  expect(wallet.tables['notifications']?.[told.id].read_at).toEqual(expect.any(String))
  expect(wallet.tables['profiles']?.[guest.id]).toMatchObject({ display_name: 'New name', locale: null })
})

test('followers are told what is published while they follow, and nothing else', async () => {
  const [inn, fan] = [await openHotel(owner), await world.person('fan')]
  const wallet = replicaOf(fan)
  const titles = () => Object.values(wallet.tables['notifications'] ?? {}).map((row) => row.payload.title).sort()
  await publish(owner, inn, { title: 'before' })
  await command(fan.client, 'set_follow', { hotel: inn, following: true })
  const coupon = await publish(owner, inn, { title: 'while' })
  await command(owner.client, 'pause_coupon', { coupon })
  await command(owner.client, 'publish_coupon', { coupon })
  await wallet.pull()
  expect(titles()).toEqual(['while'])
  await command(fan.client, 'set_follow', { hotel: inn, following: false })
  expect(await command(owner.client, 'publish_coupon', { coupon: await draft(owner, inn, { title: 'after' }) })).toMatchObject({ followers: 0 })
  await wallet.pull()
  expect(titles(), 'what he is told of goes with the follow').toEqual([])
  expect(Object.values(wallet.tables['follows'] ?? {})).toMatchObject([{ ended_at: expect.any(String) }])
})

test('a follow that commits after a publication it saw begin still brings the notice', async () => {
  const [inn, fan] = [await openHotel(owner), await world.person('late-fan')]
  const [crowd, wallet] = [crowdOf(world, 2), replicaOf(fan)]
  const following = await crowd.hold(fan.id, 'set_follow', { command_id: randomUUID(), hotel: inn, following: true })
  await publish(owner, inn)
  await wallet.pull()
  await following.end('commit')
  await wallet.pull()
  expect(Object.values(wallet.tables['notifications'] ?? {})).toHaveLength(1)
  await crowd.stop()
})

test('a row that a running transaction holds back makes the feed unsettled, other hotels’ feeds are not', async () => {
  const [inn, other] = [await openHotel(owner), await openHotel(owner)]
  const pull = async (of: string) => call(owner.client, 'pull_changes', { hotel: of, cursor: (await call(owner.client, 'pull_changes', { hotel: of })).cursor })
  const slow = await world.sql.connect()
  await slow.query('begin; select pg_current_xact_id()')
  await draft(owner, inn)
  expect(await pull(inn)).toMatchObject({ settled: false, more: false, changes: [] })
  expect(await pull(other)).toMatchObject({ settled: true, changes: [] })
  await slow.query('rollback')
  slow.release()
  expect(await call(owner.client, 'pull_changes', { hotel: inn })).toMatchObject({ settled: true, changes: { length: 3 } })
  expect(await call(owner.client, 'pull_changes', { hotel: inn, max_rows: 1 })).toMatchObject({ settled: false, more: true })
})

test('after a restore every replica starts over', async () => {
  const replica = replicaOf(owner, hotel)
  await replica.pull()
  await world.sql.query('select private.start_epoch()')
  const page = await call(owner.client, 'pull_changes', { hotel, cursor: replica.cursor(), max_rows: 5000 })
  expect(page.reset).toBe(true)
  const rows = Object.values(replica.tables).reduce((sum, table) => sum + Object.keys(table).length, 0)
  expect(page.changes.filter((change: Json) => change.row)).toHaveLength(rows)
})
