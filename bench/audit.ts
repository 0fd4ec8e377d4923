import { withDatabase } from './database.ts'
import { atMost, exactly, median, print } from './figure.ts'
import { makeAuditLog, makeGuests, makeRedemptions } from './masses.ts'
import { callAs, makeDraft, makeHotel, makeUsers, publish } from './people.ts'
import { seconds } from './rounds.ts'
import { sized } from './sizes.ts'

/** Pages of an audit log of 100,000 entries: as it opens, and narrowed by words that are in every page, in one entry, in none. */
export async function run(): Promise<void> {
  await withDatabase(async ({ db, admin }) => {
    const [owner] = await makeUsers(db, 1)
    const hotel = await makeHotel(db, owner!)
    for (let n = 0; n < 10; n += 1) await publish(db, owner!, await makeDraft(db, owner!, hotel))
    await makeGuests(admin, sized(10_000, 100))
    await makeRedemptions(admin, hotel)
    const entries = await makeAuditLog(admin, { hotel, member: owner! })
    const questions = { page: {}, 'words-everywhere': { words: 'afternoon bar' }, 'words-once': { words: 'guest77@' }, 'words-nowhere': { words: 'nobody' } }
    print(exactly('audit.entries', entries, 'entries', sized(100_000, 1_000)))
    for (const [name, filters] of Object.entries(questions)) {
      const rounds: number[] = []
      for (let n = 0; n < 5; n += 1) rounds.push(1000 * (await seconds(() => callAs(db, owner!, 'audit_page', { hotel, filters }))))
      print(atMost(`audit.${name}`, median(rounds), 'ms', 1_000))
    }
  })
}
