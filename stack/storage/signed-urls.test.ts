import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture.ts'

let fixture: Fixture
const files = () => fixture.admin.storage.from('files')

beforeAll(async () => {
  fixture = await startFixture("insert into storage.buckets (id, name) values ('files', 'files'), ('others', 'others')")
  await files().upload('a.txt', 'alpha', { contentType: 'text/plain' })
  await files().upload('b.txt', 'beta')
})
afterAll(() => fixture?.stop())

async function downloadUrl(path = 'a.txt', seconds = 60): Promise<URL> {
  const { data } = await files().createSignedUrl(path, seconds)
  return new URL(data!.signedUrl)
}

const put = (path: string, token: string) => fixture.anon.storage.from('files').uploadToSignedUrl(path, token, 'signed in')
const get = async (url: URL) => {
  const response = await fetch(url)
  return { status: response.status, text: await response.text() }
}

test('a signed URL reads one object without a key, under the name that was asked for', async () => {
  const { data } = await files().createSignedUrl('a.txt', 60, { download: 'my file.txt' })
  const response = await fetch(data!.signedUrl)
  expect(await response.text()).toBe('alpha')
  expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''my%20file.txt")
  expect(Date.parse(response.headers.get('expires') ?? '')).toBeGreaterThan(Date.now())
})

test('it reads no other object, not that path in another bucket, and nothing when it was changed', async () => {
  await fixture.admin.storage.from('others').upload('a.txt', 'secret')
  const url = await downloadUrl()
  const elsewhere = [url.href.replace('/a.txt', '/b.txt'), url.href.replace('/files/', '/others/')]
  for (const href of elsewhere) expect(await get(new URL(href))).toMatchObject({ status: 400, text: expect.stringContaining('InvalidSignature') })
  const [head, body, signature] = url.searchParams.get('token')!.split('.')
  const claims = JSON.parse(Buffer.from(body!, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify({ ...claims, url: 'files/b.txt' })).toString('base64url')
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
  for (const token of [`${head}.${forged}.${signature}`, `${unsigned}.${forged}.`, `${head}.${body}.${signature!.slice(0, -2)}`, '']) {
    url.searchParams.set('token', token)
    expect((await get(url)).status).toBe(400)
  }
})

test('it ends when its time is over', async () => {
  const token = await fixture.token({ url: 'files/a.txt', scope: 'download', exp: Math.floor(Date.now() / 1000) - 1 })
  const url = await downloadUrl()
  url.searchParams.set('token', token)
  expect(await get(url)).toMatchObject({ status: 400, text: expect.stringContaining('InvalidJWT') })
})

test('a token for a download never writes, one for an upload never reads, and a key is neither', async () => {
  const download = (await downloadUrl()).searchParams.get('token')!
  expect((await put('a.txt', download)).error).toMatchObject({ message: 'Token is not scoped for upload' })
  const { data } = await files().createSignedUploadUrl('a.txt', { upsert: true })
  const url = await downloadUrl()
  url.searchParams.set('token', data!.token)
  expect((await get(url)).text).toContain('Token is not scoped for download')
  url.searchParams.set('token', fixture.stack.keys.serviceRoleJwt)
  expect((await get(url)).status).toBe(400)
  expect((await put('a.txt', fixture.stack.keys.serviceRoleJwt)).error).not.toBeNull()
  const asBearer = await fetch(`${fixture.stack.url}/storage/v1/bucket`, { headers: { authorization: `Bearer ${download}` } })
  expect(asBearer.status).toBe(400)
  expect(await (await files().download('a.txt')).data?.text()).toBe('alpha')
})

test('a signed upload writes its own path once, and again only when that was granted', async () => {
  const { data: once } = await files().createSignedUploadUrl('new.txt')
  expect((await put('other.txt', once!.token)).error).toMatchObject({ message: 'Invalid signature' })
  expect((await put('new.txt', once!.token)).data?.fullPath).toBe('files/new.txt')
  expect((await put('new.txt', once!.token)).error).toMatchObject({ statusCode: '409' })
  const { data: again } = await files().createSignedUploadUrl('new.txt', { upsert: true })
  expect((await put('new.txt', again!.token)).error).toBeNull()
  expect(await (await files().download('new.txt')).data?.text()).toBe('signed in')
})
