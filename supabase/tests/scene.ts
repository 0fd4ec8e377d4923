import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { call, command, type Json, type Person, type World } from './world.ts'

/** Opens a hotel and gives its id. */
export async function openHotel(owner: Person, hotel: Record<string, unknown> = {}): Promise<string> {
  const made = await command(owner.client, 'create_hotel', {
    hotel: { name: `Hotel ${owner.name}`, city: 'Dublin', country: 'IE', time_zone: 'Europe/Dublin', currency: 'EUR', ...hotel },
  })
  return made.hotel_id as string
}

/** Gives a person a role in a hotel, as accepting an invitation will. */
export async function join(world: World, hotel: string, person: Person, role: 'owner' | 'manager' | 'desk'): Promise<void> {
  await world.sql.query('insert into public.hotel_members (hotel_id, user_id, role) values ($1, $2, $3)', [hotel, person.id, role])
}

/** A day of the UTC calendar, so many days from today. */
export function day(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
}

/** The arguments of a coupon that can be published and redeemed at once. */
export function couponOf(hotel: string, coupon: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: randomUUID(), hotel_id: hotel, title: 'Afternoon tea for two', discount_kind: 'percent', discount_value: 20,
    starts_on: day(-2), ends_on: day(30), image_path: `${hotel}/tea.png`, ...coupon,
  }
}

/** Saves a coupon and gives its id. */
export async function draft(owner: Person, hotel: string, coupon: Record<string, unknown> = {}): Promise<string> {
  return (await command(owner.client, 'save_coupon', { coupon: couponOf(hotel, coupon) })).coupon_id as string
}

/** Saves and publishes a coupon and gives its id. */
export async function publish(owner: Person, hotel: string, coupon: Record<string, unknown> = {}): Promise<string> {
  const id = await draft(owner, hotel, coupon)
  const published = await command(owner.client, 'publish_coupon', { coupon: id })
  if (published.kind !== 'published') throw new Error(JSON.stringify(published))
  return id
}

/** Redeems a coupon and gives the redemption with its code. */
export async function redeem(guest: Person, coupon: string): Promise<Json> {
  const answer = await command(guest.client, 'redeem_coupon', { coupon })
  if (answer.kind !== 'redeemed') throw new Error(JSON.stringify(answer))
  return answer.redemption
}

/** Uses a code now. */
export function use(member: Person, hotel: string, code: string, more: Record<string, unknown> = {}): Promise<Json> {
  return command(member.client, 'use_code', { hotel, code, happened_at: new Date().toISOString(), ...more })
}

/** A replica: pulls a feed to its end and keeps the rows by table and id. */
export function replicaOf(person: Person, hotel: string | null = null) {
  const tables: Record<string, Record<string, Json>> = {}
  let cursor: string | null = null
  return {
    tables,
    cursor: () => cursor,
    async pull(maxRows = 1000): Promise<Json[]> {
      const seen: Json[] = []
      for (;;) {
        const page: Json = await call(person.client, 'pull_changes', { hotel, cursor, max_rows: maxRows })
        for (const { table, id, row } of page.changes) {
          const rows = (tables[table] ??= {})
          if (row === null) delete rows[id]
          else rows[id] = row
          seen.push({ table, id, row })
        }
        cursor = page.cursor
        if (!page.more) return seen
      }
    },
  }
}

/** A push subscription as a browser gives it. */
export function browser(host = 'push.example.com'): { endpoint: string; p256dh: string; auth: string } {
  const keys = createECDH('prime256v1')
  return { endpoint: `https://${host}/${randomUUID()}`, p256dh: keys.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') }
}
