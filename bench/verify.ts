import { withDatabase, type Database } from './database.ts'
import { atMost, median, percentile, print } from './figure.ts'
import { makeGuests, makeRedemptions } from './masses.ts'
import { callAs, makeDraft, makeHotel, makeUsers, publish } from './people.ts'
import { seconds } from './rounds.ts'
import { sized } from './sizes.ts'

/** A hotel with a million redemptions and a member who verifies codes one after the other. */
export async function run(): Promise<void> {
  await withDatabase(async database => {
    const { db } = database
    const { owner, hotel, codes } = await busyHotel(database)
    const slowest: number[] = []
    for (let round = 0; round < 5; round += 1) {
      const values: number[] = []
      for (let n = 0; n < sized(1000, 100); n += 1) {
        const code = codes[(round * 1000 + n) % codes.length]
        let verdict = { kind: '' }
        values.push(1000 * (await seconds(async () => (verdict = await callAs(db, owner, 'verify_code', { hotel, code })))))
        if (verdict.kind !== 'valid') throw new Error(`the code was found ${verdict.kind}`)
      }
      slowest.push(percentile(values, 0.95))
    }
    print(atMost('verify.p95', median(slowest), 'ms', 3))
  })
}

/** A hotel with so many coupons, which 10,000 guests have all redeemed, its owner, and some of the codes. */
export async function busyHotel({ db, admin }: Database, coupons = 100): Promise<{ owner: string; hotel: string; codes: string[] }> {
  const [owner] = await makeUsers(db, 1)
  const hotel = await makeHotel(db, owner!)
  for (let n = 0; n < coupons; n += 1) await publish(db, owner!, await makeDraft(db, owner!, hotel))
  await makeGuests(admin, sized(10_000, 100))
  return { owner: owner!, hotel, codes: await makeRedemptions(admin, hotel) }
}
