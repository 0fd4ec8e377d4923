import { Client } from 'pg'
import { barcelona } from './coupons.barcelona.ts'
import { dublin } from './coupons.dublin.ts'
import { green } from './coupons.green.ts'
import { hotelId } from './history.ts'
import { uploadPictures } from './pictures.ts'
import { makeHotel } from './rows.ts'
import { makeUsers } from './users.ts'

/** What the seed needs: the database as `postgres`, the API's address and its secret key. */
export interface SeedOptions {
  dbUrl: string
  url: string
  secretKey: string
  log(message: string): void
}

const hotels = [dublin, barcelona, green]
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Fills a local database with the demo. It refuses any other: the addresses must be loopback, and the database itself must
 * say that it is the local one (else `not-local`, HC008). A database that has the demo is left as it is.
 */
export async function seed({ dbUrl, url, secretKey, log }: SeedOptions): Promise<void> {
  for (const address of [dbUrl, url]) {
    if (!loopback.has(new URL(address).hostname)) throw new Error('not-local: the demo data is only for a database on this machine')
  }
  const db = new Client({ connectionString: dbUrl })
  await db.connect()
  try {
    await db.query('select private.assert_local()')
    const { rowCount } = await db.query('select from public.hotels where id = $1', [hotelId(dublin)])
    if (rowCount) return log('the demo data is there already')
    await Promise.all([makeUsers(db, url, secretKey), ...hotels.map((hotel) => uploadPictures(hotel, url, secretKey))])
    await db.query('begin')
    for (const hotel of hotels) await makeHotel(db, hotel)
    await db.query('commit')
    log(`demo data: ${hotels.length} hotels, ${hotels.flatMap(({ coupons }) => coupons).length} coupons`)
  } finally {
    await db.end()
  }
}
