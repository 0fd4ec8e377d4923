import type { Pool } from 'pg'
import { withDatabase } from './database.ts'
import { atMostTimes, median, print } from './figure.ts'
import { makeFollowers, makeGuests } from './masses.ts'
import { makeDraft, makeHotel, makeUsers, publish } from './people.ts'
import { inTurns, seconds } from './rounds.ts'
import { sized } from './sizes.ts'

/** Publishing to 10 followers and to 1,000,000: one notification each, told to one channel. */
export async function run(): Promise<void> {
  await withDatabase(async ({ db, admin }) => {
    const [owner] = await makeUsers(db, 1)
    const [few, many] = [await makeHotel(db, owner!), await makeHotel(db, owner!)]
    await makeGuests(admin, sized(1_000_000, 1000))
    await makeFollowers(admin, few, 10)
    await makeFollowers(admin, many, sized(1_000_000, 1000))
    const took = await inTurns(5, { few: () => twenty(db, owner!, few), many: () => twenty(db, owner!, many) })
    print(atMostTimes('publish.1000000-followers', median(took.many), 'ms', median(took.few), 1.2))
  })
}

/** Milliseconds of one publication, the median of twenty. */
async function twenty(db: Pool, owner: string, hotel: string): Promise<number> {
  const values: number[] = []
  for (let n = 0; n < 20; n += 1) {
    const coupon = await makeDraft(db, owner, hotel)
    values.push(1000 * (await seconds(() => publish(db, owner, coupon))))
  }
  return median(values)
}
