import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buckets, intruders } from './isolation.matrix.ts'
import { type Scene, startScene } from './isolation.scene.ts'
import { counter, record } from './proof/figures.ts'

let scene: Scene
const file = (type: string, text: string) => new Blob([text], { type })
const folder = (bucket: string) => (buckets[bucket]?.folder === 'guest' ? scene.victim.id : scene.target.hotel)
const fileIn = (bucket: string, name = 'theirs') => `${name}.${buckets[bucket]?.type.split('/')[1]}`
const pathIn = (bucket: string, name = 'theirs') => `${folder(bucket)}/${fileIn(bucket, name)}`

beforeAll(async () => {
  scene = await startScene()
  for (const [bucket, { type, folder: whose }] of Object.entries(buckets)) {
    const { client } = whose === 'guest' ? scene.victim : scene.owner
    const { error } = await client.storage.from(bucket).upload(pathIn(bucket), file(type, 'theirs'), { contentType: type })
    if (error) throw error
  }
})
afterAll(() => scene?.world.stop())

const tried = counter()
const expectRefused = (what: string, { error }: { error: unknown }): void => expect(tried.refused(error !== null), what).toBe(true)
const expectNone = (what: string, { data }: { data: unknown[] | null }): void => expect(tried.refused((data ?? []).length === 0), what).toBe(true)

async function expectUntouched(): Promise<void> {
  for (const bucket of Object.keys(buckets)) {
    const stored = scene.world.service.storage.from(bucket)
    const { data } = await stored.list(folder(bucket))
    expect(data?.map(({ name }) => name), bucket).toEqual([fileIn(bucket)])
    expect(await (await stored.download(pathIn(bucket))).data?.text(), bucket).toBe('theirs')
  }
}

test('the matrix names every bucket there is', async () => {
  const { rows } = await scene.world.sql.query<{ id: string }>('select id from storage.buckets order by 1')
  expect(Object.keys(buckets).sort()).toEqual(rows.map(({ id }) => id))
})

test('buckets hold pictures and PDF, nothing that a browser runs', async () => {
  const { rows } = await scene.world.sql.query('select id, public, file_size_limit::int as bytes, allowed_mime_types as types from storage.buckets order by 1')
  const pictures = ['image/png', 'image/jpeg', 'image/webp']
  expect(rows).toEqual([
    { id: 'avatars', public: false, bytes: 1_048_576, types: pictures },
    { id: 'coupon-images', public: true, bytes: 2_097_152, types: pictures },
    { id: 'reports', public: false, bytes: 20_971_520, types: ['application/pdf'] },
  ])
})

describe.each(intruders)('%s', (intruder) => {
  test.each(Object.entries(buckets))('in the bucket %s', async (bucket, { type, fetch: open }) => {
    const stored = scene.client[intruder].storage.from(bucket)
    const path = pathIn(bucket)
    const mine = file(type, 'mine')
    const options = { contentType: type }
    const elsewhere = { destinationBucket: bucket === 'avatars' ? 'coupon-images' : 'avatars' }

    expectNone('list', await stored.list(folder(bucket)))
    expect((await fetch(`${scene.world.stack.url}/storage/v1/object/public/${bucket}/${path}`)).ok).toBe(open)
    if (!open) {
      expectRefused('download', await stored.download(path))
      expectRefused('sign', await stored.createSignedUrl(path, 60))
    }
    expectRefused('upload', await stored.upload(pathIn(bucket, 'new'), mine, options))
    expectRefused('upsert', await stored.upload(path, mine, { ...options, upsert: true }))
    expectRefused('update', await stored.update(path, mine, options))
    expectRefused('sign upload', await stored.createSignedUploadUrl(pathIn(bucket, 'signed')))
    expectRefused('move', await stored.move(path, pathIn(bucket, 'moved')))
    expectRefused('copy', await stored.copy(path, pathIn(bucket, 'copied')))
    expectRefused('move elsewhere', await stored.move(path, `${scene.victim.id}/${fileIn(bucket)}`, elsewhere))
    expectRefused('copy elsewhere', await stored.copy(path, `${scene.victim.id}/${fileIn(bucket)}`, elsewhere))
    if (!open) expectRefused('sign many', { error: (await stored.createSignedUrls([path], 60)).data?.some(({ signedUrl }) => signedUrl) ? null : true })
    expectNone('remove', await stored.remove([path]))
    await expectUntouched()
  })
})

