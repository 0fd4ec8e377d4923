import { withDatabase } from './database.ts'
import { atMost, exactly, median, print } from './figure.ts'
import { makeAuditLog } from './masses.ts'
import { callAs } from './people.ts'
import { seconds } from './rounds.ts'
import { sized } from './sizes.ts'
import { busyHotel } from './verify.ts'

/** Pages of an audit log of 100,000 entries: as it opens, and narrowed by words that are in every page, in one entry, in none. */
export async function run(): Promise<void> {
  await withDatabase(async (database) => {
    const { owner, hotel } = await busyHotel(database, 10)
    const entries = await makeAuditLog(database.admin, { hotel, member: owner })
    const questions = { page: {}, 'words-everywhere': { words: 'afternoon bar' }, 'words-once': { words: 'guest77@' }, 'words-nowhere': { words: 'nobody' } }
    print(exactly('audit.entries', entries, 'entries', sized(100_000, 1_000)))
    for (const [name, filters] of Object.entries(questions)) {
      const rounds: number[] = []
      for (let n = 0; n < 5; n += 1) rounds.push(1000 * (await seconds(() => callAs(database.db, owner, 'audit_page', { hotel, filters }))))
      print(atMost(`audit.${name}`, median(rounds), 'ms', 1_000))
    }
  })
}
