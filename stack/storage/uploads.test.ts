import { randomBytes } from 'node:crypto'
import { Agent, request, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import type { Socket } from 'node:net'
import { writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture.ts'

const setup = `insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('files', 'files', true, null, null), ('small', 'small', false, 1000, null),
  ('images', 'images', false, null, '{image/png,audio/*}')`

let fixture: Fixture
const from = (bucket: string) => fixture.admin.storage.from(bucket)
const publicUrl = (path: string) => from('files').getPublicUrl(path).data.publicUrl

beforeAll(async () => {
  fixture = await startFixture(setup)
})
afterAll(() => fixture?.stop())

/** Every file belongs to a row, every row has its file, and nothing is half written. */
async function expectDiskAndRowsAgree(): Promise<void> {
  const { rows } = await fixture.sql.query<{ version: string }>('select version from storage.objects')
  expect(fixture.onDisk()).toEqual({ incoming: [], objects: rows.map(({ version }) => version).sort() })
}

describe('keys', () => {
  test.each(['../evil.txt', 'a/../../evil.txt', './a', 'a/./b', 'a/..'])('%s is refused', async (key) => {
    const url = `${fixture.stack.url}/storage/v1/object/files/${encodeURIComponent(key)}`
    const headers = { apikey: fixture.stack.keys.secretKey, 'content-type': 'text/plain' }
    const response = await fetch(url, { method: 'POST', headers, body: 'x' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'InvalidKey' })
    await from('files').upload('a.txt', 'x', { upsert: true })
    expect((await from('files').move('a.txt', key)).error).toMatchObject({ code: 'InvalidKey' })
    expect((await from('files').copy('a.txt', key)).error).toMatchObject({ code: 'InvalidKey' })
  })

  test.each(['/etc/passwd', 'C:/windows.txt', '%2e%2e/x', 'a//b', '...'])('%s is a name like others, and no path', async (key) => {
    const url = `${fixture.stack.url}/storage/v1/object/files/${encodeURIComponent(key)}`
    const response = await fetch(url, { method: 'PUT', headers: { apikey: fixture.stack.keys.secretKey }, body: 'x' })
    expect(response.status).toBe(key.includes('%') ? 400 : 200)
    for (const name of fixture.onDisk().objects) expect(name).toMatch(/^[0-9a-f-]{36}$/)
    await expectDiskAndRowsAgree()
  })
})

test('a row that SQL made has no file, whatever path it names', async () => {
  const made = ["'no-version', null, null", `'elsewhere', '../../keys.json', '{"size": 1, "mimetype": "text/plain"}'`]
  for (const values of made) {
    await fixture.sql.query(`insert into storage.objects (bucket_id, name, version, metadata) values ('files', ${values})`)
  }
  for (const name of ['no-version', 'elsewhere']) {
    expect((await fetch(publicUrl(name))).status).toBe(400)
    expect((await from('files').copy(name, `${name}2`)).error).toMatchObject({ code: 'NoSuchKey' })
    expect((await from('files').move(name, `${name}2`)).error).toMatchObject({ code: 'NoSuchKey' })
  }
  await fixture.sql.query("update storage.objects set version = null where name = 'elsewhere'")
  expect((await from('files').remove(['no-version', 'elsewhere'])).data).toHaveLength(2)
})

describe('limits', () => {
  const body = (size: number) => Buffer.alloc(size, 'a')
  const chunked = (size: number) => Readable.toWeb(Readable.from([body(size - 400), body(400)])) as ReadableStream<Uint8Array>

  test.each([
    ['raw', (size: number) => body(size)],
    ['chunked, without a length', chunked],
    ['as a form', (size: number) => new Blob([body(size)])],
  ])('the last byte that fits, %s', async (_, make) => {
    expect((await from('small').upload('fits', make(1000), { upsert: true, duplex: 'half' })).error).toBeNull()
    expect((await from('small').upload('beyond', make(1001), { duplex: 'half' })).error).toMatchObject({ statusCode: '413' })
    expect((await from('small').exists('beyond')).data).toBe(false)
    await expectDiskAndRowsAgree()
  })

  test.each([
    ['image/png', true],
    ['audio/ogg', true],
    ['image/svg+xml', false],
    ['image/png/x', false],
    ['text/html', false],
  ])('a bucket for images and sounds: %s → %s', async (contentType, fits) => {
    const { error } = await from('images').upload('x', new Blob(['x'], { type: contentType }), { upsert: true })
    expect(error === null).toBe(fits)
  })

  test('a page that was uploaded is not served as one', async () => {
    await from('files').upload('page', '<script>1</script>', { contentType: 'text/html', upsert: true })
    expect((await fetch(publicUrl('page'))).headers.get('content-type')).toBe('text/plain')
  })
})

test('what was refused before its end is read to its end, so that the connection goes on with the next request', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const sockets = new Set<Socket>()
  const ask = (path: string, options: RequestOptions, body: Buffer[] = []) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const asked = request(`${fixture.stack.url}/storage/v1/object/${path}`, { agent, ...options }, (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode, headers: response.headers }))
      })
      asked.on('socket', (socket) => sockets.add(socket)).on('error', reject)
      for (const part of body) asked.write(part)
      asked.end()
    })
  const headers = { apikey: fixture.stack.keys.secretKey, 'content-type': 'text/plain' }
  const bytes = Buffer.alloc(2 * 1024 * 1024 + 1, 'a')
  try {
    for (let round = 0; round < 50; round++) {
      // Refused by its length, by its bytes where it tells none, and by its key.
      const declared = round % 3 === 0 ? { 'content-length': bytes.length } : {}
      const apikey = round % 3 === 1 ? 'nobody' : headers.apikey
      const refused = await ask('small/beyond', { method: 'POST', headers: { ...headers, ...declared, apikey } }, [bytes.subarray(0, 900), bytes.subarray(900)])
      const next = await ask('public/files/none', {})
      expect([refused.status, next.status], `round ${round}`).toEqual([400, 400])
      // Longer than clients keep one: a request that crosses the server's closing is reset.
      expect(next.headers['keep-alive']).toBe('timeout=75')
    }
    expect(sockets.size).toBe(1)
  } finally {
    agent.destroy()
  }
  await expectDiskAndRowsAgree()
})

