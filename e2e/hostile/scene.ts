import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { newPerson, type Person } from '../fixtures/api.ts'
import type { Product } from '../fixtures/product.ts'
import { packed, payloads } from './payloads.ts'

/** The most that each text of the contract holds (docs/database.md). */
export const texts = {
  name: packed(120), city: packed(80), address: packed(200), description: packed(2000), title: packed(120), terms: packed(2000),
  guest: packed(80), device: packed(80), reason: packed(500),
}

export interface Scene {
  owner: Person
  guest: Person
  /** One for each text that a city can be; the first has all titles among its coupons, and all guests. */
  hotels: string[]
  /** The coupon of each hotel. */
  coupons: string[]
  /** Of the first hotel, one for each description. */
  drafts: string[]
  /** Who was invited under an address of his own making. */
  invited: number
}

interface Redeemed {
  id: string
  code: string
}

/** Calls a function, or writes his own row, as a signed-in user: with his claims and the API's role, in a transaction of its own. */
type Act = <Answer>(user: string, sql: string, values: unknown[]) => Promise<Answer>

/** Writes the payloads wherever a hotel or a guest may write a text, through the functions and policies that are theirs. */
export async function writeScene(product: Product): Promise<Scene> {
  const [owner, guest] = await Promise.all([newPerson(product, texts.guest[0]!), newPerson(product, texts.guest[1]!)])
  const db = new Client(product.stack.adminUrl)
  await db.connect()
  try {
    const act = actor(db)
    const hotels = await each(texts.city, (city, i) => openHotel(act, owner.id, city, i))
    const coupons = await each(hotels, (hotel, i) => saveCoupon(act, owner.id, hotel, i))
    const drafts = await each(texts.title, (_, i) => saveCoupon(act, owner.id, hotels[0]!, i))
    // Not what is tested here: pictures, which publishing asks for.
    await db.query(`update public.coupons set status = 'published', published_at = now() where id = any($1)`, [coupons])
    await each(coupons, (coupon) => act(guest.id, 'select public.redeem_coupon($1, $2) answer', [coupon, randomUUID()]))
    await tell(db, guest.id, hotels)
    await useAndUndo(db, act, owner.id, hotels[0]!, await crowd(db, act, coupons[0]!))
    return { owner, guest, hotels, coupons, drafts, invited: await invite(act, owner.id, hotels[0]!) }
  } finally {
    await db.end()
  }
}

/** Tries a text in a place that takes no free one; gives how many were taken. */
export async function taken(product: Product, { owner, hotels }: Scene): Promise<Record<'locale' | 'picture' | 'logo', string[]>> {
  const db = new Client(product.stack.adminUrl)
  await db.connect()
  try {
    const act = actor(db)
    const goes = (sql: string, values: unknown[]) => act(owner.id, sql, values).then(() => true, () => false)
    const which = async (go: (payload: string) => Promise<boolean>) => (await each(payloads, async (payload) => ((await go(payload)) ? [payload] : []))).flat()
    return {
      locale: await which((payload) => goes('update public.profiles set locale = $1 where id = auth.uid()', [payload])),
      picture: await which((payload) => goes('update public.profiles set avatar_path = auth.uid() || $1 where id = auth.uid()', [`/${payload}`])),
      logo: await which((payload) => goes('select public.update_hotel($1, $2)', [randomUUID(), { id: hotels[0], logo_path: `${hotels[0]}/${payload}` }])),
    }
  } finally {
    await db.end()
  }
}

function actor(db: Client): Act {
  return async <Answer>(user: string, sql: string, values: unknown[]) => {
    await db.query('begin')
    try {
      await db.query(`select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`, [JSON.stringify({ sub: user, role: 'authenticated' })])
      const { rows } = await db.query(sql, values)
      await db.query('commit')
      return rows[0]?.answer as Answer
    } catch (error) {
      await db.query('rollback')
      throw error
    }
  }
}

/** One after the other, as one connection does. */
async function each<From, To>(list: readonly From[], work: (one: From, index: number) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (const [index, one] of list.entries()) done.push(await work(one, index))
  return done
}

