import { readFileSync } from 'node:fs'
import { SignJWT } from 'jose'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'

/**
 * One call to a real Storage server and what it answered. Ids are numbered by their first appearance, times and tokens
 * replaced by words; `as` is who calls (the secret key, when it says nothing) and `token` the call whose answer has the token.
 */
interface Recorded {
  name: string
  method: string
  path: string
  as?: string
  headers?: Record<string, string>
  text?: string
  bytes?: string
  json?: unknown
  form?: Record<string, string>
  file?: string
  token?: string
  expect: { status: number; headers: Record<string, string>; body: unknown }
}

const recorded = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Recorded[]
const u1 = '317eadce-631a-4429-a0bb-f19a7a517b4a'
const u2 = '4d56e902-f0a0-4662-8448-a4d9e643c142'
const given = `
  insert into storage.buckets (id, name, owner, created_at, updated_at) values
    ('bucket-move', 'bucket-move', '${u1}', '2021-02-17 04:43:32.77Z', '2021-02-17 04:43:32.77Z'),
    ('bucket2', 'bucket2', '${u2}', '2021-02-17 04:43:32.77Z', '2021-02-17 04:43:32.77Z');
  create policy "u1 writes public" on storage.objects for insert to authenticated
    with check (bucket_id = 'bucket2' and (storage.foldername(name))[1] = 'public' and (select auth.uid()) = '${u1}');`

let stack: Stack
let people: Record<string, Record<string, string>>
const ids = new Map<string, string>()
const tokens = new Map<string, string>()

beforeAll(async () => {
  stack = await startTestStack({ migrate: false })
  const db = new Client(stack.dbUrl)
  await db.connect()
  await db.query(given)
  await db.end()
  const { keys } = stack
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  people = {
    service: { apikey: keys.secretKey },
    anon: { apikey: keys.publishableKey },
    nobody: {},
    u1: bearer(await sign({ role: 'authenticated', sub: u1 })),
    u2: bearer(await sign({ role: 'authenticated', sub: u2 })),
    garbled: bearer('garbled'),
    forged: bearer(await sign({ role: 'service_role' }, 'some other secret')),
    expired: bearer(await sign({ role: 'anon', exp: 1_600_000_000 })),
  }
})
afterAll(() => stack?.stop())

function sign(claims: Record<string, unknown>, secret = stack.keys.secret): Promise<string> {
  return new SignJWT({ exp: 4_000_000_000, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))
}

test.each(recorded)('$name: $method $path', async (call) => {
  const response = await send(call)
  const body = bodyOf(await response.text())
  tokens.set(call.name, /token=([\w.-]+)/.exec(JSON.stringify(body))?.[1] ?? '')
  const names = Object.keys(call.expect.headers)
  const headers = Object.fromEntries(names.map((name) => [name, response.headers.get(name) ?? undefined]))
  expect({ status: response.status, headers: plain(headers), body: plain(body) }).toEqual(call.expect)
})

function send({ path, token, as = 'service', ...call }: Recorded): Promise<Response> {
  const known = token === undefined ? '' : (tokens.get(token) ?? 'no token')
  const headers = { ...people[as], ...call.headers, ...(call.json !== undefined && { 'content-type': 'application/json' }) }
  const body = call.json !== undefined ? JSON.stringify(call.json) : (call.text ?? bytesOf(call.bytes) ?? formOf(call))
  return fetch(`${stack.url}/storage/v1${path.replace('…', known)}`, { method: call.method, headers, ...(body !== undefined && { body }) })
}

const bytesOf = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text))

function formOf({ form, file }: Pick<Recorded, 'form' | 'file'>): FormData | undefined {
  if (!form) return undefined
  const data = new FormData()
  for (const [name, value] of Object.entries(form)) data.append(name, value)
  data.append('', new Blob([file ?? ''], { type: 'text/plain' }))
  return data
}

function bodyOf(text: string): unknown {
  return /^[[{]/.test(text) ? JSON.parse(text) : text
}

/** Takes out of an answer what differs from run to run. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
  if (typeof value !== 'string') return value
  return value
    .replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (!ids.has(id)) ids.set(id, `<id ${ids.size + 1}>`)
      return ids.get(id) ?? id
    })
    .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, '<time>')
    .replace(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/, '<date>')
}