test('a client that goes away in the middle leaves nothing behind', async () => {
  const before = fixture.onDisk().objects
  const headers = { apikey: fixture.stack.keys.secretKey, 'content-length': 10_000_000, 'content-type': 'text/plain' }
  const upload = request(`${fixture.stack.url}/storage/v1/object/files/half.txt`, { method: 'POST', headers })
  const gone = new Promise((resolve) => upload.on('error', () => undefined).on('close', resolve))
  upload.write(Buffer.alloc(1_000_000))
  await expect.poll(() => fixture.onDisk().incoming.length).toBe(1)
  upload.destroy()
  await gone
  await expect.poll(() => fixture.onDisk().incoming).toEqual([])
  expect(fixture.onDisk().objects).toEqual(before)
  expect((await from('files').exists('half.txt')).data).toBe(false)
})

test('a form that ends too early is no upload', async () => {
  const form = '--b\r\ncontent-disposition: form-data; name=""; filename="f"\r\n\r\nhalf of it'
  const headers = { apikey: fixture.stack.keys.secretKey, 'content-type': 'multipart/form-data; boundary=b' }
  const response = await fetch(`${fixture.stack.url}/storage/v1/object/files/form`, { method: 'POST', headers, body: form })
  expect(response.status).toBe(400)
  await expectDiskAndRowsAgree()
})

test('a running download keeps its version while others replace it, and each reader gets one version whole', async () => {
  const size = 8_000_000
  const version = (byte: number) => Buffer.alloc(size, byte)
  await from('files').upload('big', version(0), { upsert: true })
  const slow = await fetch(publicUrl('big'))
  const reader = slow.body!.getReader()
  const first = await reader.read()
  const writing = [1, 2, 3, 4].map((byte) => from('files').upload('big', version(byte), { upsert: true }))
  const reading = Array.from({ length: 12 }, async () => Buffer.from(await (await fetch(publicUrl('big'))).arrayBuffer()))
  expect((await Promise.all(writing)).map(({ error }) => error)).toEqual([null, null, null, null])
  for (const bytes of await Promise.all(reading)) expect(bytes.equals(version(bytes[0]!))).toBe(true)
  const rest: Uint8Array[] = [first.value!]
  for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(next.value)
  expect(Buffer.concat(rest).equals(version(0))).toBe(true)
  await expectDiskAndRowsAgree()
})