test('the desk of hotel A adds reports, but no pictures of coupons', async () => {
  const { desk, target } = scene
  const picture = file('image/png', 'mine')
  expectRefused('', await desk.client.storage.from('coupon-images').upload(`${target.hotel}/desk.png`, picture))
  expectNone('remove', await desk.client.storage.from('coupon-images').remove([pathIn('coupon-images')]))
  await expectUntouched()
  const report = file('application/pdf', 'report')
  expect((await desk.client.storage.from('reports').upload(`${target.hotel}/desk.pdf`, report)).error).toBeNull()
  expectRefused('folders in folders', await desk.client.storage.from('reports').upload(`${target.hotel}/deep/desk.pdf`, report))
})

test('a file stays of its bucket’s kind, by whatever way its owner brings it there', async () => {
  const { owner, target } = scene
  const [pictures, reports, avatars] = ['coupon-images', 'reports', 'avatars'].map((bucket) => owner.client.storage.from(bucket))
  if (!pictures || !reports || !avatars) throw new Error('no buckets')
  const own = `${owner.id}/big.png`
  expectRefused('another ending', await pictures.upload(`${target.hotel}/page.html`, file('image/png', 'x')))
  expectRefused('a hidden name', await pictures.upload(`${target.hotel}/.png`, file('image/png', 'x')))
  expect((await reports.upload(`${target.hotel}/mine.pdf`, file('application/pdf', 'x'))).error).toBeNull()
  expectRefused('renamed', await reports.move(`${target.hotel}/mine.pdf`, `${target.hotel}/mine.html`))
  for (const name of ['mine.pdf', 'mine.png']) {
    expectRefused(name, await reports.move(`${target.hotel}/mine.pdf`, `${target.hotel}/${name}`, { destinationBucket: 'coupon-images' }))
    expectRefused(name, await reports.copy(`${target.hotel}/mine.pdf`, `${target.hotel}/${name}`, { destinationBucket: 'coupon-images' }))
  }
  expect((await pictures.upload(`${target.hotel}/big.png`, new Blob([new Uint8Array(1_500_000)], { type: 'image/png' }))).error).toBeNull()
  expectRefused('too big there', await pictures.move(`${target.hotel}/big.png`, own, { destinationBucket: 'avatars' }))
  expect((await pictures.move(`${target.hotel}/big.png`, `${target.hotel}/bigger.png`)).error).toBeNull()
  expect((await avatars.upload(own, file('image/png', 'x'))).error).toBeNull()
})

test('an own guest, desk and manager get no further than their role in the folders of the hotel and of others', async () => {
  const { victim, desk, manager, owner } = scene
  const picture = file('image/png', 'mine')
  for (const { client } of [desk, manager, owner]) {
    const avatars = client.storage.from('avatars')
    expectNone('list', await avatars.list(victim.id))
    expectRefused('download', await avatars.download(pathIn('avatars')))
    expectRefused('upload', await avatars.upload(pathIn('avatars', 'new'), picture))
    expectRefused('upsert', await avatars.upload(pathIn('avatars'), picture, { upsert: true }))
    expectNone('remove', await avatars.remove([pathIn('avatars')]))
  }
  for (const bucket of ['coupon-images', 'reports']) {
    const stored = victim.client.storage.from(bucket)
    const type = buckets[bucket]?.type ?? ''
    expectNone('list', await stored.list(scene.target.hotel))
    expectRefused('upload', await stored.upload(pathIn(bucket, 'new'), file(type, 'mine'), { contentType: type }))
    expectRefused('upsert', await stored.upload(pathIn(bucket), file(type, 'mine'), { contentType: type, upsert: true }))
    expectNone('remove', await stored.remove([pathIn(bucket)]))
  }
  for (const client of [desk.client, manager.client, owner.client]) {
    expectRefused('a bucket of one’s own', await client.storage.createBucket('mine', { public: true }))
    expectRefused('another bucket', await client.storage.updateBucket('reports', { public: true }))
    expectRefused('no bucket', await client.storage.emptyBucket('reports'))
  }
  const { rows } = await scene.world.sql.query(`select id from storage.buckets where public order by 1`)
  expect(rows).toEqual([{ id: 'coupon-images' }])
})

test('a user who is gone keeps no folder, however long his token holds', async () => {
  const gone = await scene.world.person('gone')
  await scene.world.sql.query('delete from auth.users where id = $1', [gone.id])
  expectRefused('upload', await gone.client.storage.from('avatars').upload(`${gone.id}/late.png`, file('image/png', 'x')))
})

test('figures', (context) => {
  record(context, { part: 'Attacked', name: 'Buckets: upload, upsert, update, download, list, move, copy, remove, sign', ...tried.total,
    note: 'By the same, and each other’s kind of file, name and size', control: 'files are compared with what they were; a bucket that is not in the matrix fails' })
  expect(tried.total.wrong).toBe(0)
})
