import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { openPool, withDatabase } from './database.ts'
import { atLeastTimes, exactly, median, print } from './figure.ts'
import { partsOf } from './flash-sale-parts.ts'
import { callAs, makeDraft, makeHotel, makeUsers, publish } from './people.ts'
import { inTurns, seconds, spread } from './rounds.ts'
import { sized } from './sizes.ts'

const connections = 64
const rounds = 5

/** 64 connections redeem one coupon with a limited stock, beside the bare insert of the row that remains of a redemption. */
export async function run(): Promise<void> {
  await withDatabase(async ({ stack, db }) => {
    const stock = sized(4000, 100)
    const guests = await makeUsers(db, Math.ceil(stock * 1.1))
    const crowd = openPool({ connectionString: stack.dbUrl, max: connections })
    await warm(crowd)
    await db.query('create table public.bare_redemptions (like public.redemptions including all)')
    const { parts, putBack } = await partsOf(db)
    let wrong = 0
    const sell = async (pieces: number): Promise<number> => {
      const { took, errors } = await sale(db, crowd, guests.slice(0, Math.ceil(pieces * 1.1)), pieces)
      wrong += errors
      return pieces / took
    }
    const bare = async (pieces: number): Promise<number> => {
      const [coupon, hotel] = [randomUUID(), randomUUID()]
      return pieces / (await seconds(() => spread(guests.slice(0, pieces), connections, guest => insertBare(crowd, coupon, hotel, guest))))
    }
    const rates = await inTurns(rounds, { own: () => sell(stock), bare: () => bare(stock) })
    print(atLeastTimes('flash-sale', median(rates.own), 'redemptions/s', median(rates.bare), 0.6))
    print(exactly('flash-sale.wrong', wrong, `of ${rounds * stock} pieces`, 0))

    const few = Math.ceil(stock / 4)
    const steps: Record<string, () => Promise<number>> = { bare: () => bare(few), all: () => putBack().then(() => sell(few)) }
    for (const { name, leaveOut } of parts) steps[name] = () => leaveOut().then(() => sell(few))
    const lean = await inTurns(rounds, steps)
    for (const { name } of parts) {
      print({ ...atLeastTimes(`flash-sale.less-${name}`, median(lean[name]!), 'redemptions/s', median(lean['bare']!), 0), goal: 'none: each line leaves out one thing more' })
    }
    await crowd.end()
  })
}

/** A sale at a hotel that nobody follows yet. `errors` is by how many the sold and the written redemptions miss the stock. */
async function sale(db: Pool, crowd: Pool, guests: readonly string[], stock: number): Promise<{ took: number; errors: number }> {
  const [owner] = guests
  const hotel = await makeHotel(db, owner!)
  const coupon = await makeDraft(db, owner!, hotel, { max_redemptions: stock })
  await publish(db, owner!, coupon)
  let sold = 0
  const took = await seconds(() =>
    spread(guests, connections, async guest => {
      const { kind } = await callAs<{ kind: string }>(crowd, guest, 'redeem_coupon', { coupon, command_id: randomUUID() })
      if (kind === 'redeemed') sold += 1
    }),
  )
  return { took, errors: Math.abs(sold - stock) + Math.abs((await rowsOf(db, coupon)) - stock) }
}

async function warm(crowd: Pool): Promise<void> {
  await Promise.all(Array.from({ length: connections }, () => crowd.query('select pg_sleep(0.05)')))
}

function insertBare(crowd: Pool, coupon: string, hotel: string, guest: string): Promise<unknown> {
  return crowd.query({
    name: 'bare',
    text: `insert into public.bare_redemptions (coupon_id, hotel_id, guest_id, expires_at, code_digest)
           values ($1, $2, $3, now() + interval '1 day', encode(sha256(uuid_send($3)), 'hex'))`,
    values: [coupon, hotel, guest],
  })
}

async function rowsOf(db: Pool, coupon: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*)::int as n from public.redemptions where coupon_id = $1', [coupon])
  return rows[0]!.n
}
