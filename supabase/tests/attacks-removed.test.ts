import { createHmac, randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import ws from 'ws'
import { record } from './proof/figures.ts'
import { draft, join, openHotel } from './scene.ts'
import { command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let hotel: string
const open: SupabaseClient[] = []

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  hotel = await openHotel(owner)
})
afterAll(async () => {
  await Promise.all(open.map((client) => client.removeAllChannels()))
  await world?.stop()
})

/** A token of this user that holds for so many seconds, as auth would sign it. */
function tokenOf(id: string, seconds: number): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: id, role: 'authenticated', aud: 'authenticated', iat: now, exp: now + seconds })}`
  return `${body}.${createHmac('sha256', world.stack.keys.secret).update(body).digest('base64url')}`
}

/** A member at his desk: joined to its channel with a token that holds for so many seconds. */
async function atHisDesk(name: string, seconds: number) {
  const person = await world.person(name)
  await join(world, hotel, person, 'desk')
  const client = createClient(world.stack.url, world.stack.keys.publishableKey, { realtime: { transport: ws as unknown as typeof WebSocket } })
  open.push(client)
  await client.realtime.setAuth(tokenOf(person.id, seconds))
  const heard: Json[] = []
  let [listen, ended] = [(): void => undefined, (): void => undefined]
  const closed = new Promise<void>((resolve) => (ended = resolve))
  const channel = client.channel(`hotel:${hotel}:desk`, { config: { private: true } }).on('broadcast', { event: '*' }, (message) => {
    heard.push(message)
    listen()
  })
  await new Promise<void>((resolve) => void channel.subscribe((state) => (state === 'SUBSCRIBED' ? resolve() : ended())))
  return {
    person, client, heard, closed,
    /** Waits for one more message. */
    next: () => new Promise<void>((resolve) => (listen = resolve)),
  }
}

const remove = (person: Person) => command(owner.client, 'remove_member', { hotel, member: person.id })

test('a removed member whose channel stays open hears that something changed, and reads nothing', async () => {
  const desk = await atHisDesk('removed', 3600)
  await remove(desk.person)
  expect(await refusal(desk.person.client, 'pull_changes', { hotel })).toMatchObject({ code: 'HC003' })
  const hint = desk.next()
  const coupon = await draft(owner, hotel, { title: 'Secret tea' })
  await hint
  for (const { event, payload } of desk.heard) expect([event, Object.keys(payload).filter((key) => key !== 'id')]).toEqual(['changed', ['tables']])
  for (const secret of [coupon, 'Secret tea', owner.id]) expect(JSON.stringify(desk.heard)).not.toContain(secret)
})

test('he is out as soon as his token is renewed, and at the latest when it ends', async (context) => {
  const [renewing, waiting] = [await atHisDesk('renewing', 3600), await atHisDesk('waiting', 8)]
  const removed = performance.now()
  await remove(renewing.person)
  await remove(waiting.person)
  await renewing.client.realtime.setAuth(tokenOf(renewing.person.id, 3601))
  await renewing.closed
  const afterRenewal = performance.now() - removed
  await waiting.closed
  const afterEnd = performance.now() - removed
  const heard = [renewing.heard.length, waiting.heard.length]
  await command(owner.client, 'save_coupon', { coupon: { id: await draft(owner, hotel), hotel_id: hotel, title: randomUUID() } })
  expect([renewing.heard.length, waiting.heard.length]).toEqual(heard)
  record(context, {
    part: 'Attacked', name: 'A removed member whose channel is open: rows read', tried: 2, wrong: 0,
    note: `His calls are refused at once. Hints ("tables changed", no ids, no rows) reach him until his token is renewed (out ${(afterRenewal / 1000).toFixed(1)} s after the removal) or ends (a token of 8 s: out after ${(afterEnd / 1000).toFixed(1)} s; the project's hold 3,600 s at most, jwt_expiry in supabase/config.toml)`,
    control: 'he hears the hints before, and none after',
  })
})
