import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { command, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
})
afterAll(() => world?.stop())

/** Numbers below 1 that only the seed decides. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What a guest and his hotels do, at random; the last few take away what was there. */
async function anything(guest: Person, hotels: string[], random: () => number): Promise<string> {
  const hotel = hotels[Math.floor(random() * hotels.length)] ?? ''
  const follow = (following: boolean, muted: boolean) => command(guest.client, 'set_follow', { hotel, following, muted })
  const sql = (text: string) => world.sql.query(text, [hotel])
  const steps: Record<string, () => Promise<unknown>> = {
    follow: () => follow(true, random() < 0.5),
    unfollow: () => follow(false, false),
    publish: () => publish(owner, hotel),
    publishAgain: () => publish(owner, hotel),
    redeem: async () => redeem(guest, await publish(owner, hotel)),
    use: async () => use(owner, hotel, (await redeem(guest, await publish(owner, hotel))).code),
    read: async () => {
      const { data } = await guest.client.from('notifications').select('id')
      return command(guest.client, 'mark_notifications_read', { ids: (data ?? []).filter(() => random() < 0.5).map(({ id }) => id as string) })
    },
    rename: () => sql(`update public.hotels set name = name || '.' where id = $1`),
    deleteCoupons: () => sql('delete from public.coupons where hotel_id = $1'),
    deleteNotices: () => sql('delete from public.notifications where hotel_id = $1'),
    deleteFollow: () => world.sql.query('delete from public.follows where hotel_id = $1 and guest_id = $2', [hotel, guest.id]),
    deleteHotel: async () => {
      await sql('delete from public.hotels where id = $1')
      hotels.splice(hotels.indexOf(hotel), 1, await openHotel(owner))
    },
  }
  const names = Object.keys(steps)
  const name = names[Math.floor(random() * names.length)] ?? ''
  await steps[name]?.()
  return name
}

test.each([1, 2, 3])('a replica that pulled all along shows what a new one shows (seed %i)', async (seed) => {
  const [guest, random] = [await world.person(`guest-${seed}`), chance(seed)]
  const hotels = [await openHotel(owner), await openHotel(owner), await openHotel(owner)]
  const old = replicaOf(guest)
  const done: string[] = []
  for (let step = 0; step < 60; step++) {
    done.push(await anything(guest, hotels, random))
    if (random() < 0.4) await old.pull(1 + Math.floor(random() * 5))
  }
  await old.pull()
  const fresh = replicaOf(guest)
  await fresh.pull()
  const shown = (tables: typeof old.tables) => Object.fromEntries(Object.entries(tables).filter(([, rows]) => Object.keys(rows).length > 0))
  expect(shown(old.tables), done.join(' ')).toEqual(shown(fresh.tables))
  const { data } = await guest.client.from('notifications').select('id')
  expect(Object.keys(fresh.tables['notifications'] ?? {}).sort(), 'as REST shows it').toEqual(data?.map(({ id }) => id).sort())
})

test('muting a hotel sends the follow again, and not all that it ever told', async () => {
  const [guest, inn] = [await world.person('muter'), await openHotel(owner)]
  await command(guest.client, 'set_follow', { hotel: inn, following: true })
  for (let n = 0; n < 5; n++) await command(owner.client, 'publish_coupon', { coupon: await draft(owner, inn) })
  const replica = replicaOf(guest)
  await replica.pull()
  expect(Object.keys(replica.tables['notifications'] ?? {})).toHaveLength(5)
  await command(guest.client, 'set_follow', { hotel: inn, following: true, muted: true })
  expect((await replica.pull()).map(({ table }) => table)).toEqual(['follows'])
})
