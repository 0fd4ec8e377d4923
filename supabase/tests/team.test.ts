import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Crowd, crowdOf, tally } from './crowd.ts'
import { join, openHotel } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let crowd: Crowd
let owner: Person
let ana: Person
let bea: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  crowd = crowdOf(world)
  ;[owner, ana, bea] = [await world.person('owner'), await world.person('ana'), await world.person('bea')]
})
afterAll(async () => {
  await crowd?.stop()
  await world?.stop()
})
beforeEach(async () => {
  hotel = await openHotel(owner)
})

const invite = (email = 'ana@example.com', role = 'desk') => command(owner.client, 'invite_member', { hotel, email, role })
const accept = (person: Person, token: string) => command(person.client, 'accept_invitation', { token })
const roleOf = async (person: Person): Promise<string | null> =>
  (await world.sql.query('select role from public.hotel_members where hotel_id = $1 and user_id = $2', [hotel, person.id])).rows[0]?.role ?? null
const set = (change: string, id: string) => world.sql.query(`update public.hotel_invitations set ${change} where id = $1`, [id])

describe('an invitation', () => {
  test('makes its addressee a member, once', async () => {
    const { kind, token } = await invite(' Ana@Example.com ', 'manager')
    expect(kind).toBe('invited')
    expect(await accept(ana, token)).toEqual({ kind: 'joined', hotel_id: hotel, role: 'manager' })
    expect(await roleOf(ana)).toBe('manager')
    expect(await accept(ana, token)).toEqual({ kind: 'accepted' })
    expect(await invite()).toEqual({ kind: 'already-member' })
  })

  test('is for that address alone, and only where it is confirmed', async () => {
    const { token } = await invite()
    expect(await accept(bea, token)).toEqual({ kind: 'other-email' })
    await world.sql.query('update auth.users set email_confirmed_at = null where id = $1', [ana.id])
    expect(await accept(ana, token)).toEqual({ kind: 'other-email' })
    await world.sql.query('update auth.users set email_confirmed_at = now() where id = $1', [ana.id])
    expect(await accept(ana, token)).toMatchObject({ kind: 'joined' })
    expect(await roleOf(bea)).toBeNull()
  })

  test('tells its token once, and keeps only a digest of it', async () => {
    const args = { command_id: randomUUID(), hotel, email: 'ana@example.com', role: 'desk' }
    const { token, ...rest } = await call(owner.client, 'invite_member', args)
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    expect(await call(owner.client, 'invite_member', args)).toEqual(rest)
    for (const table of ['public.hotel_invitations', 'public.commands', 'public.audit_log']) {
      const { rows } = await world.sql.query(`select from ${table} t where t::text like '%' || $1 || '%'`, [token])
      expect(rows, table).toEqual([])
    }
  })

  test('ends after seven days, when it is revoked, and when the next one is sent', async () => {
    const [old, revoked] = [await invite(), await invite('bea@example.com')]
    const fresh = await invite()
    expect(await accept(ana, old.token)).toEqual({ kind: 'revoked' })
    expect(await command(owner.client, 'revoke_invitation', { invitation: revoked.invitation_id })).toMatchObject({ kind: 'revoked' })
    expect(await accept(bea, revoked.token)).toEqual({ kind: 'revoked' })
    expect(new Date(fresh.expires_at).getTime() - Date.now()).toBeGreaterThan(6.99 * 86_400_000)
    await set(`expires_at = now()`, fresh.invitation_id)
    expect(await accept(ana, fresh.token)).toEqual({ kind: 'expired' })
    expect([await roleOf(ana), await roleOf(bea)]).toEqual([null, null])
  })

  test.each([
    ['is removed', () => command(owner.client, 'remove_member', { hotel, member: bea.id })],
    ['is demoted', () => command(owner.client, 'change_member_role', { hotel, member: bea.id, role: 'manager' })],
    ['leaves', () => command(bea.client, 'leave_hotel', { hotel })],
  ])('ends when the owner who made it %s: no door stays open behind him', async (_, go) => {
    await join(world, hotel, bea, 'owner')
    const { token } = await command(bea.client, 'invite_member', { hotel, email: 'ana@example.com', role: 'owner' })
    const other = await invite('carla@example.com')
    await go()
    expect(await accept(ana, token)).toEqual({ kind: 'revoked' })
    expect((await world.sql.query('select revoked_at from public.hotel_invitations where id = $1', [other.invitation_id])).rows).toEqual([{ revoked_at: null }])
  })

  test('is not made by an owner who is being removed at that moment', async () => {
    await join(world, hotel, bea, 'owner')
    const removal = await crowd.hold(owner.id, 'remove_member', { command_id: randomUUID(), hotel, member: bea.id })
    const inviting = crowd.call(bea.id, 'invite_member', { command_id: randomUUID(), hotel, email: 'ana@example.com', role: 'owner' })
    const refused = expect(inviting).rejects.toMatchObject({ code: 'HC003' })
    for (;;) if ((await world.sql.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount) break
    await removal.end('commit')
    await refused
    expect((await world.sql.query('select from public.hotel_invitations where hotel_id = $1', [hotel])).rowCount).toBe(0)
  })

  test('is revoked by an owner, while it is open', async () => {
    const { invitation_id: invitation, token } = await invite()
    await join(world, hotel, bea, 'manager')
    const args = () => ({ command_id: randomUUID(), invitation })
    expect(await refusal(bea.client, 'revoke_invitation', args())).toMatchObject({ code: 'HC003' })
    await accept(ana, token)
    expect(await refusal(owner.client, 'revoke_invitation', args())).toMatchObject({ code: 'HC007', details: 'accepted' })
  })

  test('accepted 64 times at once joins once', async () => {
    const { token } = await invite()
    const answers = await Promise.all(Array.from({ length: 64 }, () => crowd.call(ana.id, 'accept_invitation', { command_id: randomUUID(), token })))
    expect(tally(answers)).toEqual({ joined: 1, accepted: 63 })
  })

  test('control: read, then write accepts it more than once', async () => {
    const { token } = await invite()
    await world.sql.query(`create function public.careless_accept(token text) returns jsonb language plpgsql security definer set search_path = '' as $$
      begin
        if not exists (select from public.hotel_invitations i where i.token_digest = private.token_digest(token) and i.accepted_at is null) then return '{"kind": "accepted"}'; end if;
        perform pg_sleep(0.01);
        update public.hotel_invitations i set accepted_at = now() where i.token_digest = private.token_digest(token);
        return '{"kind": "joined"}';
      end $$; grant execute on function public.careless_accept to authenticated`)
    const answers = await Promise.all(Array.from({ length: 64 }, () => crowd.call(ana.id, 'careless_accept', { token })))
    expect(tally(answers)['joined']).toBeGreaterThan(1)
  })

  test('accepted and revoked at once is one of both', async () => {
    for (let round = 0; round < 20; round++) {
      await world.sql.query('delete from public.hotel_members where user_id = $1', [ana.id])
      const { token, invitation_id: invitation } = await invite()
      const [accepted, revoked] = await Promise.all([
        crowd.call(ana.id, 'accept_invitation', { command_id: randomUUID(), token }),
        crowd.call(owner.id, 'revoke_invitation', { command_id: randomUUID(), invitation }).catch((error: Json) => ({ kind: error.detail })),
      ])
      expect([['joined', 'accepted'], ['revoked', 'revoked']]).toContainEqual([accepted.kind, revoked.kind])
      expect(await roleOf(ana)).toBe(accepted.kind === 'joined' ? 'desk' : null)
    }
  })
})

describe('the team', () => {
  test('is changed by its owner alone', async () => {
    await join(world, hotel, ana, 'manager')
    for (const [name, args] of [
      ['invite_member', { email: 'x@example.com', role: 'desk' }], ['change_member_role', { member: owner.id, role: 'desk' }], ['remove_member', { member: owner.id }],
    ] as const) expect(await refusal(ana.client, name, { command_id: randomUUID(), hotel, ...args })).toMatchObject({ code: 'HC003' })
    expect(await command(owner.client, 'change_member_role', { hotel, member: ana.id, role: 'owner' })).toEqual({ kind: 'changed', user_id: ana.id, role: 'owner' })
    expect(await command(ana.client, 'remove_member', { hotel, member: owner.id })).toEqual({ kind: 'removed', user_id: owner.id })
    expect(await refusal(owner.client, 'pull_changes', { hotel })).toMatchObject({ code: 'HC003' })
  })

  test('never is without an owner', async () => {
    await join(world, hotel, ana, 'desk')
    const last = { kind: 'last-owner' }
    expect(await command(owner.client, 'leave_hotel', { hotel })).toEqual(last)
    expect(await command(owner.client, 'remove_member', { hotel, member: owner.id })).toEqual(last)
    expect(await command(owner.client, 'change_member_role', { hotel, member: owner.id, role: 'manager' })).toEqual(last)
    expect(await command(ana.client, 'leave_hotel', { hotel })).toEqual({ kind: 'left', hotel_id: hotel })
    expect([await roleOf(owner), await roleOf(ana)]).toEqual(['owner', null])
  })

  test('who left is answered alike when he asks again', async () => {
    await join(world, hotel, ana, 'desk')
    const args = { command_id: randomUUID(), hotel }
    const first = await call(ana.client, 'leave_hotel', args)
    expect(await call(ana.client, 'leave_hotel', args)).toEqual(first)
    expect(await refusal(ana.client, 'leave_hotel', { command_id: randomUUID(), hotel })).toMatchObject({ code: 'HC003' })
  })

  /** Two owners throw each other out at once; gives how many owners are left. */
  async function mutiny(act: (by: string, member: string) => Promise<unknown>): Promise<number> {
    await join(world, hotel, ana, 'owner')
    await Promise.allSettled([act(owner.id, ana.id), act(ana.id, owner.id)])
    const { rows } = await world.sql.query<{ n: string }>(`select count(*) n from public.hotel_members where hotel_id = $1 and role = 'owner'`, [hotel])
    return Number(rows[0]?.n)
  }

  test('two owners who remove, demote or leave each other at once leave one', async () => {
    for (let round = 0; round < 15; round++) {
      hotel = await openHotel(owner)
      expect(await mutiny((by, member) => crowd.call(by, 'remove_member', { command_id: randomUUID(), hotel, member }))).toBe(1)
      hotel = await openHotel(owner)
      expect(await mutiny((by, member) => crowd.call(by, 'change_member_role', { command_id: randomUUID(), hotel, member, role: 'desk' }))).toBe(1)
      hotel = await openHotel(owner)
      expect(await mutiny((by) => crowd.call(by, 'leave_hotel', { command_id: randomUUID(), hotel }))).toBe(1)
    }
  })

  test('control: without the lock on the team both are gone', async () => {
    await world.sql.query(`create function public.careless_leave(hotel uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
      begin
        if not exists (select from public.hotel_members m where m.hotel_id = hotel and m.role = 'owner' and m.user_id <> auth.uid()) then return '{"kind": "last-owner"}'; end if;
        perform pg_sleep(0.05);
        delete from public.hotel_members m where m.hotel_id = hotel and m.user_id = auth.uid();
        return '{"kind": "left"}';
      end $$; grant execute on function public.careless_leave to authenticated`)
    expect(await mutiny((by) => crowd.call(by, 'careless_leave', { hotel }))).toBe(0)
  })
})