test('of many who create the same key, one does', async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => from('files').upload('raced', `${n}`)))
  expect(answers.filter(({ error }) => error === null)).toHaveLength(1)
  expect(answers.filter(({ error }) => error && 'statusCode' in error && error.statusCode === '409')).toHaveLength(15)
  const winner = answers.findIndex(({ error }) => error === null)
  expect(await (await from('files').download('raced')).data?.text()).toBe(`${winner}`)
  await expectDiskAndRowsAgree()
})

describe('ranges', () => {
  test.each([
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, undefined, null],
    ['bytes=5-4', 416, undefined, null],
    ['bytes=-0', 416, undefined, null],
    ['lines=1-2', 416, undefined, null],
  ])('%s → %s', async (range, status, text, contentRange) => {
    await from('files').upload('digits', '0123456789', { upsert: true })
    const response = await fetch(publicUrl('digits'), { headers: { range } })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toBe(contentRange)
    if (text !== undefined) expect(await response.text()).toBe(text)
  })

  test('an empty file is an empty answer', async () => {
    await from('files').upload('empty', Buffer.alloc(0), { upsert: true })
    const response = await fetch(publicUrl('empty'))
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

test('listing goes page by page and by search, folders and files', async () => {
  for (const name of ['l/b.txt', 'l/A.txt', 'l/c/x.txt', 'l/c/y.txt', 'l/d.txt']) await from('files').upload(name, name)
  const names = async (options: object) => (await from('files').list('l', options)).data?.map(({ name, id }) => (id ? name : `${name}/`))
  expect(await names({})).toEqual(['A.txt', 'b.txt', 'c/', 'd.txt'])
  expect(await names({ limit: 2, offset: 1 })).toEqual(['b.txt', 'c/'])
  expect(await names({ sortBy: { column: 'name', order: 'desc' } })).toEqual(['d.txt', 'c/', 'b.txt', 'A.txt'])
  expect(await names({ sortBy: { column: 'created_at', order: 'desc' } })).toEqual(['c/', 'd.txt', 'A.txt', 'b.txt'])
  expect(await names({ search: 'a' })).toEqual(['A.txt'])
  expect(await names({ search: '%' })).toEqual([])
  for (const options of [{ with_delimiter: true }, { with_delimiter: false, sortBy: { column: 'created_at', order: 'desc' } }] as const) {
    const whole = (await from('files').listV2({ prefix: 'l/', ...options })).data!
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const { data } = await from('files').listV2({ prefix: 'l/', limit: 1, ...options, ...(cursor !== undefined && { cursor }) })
      paged.push(...[...data!.folders, ...data!.objects].map(({ name }) => name))
      cursor = data!.nextCursor
    } while (cursor)
    expect(paged.sort()).toEqual([...whole.folders, ...whole.objects].map(({ name }) => name).sort())
  }
})

test('what the stack cannot do it says', async () => {
  const { data } = from('files').getPublicUrl('big', { transform: { width: 10 } })
  const paths = [data.publicUrl, `${fixture.stack.url}/storage/v1/upload/resumable`, `${fixture.stack.url}/storage/v1/s3/files`]
  for (const path of paths) {
    const response = await fetch(path)
    expect(response.status).toBe(501)
    expect(await response.json()).toMatchObject({ code: 'not_in_local_stack' })
  }
})

test('after a restart the files are there, and what no row points to is gone', async () => {
  const bytes = randomBytes(100_000)
  await from('files').upload('kept', bytes, { upsert: true })
  writeFileSync(fixture.pathOnDisk('objects', 'orphan'), 'x')
  writeFileSync(fixture.pathOnDisk('incoming', 'half'), 'x')
  await fixture.restart()
  expect(Buffer.from(await (await from('files').download('kept')).data!.arrayBuffer()).equals(bytes)).toBe(true)
  await expectDiskAndRowsAgree()
})
