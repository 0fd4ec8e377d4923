import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buckets, intruders } from './isolation.matrix.ts'
import { type Scene, startScene } from './isolation.scene.ts'

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

    expect((await stored.list(folder(bucket))).data ?? []).toEqual([])
    expect((await fetch(`${scene.world.stack.url}/storage/v1/object/public/${bucket}/${path}`)).ok).toBe(open)
    if (!open) {
      expect((await stored.download(path)).error, 'download').not.toBeNull()
      expect((await stored.createSignedUrl(path, 60)).error, 'sign').not.toBeNull()
    }
    expect((await stored.upload(pathIn(bucket, 'new'), mine, options)).error, 'upload').not.toBeNull()
    expect((await stored.upload(path, mine, { ...options, upsert: true })).error, 'upsert').not.toBeNull()
    expect((await stored.update(path, mine, options)).error, 'update').not.toBeNull()
    expect((await stored.createSignedUploadUrl(pathIn(bucket, 'signed'))).error, 'sign upload').not.toBeNull()
    expect((await stored.move(path, pathIn(bucket, 'moved'))).error, 'move').not.toBeNull()
    expect((await stored.copy(path, pathIn(bucket, 'copied'))).error, 'copy').not.toBeNull()
    expect((await stored.remove([path])).data ?? []).toEqual([])
    await expectUntouched()
  })
})

test('the desk of hotel A adds reports, but no pictures of coupons', async () => {
  const { desk, target } = scene
  const picture = file('image/png', 'mine')
  expect((await desk.client.storage.from('coupon-images').upload(`${target.hotel}/desk.png`, picture)).error).not.toBeNull()
  expect((await desk.client.storage.from('coupon-images').remove([pathIn('coupon-images')])).data ?? []).toEqual([])
  await expectUntouched()
  const report = file('application/pdf', 'report')
  expect((await desk.client.storage.from('reports').upload(`${target.hotel}/desk.pdf`, report)).error).toBeNull()
  expect((await desk.client.storage.from('reports').upload(`${target.hotel}/deep/desk.pdf`, report)).error, 'folders in folders').not.toBeNull()
})

test('a file stays of its bucket’s kind, by whatever way its owner brings it there', async () => {
  const { owner, target } = scene
  const [pictures, reports, avatars] = ['coupon-images', 'reports', 'avatars'].map((bucket) => owner.client.storage.from(bucket))
  if (!pictures || !reports || !avatars) throw new Error('no buckets')
  const own = `${owner.id}/big.png`
  expect((await pictures.upload(`${target.hotel}/page.html`, file('image/png', 'x'))).error, 'another ending').not.toBeNull()
  expect((await pictures.upload(`${target.hotel}/.png`, file('image/png', 'x'))).error, 'a hidden name').not.toBeNull()
  expect((await reports.upload(`${target.hotel}/mine.pdf`, file('application/pdf', 'x'))).error).toBeNull()
  expect((await reports.move(`${target.hotel}/mine.pdf`, `${target.hotel}/mine.html`)).error, 'renamed').not.toBeNull()
  for (const name of ['mine.pdf', 'mine.png']) {
    expect((await reports.move(`${target.hotel}/mine.pdf`, `${target.hotel}/${name}`, { destinationBucket: 'coupon-images' })).error, name).not.toBeNull()
    expect((await reports.copy(`${target.hotel}/mine.pdf`, `${target.hotel}/${name}`, { destinationBucket: 'coupon-images' })).error, name).not.toBeNull()
  }
  expect((await pictures.upload(`${target.hotel}/big.png`, new Blob([new Uint8Array(1_500_000)], { type: 'image/png' }))).error).toBeNull()
  expect((await pictures.move(`${target.hotel}/big.png`, own, { destinationBucket: 'avatars' })).error, 'too big there').not.toBeNull()
  expect((await pictures.move(`${target.hotel}/big.png`, `${target.hotel}/bigger.png`)).error).toBeNull()
  expect((await avatars.upload(own, file('image/png', 'x'))).error).toBeNull()
})