const at = (list: string[], index: number) => list[index % list.length]

async function openHotel(act: Act, owner: string, city: string, i: number): Promise<string> {
  const hotel = { name: at(texts.name, i), city, country: 'IE', time_zone: 'Europe/Dublin', currency: 'EUR', address: at(texts.address, i), description: at(texts.description, i) }
  return (await act<{ hotel_id: string }>(owner, 'select public.create_hotel($1, $2) answer', [randomUUID(), hotel])).hotel_id
}

async function saveCoupon(act: Act, owner: string, hotel: string, i: number): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const coupon = {
    id: randomUUID(), hotel_id: hotel, title: at(texts.title, i), description: at(texts.description, i), terms: at(texts.terms, i + 1),
    discount_kind: 'percent', discount_value: 10, starts_on: today, ends_on: `${Number(today.slice(0, 4)) + 1}-12-31`,
  }
  return (await act<{ coupon_id: string }>(owner, 'select public.save_coupon($1, $2) answer', [randomUUID(), coupon])).coupon_id
}

/** What the guest is told names hotels and titles as they were then. */
async function tell(db: Client, guest: string, hotels: string[]): Promise<void> {
  await each(hotels, (hotel, i) =>
    db.query(`insert into public.notifications (audience, user_id, hotel_id, kind, payload) values ('user', $1, $2, $3, $4)`, [
      guest, hotel, ['coupon-published', 'redemption-used', 'redemption-expiring'][i % 3], { title: at(texts.title, i), hotel_name: at(texts.name, i) },
    ]),
  )
}

/** Guests who name themselves by payloads and redeem a coupon. */
async function crowd(db: Client, act: Act, coupon: string): Promise<Redeemed[]> {
  return each(texts.guest, async (name) => {
    const user = randomUUID()
    await db.query(`insert into auth.users (id, email, aud, role) values ($1::uuid, $1 || '@example.com', 'authenticated', 'authenticated')`, [user])
    await act(user, 'update public.profiles set display_name = $1 where id = auth.uid()', [name])
    return (await act<{ redemption: Redeemed }>(user, 'select public.redeem_coupon($1, $2) answer', [coupon, randomUUID()])).redemption
  })
}

/** Codes that a device with a hostile name used: some undone, some closed as conflicts, each for a hostile reason, most left as used. */
async function useAndUndo(db: Client, act: Act, owner: string, hotel: string, redeemed: Redeemed[]): Promise<void> {
  const use = (code: string, device: string | undefined, minutes: number) =>
    act<{ use_id?: string }>(owner, `select public.use_code($1, $2, $3, now() + make_interval(mins => $4), $5) answer`, [hotel, code, randomUUID(), minutes, device])
  const used = await each(redeemed, ({ code }, i) => use(code, at(texts.device, i), 0))
  await each(texts.reason, (reason, i) => act(owner, 'select public.undo_use($1, $2, $3, $4)', [randomUUID(), hotel, used[i]?.use_id, reason]))
  await each(texts.reason, async (reason, i) => {
    const { id, code } = redeemed[texts.reason.length + i]!
    await use(code, at(texts.device, i), 1)
    const { rows } = await db.query<{ id: string }>(`select id from public.uses where redemption_id = $1 and status = 'conflict'`, [id])
    await act(owner, 'select public.close_conflict($1, $2, $3, $4)', [randomUUID(), hotel, rows[0]?.id, reason])
  })
}

/** An address may be quoted, and so hold nearly anything; gives how many of the payloads made one that is taken. */
async function invite(act: Act, owner: string, hotel: string): Promise<number> {
  const invited = await each(payloads.slice(0, 90), (payload) =>
    act(owner, 'select public.invite_member($1, $2, $3, $4)', [randomUUID(), hotel, `"${payload.replaceAll(/["\\]/g, '')}"@example.com`, 'desk']).then(() => 1, () => 0),
  )
  return invited.reduce((sum: number, one) => sum + one, 0)
}
