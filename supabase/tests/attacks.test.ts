import { createHmac, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Scene, snapshot, startScene } from './isolation.scene.ts'
import { counter, record } from './proof/figures.ts'
import { couponOf, openHotel, publish } from './scene.ts'
import { call, command, type Json } from './world.ts'

/** Ways around the front door: what one says about oneself, what errors tell, what PostgREST can be asked, and too much of it. */
const figures = { escalation: counter(), oracles: counter(), queries: counter(), bodies: counter() }
let scene: Scene
let hotelB: string

beforeAll(async () => {
  scene = await startScene()
  hotelB = scene.own['owner-of-b'] ?? ''
})
afterAll(() => scene?.world.stop())

const tokenOf = async (client: SupabaseClient): Promise<string> =>
  (await client.auth.getSession()).data.session?.access_token ?? scene.world.stack.keys.publishableKey

interface Answer {
  status: number
  body: Json
  range: string | null
}

/** A request by hand, past what supabase-js would send. */
async function rest(token: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const { url, keys } = scene.world.stack
  const response = await fetch(`${url}/rest/v1/${path}`, {
    ...init,
    headers: { apikey: keys.publishableKey, authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  })
  const text = await response.text()
  const parsed = (() => {
    try {
      return JSON.parse(text) as Json
    } catch {
      return text
    }
  })()
  return { status: response.status, body: parsed, range: response.headers.get('content-range') }
}

const jwt = (header: object, claims: object, secret: string): string => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part(header)}.${part({ aud: 'authenticated', exp: 4_000_000_000, ...claims })}`
  return `${body}.${secret && createHmac('sha256', secret).update(body).digest('base64url')}`
}

describe('nobody makes himself more than he is', () => {
  const boast = { role: 'owner', user_role: 'service_role', hotel_id: '', is_admin: true, app_metadata: { role: 'owner' } }
  const expectStranger = async (client: SupabaseClient): Promise<void> => {
    const { hotel } = scene.target
    for (const [name, args] of [
      ['pull_changes', { hotel }], ['invite_member', { command_id: randomUUID(), hotel, email: 'x@example.com', role: 'owner' }],
      ['update_hotel', { command_id: randomUUID(), hotel: { id: hotel, name: 'Mine' } }], ['drain_interactions', {}],
    ] as const) {
      const { error } = await client.rpc(name, args)
      expect(figures.escalation.refused(error !== null), name).toBe(true)
    }
    const { data } = await client.from('hotel_members').select('role')
    expect(figures.escalation.refused(data?.length === 0)).toBe(true)
  }

  test('by what he says at sign-up, or says later', async () => {
    const { client } = await scene.world.person('climber')
    const claimed = { ...boast, hotel_id: scene.target.hotel }
    const { data } = await client.auth.signUp({ email: 'climber2@example.com', password: 'a-long-password', options: { data: claimed } })
    expect(data.user?.role).toBe('authenticated')
    await expectStranger(client)
    await client.auth.updateUser({ data: claimed })
    await client.auth.refreshSession()
    await expectStranger(client)
    expect((await client.auth.updateUser({ app_metadata: { role: 'owner' } } as never)).error).not.toBeNull()
  })

  test('by his profile', async () => {
    const { client, id } = await scene.world.person('writer')
    for (const column of ['id', 'changed_xid', 'created_at', 'updated_at', 'role', 'hotel_id']) {
      const { error } = await client.from('profiles').update({ [column]: column.endsWith('_at') ? '2020-01-01' : randomUUID() }).eq('id', id)
      expect(figures.escalation.refused(error !== null), column).toBe(true)
    }
    const { data } = await client.from('profiles').update({ display_name: 'Me' }).neq('id', id).select('id')
    expect(figures.escalation.refused(data?.length === 0)).toBe(true)
  })

  test('by a token or a header of his own making', async () => {
    const { keys } = scene.world.stack
    const claims = { sub: scene.owner.id, role: 'service_role' }
    const forged = [
      jwt({ alg: 'HS256', typ: 'JWT' }, claims, 'super-secret-jwt-token-with-at-least-32-characters-long'), jwt({ alg: 'none', typ: 'JWT' }, claims, ''),
      jwt({ alg: 'HS256', typ: 'JWT' }, claims, keys.publishableKey), `${(await tokenOf(scene.client.guest)).split('.').slice(0, 2).join('.')}.`,
    ]
    for (const token of forged) expect(figures.escalation.refused((await rest(token, 'hotels?select=id')).status === 401)).toBe(true)
    const guest = await tokenOf(scene.client.guest)
    for (const schema of ['private', 'auth', 'storage', 'realtime', 'pg_catalog', 'supabase_functions']) {
      for (const headers of [{ 'accept-profile': schema }, { 'content-profile': schema }]) {
        const answer = await rest(guest, 'commands', 'accept-profile' in headers ? { headers } : { method: 'POST', headers, body: '{}' })
        expect(figures.escalation.refused(answer.status === 406), schema).toBe(true)
      }
    }
    for (const headers of [{ role: 'service_role' }, { 'x-role': 'service_role' }, { 'request.jwt.claims': '{"role":"service_role"}' }]) {
      expect(figures.escalation.refused((await rest(guest, 'commands?select=name', { headers: headers as Record<string, string> })).status === 403)).toBe(true)
    }
  })
})

describe('a refusal tells nothing of what is hidden', () => {
  const c = () => ({ command_id: randomUUID() })
  const now = new Date().toISOString()
  /** The same call on something of hotel A, and on what is not there. */
  const pairs: [string, (id: string) => Record<string, unknown>, (target: Scene['target']) => string][] = [
    ['get_coupon', (coupon) => ({ coupon }), (t) => t.draft],
    ['redeem_coupon', (coupon) => ({ ...c(), coupon }), (t) => t.draft],
    ['publish_coupon', (coupon) => ({ ...c(), coupon }), (t) => t.draft],
    ['pause_coupon', (coupon) => ({ ...c(), coupon }), (t) => t.published],
    ['archive_coupon', (coupon) => ({ ...c(), coupon }), (t) => t.published],
    ['undo_use', (use) => ({ ...c(), hotel: hotelB, use, reason: 'x' }), (t) => t.use],
    ['undo_code', (hotel) => ({ ...c(), hotel, code: '0000000000000', happened_at: now, reason: 'x' }), (t) => t.hotel],
    ['close_conflict', (use) => ({ ...c(), hotel: hotelB, use, reason: 'x' }), (t) => t.use],
    ['revoke_invitation', (invitation) => ({ ...c(), invitation }), (t) => t.invitation],
    ['mark_notifications_read', (id) => ({ ...c(), ids: [id] }), (t) => t.notification],
    ['change_member_role', (member) => ({ ...c(), hotel: hotelB, member, role: 'desk' }), (t) => t.member],
    ['remove_member', (member) => ({ ...c(), hotel: hotelB, member }), (t) => t.member],
    ['verify_code', (hotel) => ({ hotel, code: '0000000000000' }), (t) => t.hotel],
    ['use_code', (hotel) => ({ ...c(), hotel, code: '0000000000000', happened_at: now }), (t) => t.hotel],
    ['pull_changes', (hotel) => ({ hotel }), (t) => t.hotel],
    ['count_followers', (hotel) => ({ hotel }), (t) => t.hotel],
    ['audit_page', (hotel) => ({ hotel }), (t) => t.hotel],
    ['coupon_figures', (hotel) => ({ hotel, from_day: '2026-01-01', to_day: '2026-01-02' }), (t) => t.hotel],
    ['leave_hotel', (hotel) => ({ ...c(), hotel }), (t) => t.hotel],
    ['invite_member', (hotel) => ({ ...c(), hotel, email: 'x@example.com', role: 'desk' }), (t) => t.hotel],
    ['update_hotel', (id) => ({ ...c(), hotel: { id, name: 'x' } }), (t) => t.hotel],
    ['save_coupon', (hotel_id) => ({ ...c(), coupon: { ...couponOf(hotelB), hotel_id, image_path: null } }), (t) => t.hotel],
    ['unsubscribe', (token) => ({ token }), () => randomUUID()],
    ['remove_push_subscription', (endpoint) => ({ ...c(), endpoint }), (t) => t.endpoint],
  ]
  test.each(pairs)('%s', async (name, args, hidden) => {
    const { client } = { client: scene.client['owner-of-b'] }
    const told = async (id: string): Promise<string> => {
      const { data, error } = await client.rpc(name, args(id))
      return JSON.stringify([data, error?.code, error?.message, error?.details, error?.hint])
    }
    const [there, missing] = [await told(hidden(scene.target)), await told(randomUUID())]
    expect(figures.oracles.refused(there === missing), `${there} ${missing}`).toBe(true)
  })

  test('rows written past the functions: a taken key, a foreign key that leads nowhere', async () => {
    const token = await tokenOf(scene.client.guest)
    for (const [table, row] of [
      ['hotels', (id: string) => ({ id })], ['follows', (hotel_id: string) => ({ hotel_id, guest_id: scene.victim.id })],
      ['hotel_members', (hotel_id: string) => ({ hotel_id, user_id: scene.owner.id, role: 'owner' })],
    ] as const) {
      const insert = async (id: string): Promise<string> => {
        const { status, body } = await rest(token, table, { method: 'POST', body: JSON.stringify(row(id)) })
        return JSON.stringify([status, body.code, body.message, body.details])
      }
      const [there, missing] = [await insert(scene.target.hotel), await insert(randomUUID())]
      expect(figures.oracles.refused(there === missing), table).toBe(true)
    }
  })

  test('files: what is hidden and what is not there', async () => {
    await scene.victim.client.storage.from('avatars').upload(`${scene.victim.id}/me.png`, new Blob(['x'], { type: 'image/png' }), { contentType: 'image/png' })
    const stored = scene.client.guest.storage.from('avatars')
    const said = async (name: string): Promise<string> => {
      const path = `${scene.victim.id}/${name}`
      const answers = [
        await stored.download(path), await stored.createSignedUrl(path, 60), await stored.upload(path, new Blob(['y'], { type: 'image/png' }), { contentType: 'image/png' }),
        await stored.move(path, `${scene.victim.id}/moved.png`), await stored.copy(path, `${scene.victim.id}/copied.png`), await stored.remove([path]), await stored.exists(path),
      ]
      return JSON.stringify(answers.map(({ data, error }) => [data, (error as Json)?.message, (error as Json)?.statusCode]))
    }
    expect(figures.oracles.refused(await said('me.png') === await said('no.png'))).toBe(true)
  })

  test('a search for a word that only an unlisted hotel uses is corrected like any other', async () => {
    const { owner } = scene
    const [shown, hidden] = [await openHotel(owner, { name: 'Shown' }), await openHotel(owner, { name: 'Hidden' })]
    await publish(owner, shown, { title: 'Marmalade tasting' })
    await publish(owner, hidden, { title: 'Marmalada tasting' })
    const search = async () => (await call(scene.world.anon, 'search_coupons', { query: 'marmalada' })).corrected as string | null
    expect(await search(), 'while it is listed').toBeNull()
    await command(owner.client, 'update_hotel', { hotel: { id: hidden, listed: false } })
    await scene.world.sql.query(`delete from private.search_words where word = 'marmalada'`)
    expect(figures.oracles.refused((await search()) === 'marmalade')).toBe(true)
  })

  test('who was removed exports that he made a coupon, and not what it says today', async () => {
    const { world, owner, target } = scene
    const former = await world.person('former')
    await world.sql.query(`insert into public.hotel_members (hotel_id, user_id, role) values ($1, $2, 'manager')`, [target.hotel, former.id])
    const coupon = await command(former.client, 'save_coupon', { coupon: couponOf(target.hotel, { title: 'Former’s' }) })
    await command(owner.client, 'remove_member', { hotel: target.hotel, member: former.id })
    await command(owner.client, 'save_coupon', { coupon: { id: coupon.coupon_id, hotel_id: target.hotel, title: 'Secret plan' } })
    const data = await call(former.client, 'export_my_data')
    expect(figures.oracles.refused(!JSON.stringify(data).includes('Secret plan'))).toBe(true)
    expect(data.coupons).toMatchObject([{ id: coupon.coupon_id, title: null }])
  })
})

describe('no query reaches rows that are not the asker’s', () => {
  const hidden = ['redemptions(id,guest_id)', 'hotel_members(user_id,role)', 'interaction_daily(views)', 'uses(id)', 'reports(path)', 'follows(guest_id)', 'audit_log(action)']

  test('by embedding', async () => {
    for (const token of [await tokenOf(scene.client.guest), await tokenOf(scene.client['owner-of-b']), await tokenOf(scene.client.removed)]) {
      for (const embed of hidden) {
        const name = embed.split('(')[0] ?? ''
        for (const select of [`id,${embed}`, `id,${embed.replace('(', '!inner(')}`]) {
          const { body } = await rest(token, `hotels?id=eq.${scene.target.hotel}&select=${select}`)
          const leaked = Array.isArray(body) && body.some((row: Json) => (row[name] ?? []).length > 0)
          expect(figures.queries.refused(!leaked), select).toBe(true)
        }
      }
      const { body } = await rest(token, 'coupons?select=id,redemptions(id,redemption_codes(code),profiles(display_name))')
      expect(figures.queries.refused(!JSON.stringify(body).includes(scene.target.code))).toBe(true)
    }
    const { body } = await rest(await tokenOf(scene.desk.client), 'redemptions?select=id,redemption_codes(code)')
    expect(figures.queries.refused(Array.isArray(body) && body.length > 0 && !JSON.stringify(body).includes(scene.target.code)), 'a desk reads no codes').toBe(true)
  })

  test('by filters, orders, aggregates and columns that are not granted', async () => {
    const guest = await tokenOf(scene.client.guest)
    const { hotel, member } = scene.target
    const empty = [
      `hotel_members?select=role&or=(hotel_id.eq.${hotel},user_id.eq.${member})`, `redemptions?select=id&hotel_id=not.is.null`,
      `hotels?select=id,hotel_members!inner(role)&hotel_members.user_id=eq.${member}`, `notifications?select=payload->title&hotel_id=eq.${hotel}`,
      `coupons?select=id&status=in.(draft,paused,archived)`, `profiles?select=display_name&id=eq.${member}`,
    ]
    for (const path of empty) expect(figures.queries.refused(JSON.stringify((await rest(guest, path)).body) === '[]'), path).toBe(true)
    const refused = [
      'coupons?select=id&created_by=not.is.null', 'coupons?select=id&search=fts.tea', 'coupons?select=id&order=changed_xid', 'redemptions?select=id&code_digest=not.is.null',
      'redemptions?select=id&order=used_by', 'profiles?select=id&avatar_path=not.is.null', 'profiles?select=id&locale=eq.es', 'follows?select=shown_xid', 'commands?select=name',
      'coupons?select=id.count()', 'redemptions?select=count()', 'hotels?select=id,commands(name)',
    ]
    for (const path of refused) expect(figures.queries.refused((await rest(guest, path)).status >= 400), path).toBe(true)
    const plan = await rest(guest, 'redemptions?select=id', { headers: { accept: 'application/vnd.pgrst.plan+json' } })
    expect(figures.queries.refused(plan.status >= 400), JSON.stringify(plan)).toBe(true)
    for (const name of ['clean_up', 'redeem_coupon', 'erase_me', 'export_my_data']) {
      const { status } = await rest(name === 'clean_up' ? guest : scene.world.stack.keys.publishableKey, `rpc/${name}`)
      expect(figures.queries.refused(status >= 400), `GET ${name}`).toBe(true)
    }
  })

  test('by counting what the planner knows of all rows, in one header or in two', async () => {
    const { sql, stack } = scene.world
    await sql.query('analyze')
    const estimate = async (hotel: string): Promise<number> => {
      const db = await sql.connect()
      await db.query(`begin; select set_config('request.jwt.claims', '{"sub": "${randomUUID()}"}', true); set local role authenticated`)
      const { rows } = await db.query<{ 'QUERY PLAN': Json }>(`explain (format json) select 1 from public.redemptions where hotel_id = '${hotel}'`)
      await db.query('rollback')
      db.release()
      return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] as number
    }
    expect(await estimate(scene.target.hotel), 'control: the planner does know').toBeGreaterThan(await estimate(randomUUID()))

    const guest = await tokenOf(scene.client.guest)
    for (const prefer of [['count=planned'], ['count=estimated'], ['count=exact'], ['count=planned', 'return=minimal'], ['return=minimal', 'count=planned'], ['handling=strict, count=planned']]) {
      for (const method of ['GET', 'HEAD']) {
        const status = await new Promise((resolve, reject) => {
          const headers = { apikey: stack.keys.publishableKey, authorization: `Bearer ${guest}`, prefer }
          request(`${stack.url}/rest/v1/redemptions?select=id&hotel_id=eq.${scene.target.hotel}`, { method, headers }, (response) => resolve(response.resume().statusCode)).on('error', reject).end()
        })
        expect(figures.queries.refused(status === 400), `${method} ${prefer.join()}: ${String(status)}`).toBe(true)
      }
    }
    const { count } = await scene.world.service.from('redemptions').select('id', { count: 'exact', head: true })
    expect(count, 'the service counts').toBe(2)
  })
})

describe('too much at once', () => {
  test('is refused, and the next one is served', async () => {
    const guest = await tokenOf(scene.client.guest)
    const rpc = (name: string, body: string): Promise<Answer> => rest(guest, `rpc/${name}`, { method: 'POST', body })
    const long = 'x'.repeat(40_000)
    const tries: [string, () => Promise<Answer>][] = [
      ['a title', () => rpc('save_coupon', JSON.stringify({ command_id: randomUUID(), coupon: { ...couponOf(hotelB), title: long } }))],
      ['an unknown key', () => rpc('create_hotel', JSON.stringify({ command_id: randomUUID(), hotel: { [long]: 1 } }))],
      ['a query', () => rpc('search_coupons', JSON.stringify({ query: long }))],
      ['filters', () => rpc('count_coupons', JSON.stringify({ filters: { city: long } }))],
      ['a code', () => rpc('verify_code', JSON.stringify({ hotel: hotelB, code: long }))],
      ['events', () => rpc('record_interactions', JSON.stringify({ batch_id: randomUUID(), events: Array.from({ length: 201 }, () => ({})) }))],
      ['bytes of events', () => rpc('record_interactions', JSON.stringify({ batch_id: randomUUID(), events: [long, long] }))],
      ['ids', () => rpc('mark_notifications_read', JSON.stringify({ command_id: randomUUID(), ids: Array.from({ length: 501 }, () => randomUUID()) }))],
      ['depth', () => rpc('record_interactions', `{"batch_id":"${randomUUID()}","events":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)],
      ['rows in bulk', () => rest(guest, 'hotels', { method: 'POST', body: JSON.stringify(Array.from({ length: 20_000 }, () => ({ name: 'x' }))) })],
      ['an address', () => rest(guest, `hotels?select=id&id=in.(${Array.from({ length: 400 }, () => randomUUID()).join(',')})&or=(${'not.and('.repeat(200)}`)],
      ['a token', () => rest('x'.repeat(20_000), 'hotels?select=id')],
      ['a body', () => rest(guest, 'rpc/search_coupons', { method: 'POST', body: ' '.repeat(51 * 1024 * 1024) }).catch(() => ({ status: 413, body: null, range: null }))],
    ]
    for (const [what, attempt] of tries) expect(figures.bodies.refused((await attempt()).status >= 400), what).toBe(true)
    expect((await rest(guest, 'rpc/search_coupons', { method: 'POST', body: '{}' })).status).toBe(200)
    expect((await rest(guest, 'hotels?select=id&limit=100000')).body.length).toBeLessThanOrEqual(1000)
  })
})

test('figures', async (context) => {
  const after = await snapshot(scene.world)
  for (const table of ['redemption_codes', 'uses', 'interaction_daily', 'follows']) expect(after.get(table), table).toEqual(scene.before.get(table))
  const row = (name: string, { total }: ReturnType<typeof counter>, note: string) => record(context, { part: 'Attacked', name, ...total, note })
  row('Role escalation', figures.escalation, 'At sign-up, by metadata, profile, forged tokens, headers, other schemas')
  row('Existence oracles', figures.oracles, 'The answer on a hidden row is the answer on none. An id that a client chooses itself tells that it is taken, not by whom')
  row('Embeds, filters, orders, aggregates, counts', figures.queries, 'By guest, another hotel’s owner, removed manager')
  row('Oversized and bulk bodies', figures.bodies, 'Refused, and the next request is served')
  for (const { total } of Object.values(figures)) expect(total.wrong).toBe(0)
})
