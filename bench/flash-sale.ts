import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { openPool, withDatabase } from './database.ts'
import { atLeastTimes, exactly, median, print } from './figure.ts'
import { callAs, makeDraft, makeHotel, makeUsers, publish } from './people.ts'
import { inTurns, seconds, spread } from './rounds.ts'
import { sized } from './sizes.ts'

const connections = 64
const rounds = 5

/** 64 connections redeem one coupon with a limited stock, beside the bare insert of the row that remains of a redemption. */
export async function run(): Promise<void> {
  await withDatabase(async ({ stack, db }) => {
    const stock = sized(4000, 100)
    const [owner, ...guests] = await makeUsers(db, Math.ceil(stock * 1.1) + 1)
    const hotel = await makeHotel(db, owner!)
    await db.query('create table public.bare_redemptions (like public.redemptions including all)')
    const crowd = openPool({ connectionString: stack.dbUrl, max: connections })
    await warm(crowd)
    let wrong = 0
    const rates = await inTurns(rounds, {
      own: async () => {
        const coupon = await makeDraft(db, owner!, hotel, { max_redemptions: stock })
        await publish(db, owner!, coupon)
        let sold = 0
        const took = await seconds(() =>
          spread(guests, connections, async guest => {
            const { kind } = await callAs<{ kind: string }>(crowd, guest, 'redeem_coupon', { coupon, command_id: randomUUID() })
            if (kind === 'redeemed') sold += 1
          }),
        )
        wrong += Math.abs(sold - stock) + Math.abs((await rowsOf(db, coupon)) - stock)
        return stock / took
      },
      bare: async () => {
        const coupon = randomUUID()
        const buyers = guests.slice(0, stock)
        return stock / (await seconds(() => spread(buyers, connections, guest => insertBare(crowd, coupon, hotel, guest))))
      },
    })
    await crowd.end()
    print(atLeastTimes('flash-sale', median(rates.own), 'redemptions/s', median(rates.bare), 0.6))
    print(exactly('flash-sale.wrong', wrong, `of ${rounds * stock} pieces`, 0))
  })
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
