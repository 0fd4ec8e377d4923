import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buckets, intruders } from './isolation.matrix.ts'
import { type Scene, startScene } from './isolation.scene.ts'

let scene: Scene
const file = (type: string, text: string) => new Blob([text], { type })
const folder = (bucket: string) => (buckets[bucket]?.folder === 'guest' ? scene.victim.id : scene.target.hotel)
const pathIn = (bucket: string, name = 'theirs') => `${folder(bucket)}/${name}`

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
    expect(data?.map(({ name }) => name), bucket).toEqual(['theirs'])
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
