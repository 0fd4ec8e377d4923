import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest'
import ws from 'ws'
import { restore, save } from '../../../scripts/backup/backup.ts'
import { hasClient } from '../../../scripts/backup/database.ts'
import { seed } from '../../seed/seed.ts'
import { day, publish, redeem, replicaOf, use } from '../scene.ts'
import { call, type Json, type Person, startWorld, type World } from '../world.ts'

const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-backup-'))
const saved = join(folder, 'saved')
let old: World
let fresh: World
let canRun: boolean

const projectOf = ({ stack }: World) => ({ databaseUrl: stack.dbUrl, url: stack.url, secretKey: stack.keys.secretKey })
/** Needs PostgreSQL's own client, which no npm package brings. */
const orSkip = ({ skip }: TestContext) => skip(!canRun, 'pg_dump and psql of the server’s version are not installed (PG_BIN names their folder)')

async function signIn(world: World, name: string, password: string): Promise<Person> {
  const { data, error } = await world.anon.auth.signInWithPassword({ email: name, password })
  if (error) throw error
  const client = createClient(world.stack.url, world.stack.keys.publishableKey, {
    accessToken: async () => data.session.access_token, realtime: { transport: ws as unknown as typeof WebSocket },
  })
  return { id: data.user.id, name, client }
}

const owner = (world: World) => signIn(world, 'dublinhotel@hotelier.com', 'hotelier-demo')
const guest = (world: World) => signIn(world, 'alex@user.com', 'user-demo')
const hotelOf = async (world: World) => (await world.sql.query<{ id: string }>(`select m.hotel_id as id from public.hotel_members m join auth.users u on u.id = m.user_id where u.email = 'dublinhotel@hotelier.com'`)).rows[0]!.id

beforeAll(async () => {
  old = await startWorld()
  canRun = await hasClient(old.stack.dbUrl)
  if (!canRun) return
  await seed({ dbUrl: old.stack.dbUrl, url: old.stack.url, secretKey: old.stack.keys.secretKey, log: () => undefined })
  fresh = await startWorld()
})
afterAll(async () => {
  await old?.stop()
  await fresh?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a saved project comes back whole into an empty one, and replicas of the old one start anew', async (context) => {
  orSkip(context)
  const before = replicaOf(await owner(old), await hotelOf(old))
  await before.pull()
  const code: string = (await redeem(await guest(old), await publish(await owner(old), await hotelOf(old), { title: 'Taken before the backup', ends_on: day(40) }))).code
  await before.pull()

  const { counts, files } = await save(projectOf(old), saved)
  expect(counts).toMatchObject({ 'public.hotels': 3, 'public.coupons': 25 })
  expect(files.length).toBeGreaterThan(20)
  // Nobody is signed in by what lies in a backup.
  expect(await readFile(join(saved, 'rows.sql'), 'utf8')).not.toMatch(/COPY auth\.(sessions|refresh_tokens)/)
  expect((await restore(projectOf(fresh), saved)).counts).toEqual(counts)

  // A device that comes with the old project's cursor is told to start over, and then has the same rows.
  const member = await owner(fresh)
  const hotel = await hotelOf(fresh)
  expect(await call(member.client, 'pull_changes', { hotel, cursor: before.cursor(), max_rows: 1 })).toMatchObject({ reset: true })
  const after = replicaOf(member, hotel)
  await after.pull()
  expect(Object.keys(after.tables).toSorted()).toEqual(Object.keys(before.tables).toSorted())
  for (const [table, rows] of Object.entries(before.tables)) expect(after.tables[table], table).toEqual(rows)

  // Signed in with the old password above; now a code from before is used, and a coupon is redeemed and used.
  expect(await use(member, hotel, code)).toMatchObject({ kind: 'used' })
  expect(await use(member, hotel, code)).toMatchObject({ kind: 'already-used' })
  const later = await redeem(await guest(fresh), await publish(member, hotel, { title: 'Taken after the restore' }))
  expect(await use(member, hotel, later.code)).toMatchObject({ kind: 'used' })

  const { items }: Json = await call(fresh.anon, 'search_coupons', { max_rows: 100 })
  const pictures = items.filter((card: Json) => !card.image_path.endsWith('tea.png')).map((card: Json) => fresh.anon.storage.from('coupon-images').getPublicUrl(card.image_path).data.publicUrl)
  for (const url of pictures) expect((await fetch(url)).headers.get('content-type')).toBe('image/webp')
})

test('nothing is restored over what is there, from another release, or from a damaged copy', async (context) => {
  orSkip(context)
  await expect(restore(projectOf(fresh), saved)).rejects.toThrow('The project is not empty: auth.identities, auth.users')
  await expect(save(projectOf(fresh), saved)).rejects.toThrow('is there already')
  const empty = await startWorld()
  try {
    const manifest = JSON.parse(await readFile(join(saved, 'manifest.json'), 'utf8')) as object
    await writeFile(join(saved, 'manifest.json'), JSON.stringify({ ...manifest, schema: 99 }))
    await expect(restore(projectOf(empty), saved)).rejects.toThrow('of schema 99')
    await writeFile(join(saved, 'manifest.json'), JSON.stringify(manifest))
    const picture = await readFile(join(saved, 'files/0000000'))
    await writeFile(join(saved, 'files/0000000'), picture.subarray(1))
    await expect(restore(projectOf(empty), saved)).rejects.toThrow('file 0000000 is damaged')
    await writeFile(join(saved, 'files/0000000'), picture)
    // One row too many for its columns, near the end: what came before it is not kept.
    const rows = await readFile(join(saved, 'rows.sql'), 'utf8')
    const at = rows.lastIndexOf('\\.\n')
    await writeFile(join(saved, 'rows.sql'), `${rows.slice(0, at)}damaged\n${rows.slice(at)}`)
    await expect(restore(projectOf(empty), saved)).rejects.toThrow('psql failed')
    await writeFile(join(saved, 'rows.sql'), rows.replace(/^(COPY public\.hotels .*\n).*\n/m, '$1'))
    await expect(restore(projectOf(empty), saved)).rejects.toThrow('Not all came back: 2 of 3 of public.hotels')
    expect((await empty.sql.query<{ n: number }>('select count(*)::int as n from auth.users')).rows[0]?.n).toBe(0)
  } finally {
    await empty.stop()
  }
})
