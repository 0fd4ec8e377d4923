import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthBench } from './test-clients.ts'
import { startAuthBench } from './test-clients.ts'

let bench: AuthBench
beforeAll(async () => {
  bench = await startAuthBench()
})
afterAll(() => bench.stop())

const unknownId = '00000000-0000-4000-8000-000000000000'

describe('the admin API', () => {
  it.each([
    ['GET', '/admin/users'],
    ['POST', '/admin/users'],
    ['GET', `/admin/users/${unknownId}`],
    ['PUT', `/admin/users/${unknownId}`],
    ['DELETE', `/admin/users/${unknownId}`],
  ])('is closed to guests and to the anonymous key: %s %s', async (method, path) => {
    const { token } = await bench.newcomer()
    for (const given of [token, bench.keys.anonJwt]) {
      expect((await bench.send(method, path, { token: given })).body).toEqual({ code: 403, error_code: 'not_admin', msg: 'User not allowed' })
    }
    expect((await bench.send(method, path)).body).toMatchObject({ code: 401, error_code: 'no_authorization' })
  })

  it('makes a user as asked', async () => {
    const id = '11111111-1111-4111-8111-111111111111'
    const { data, error } = await bench.admin.auth.admin.createUser({
      id, email: 'Owner@Hotelier.com', password: 'owner-password', email_confirm: true,
      user_metadata: { name: 'Olga' }, app_metadata: { origin: 'seed' },
    })
    expect(error).toBeNull()
    expect(data.user).toMatchObject({
      id, email: 'owner@hotelier.com', user_metadata: { name: 'Olga', email_verified: true },
      app_metadata: { provider: 'email', providers: ['email'], origin: 'seed' },
    })
    expect((await bench.client().auth.signInWithPassword({ email: 'owner@hotelier.com', password: 'owner-password' })).error).toBeNull()
    expect((await bench.admin.auth.admin.getUserById(id)).data.user?.email).toBe('owner@hotelier.com')
  })

  it('takes a bcrypt hash for a password, and makes an account nobody can enter when it gets neither', async () => {
    const { rows } = await bench.db.query<{ hash: string }>(`select extensions.crypt('kept-password', extensions.gen_salt('bf', 4)) as hash`)
    const make = (email: string, more: object) => bench.admin.auth.admin.createUser({ email, email_confirm: true, ...more })
    await make('kept@example.com', { password_hash: rows[0]?.hash })
    await make('none@example.com', {})
    expect((await bench.client().auth.signInWithPassword({ email: 'kept@example.com', password: 'kept-password' })).error).toBeNull()
    expect((await bench.client().auth.signInWithPassword({ email: 'none@example.com', password: '' })).error?.code).toBe('invalid_credentials')
  })

  it.each([
    ['POST', '', { password: 'no-address-given' }, 400, 'validation_failed'],
    ['POST', '', { email: 'first@example.com' }, 422, 'email_exists'],
    ['POST', '', { email: 'x@example.com', password: 'tiny' }, 422, 'weak_password'],
    ['POST', '', { email: 'x@example.com', id: 'seven' }, 400, 'validation_failed'],
    ['POST', '', { email: 'x@example.com', password: 'long-enough', password_hash: 'y' }, 400, 'validation_failed'],
    ['POST', '', { email: 'x@example.com', password_hash: 'plain' }, 400, 'validation_failed'],
    ['POST', '', { email: 'x@example.com', ban_duration: 'a while' }, 400, 'validation_failed'],
    ['POST', '', { phone: '123' }, 501, undefined],
    ['GET', '/seven', undefined, 404, 'validation_failed'],
    ['GET', `/${unknownId}`, undefined, 404, 'user_not_found'],
    ['PUT', `/${unknownId}`, {}, 404, 'user_not_found'],
    ['DELETE', `/${unknownId}`, undefined, 404, 'user_not_found'],
    ['GET', '?page=zero', undefined, 400, 'validation_failed'],
    ['GET', `/${unknownId}/factors`, undefined, 501, undefined],
  ])('refuses %s %s %j', async (method, path, body, status, code) => {
    await bench.admin.auth.admin.createUser({ email: 'first@example.com' })
    const answer = await bench.send(method, `/admin/users${path}`, { token: bench.keys.serviceRoleJwt, body })
    expect([answer.status, answer.body['error_code']]).toEqual([status, code])
  })

  it('lists users page by page, newest first', async () => {
    for (const name of ['a', 'b', 'c']) await bench.admin.auth.admin.createUser({ email: `page-${name}@example.com` })
    const { data } = await bench.admin.auth.admin.listUsers({ page: 1, perPage: 2 })
    expect(data.users.map((user) => user.email)).toEqual(['page-c@example.com', 'page-b@example.com'])
    expect(data).toMatchObject({ nextPage: 2, aud: 'authenticated' })
    const { rows } = await bench.db.query<{ total: number }>('select count(*)::int as total from auth.users')
    expect('total' in data && data.total).toBe(rows[0]?.total)
    const filtered = await bench.send('GET', '/admin/users?filter=page-', { token: bench.keys.serviceRoleJwt })
    expect(filtered.headers.get('x-total-count')).toBe('3')
  })

  it('updates a user; a new password ends all sessions', async () => {
    const { client, id } = await bench.newcomer()
    const other = await bench.newcomer()
    expect((await bench.admin.auth.admin.updateUserById(id, { email: other.email })).error?.code).toBe('email_exists')
    const { data } = await bench.admin.auth.admin.updateUserById(id, {
      email: 'renamed@example.com', email_confirm: true, user_metadata: { name: 'Neu' }, app_metadata: { plan: 'x', providers: null },
    })
    expect(data.user).toMatchObject({ email: 'renamed@example.com', user_metadata: { name: 'Neu' }, app_metadata: { plan: 'x', provider: 'email' } })
    expect(data.user?.app_metadata).not.toHaveProperty('providers')
    expect((await client.auth.getUser()).error).toBeNull()
    await bench.admin.auth.admin.updateUserById(id, { password: 'given-password' })
    expect((await client.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
    expect((await bench.client().auth.signInWithPassword({ email: 'renamed@example.com', password: 'given-password' })).error).toBeNull()
  })

  it('deletes a user with all that auth kept', async () => {
    const { id, email } = await bench.newcomer()
    expect((await bench.admin.auth.admin.deleteUser(id)).error).toBeNull()
    const { rows } = await bench.db.query(
      `select 1 from auth.identities where user_id = $1 union all select 1 from auth.sessions where user_id = $1
       union all select 1 from auth.refresh_tokens where user_id = $1::text`, [id])
    expect(rows).toEqual([])
    expect((await bench.client().auth.signUp({ email, password: 'second-life' })).error).toBeNull()
  })

  it('forgets who a softly deleted user was', async () => {
    const { id, email, client } = await bench.newcomer()
    await client.auth.updateUser({ data: { name: 'Secret' } })
    expect((await bench.admin.auth.admin.deleteUser(id, true)).error).toBeNull()
    const { rows } = await bench.db.query(`select u::text || i::text as kept from auth.users u join auth.identities i on i.user_id = u.id where u.id = $1`, [id])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/Secret|guest\d/)
    expect((await client.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
    expect((await bench.client().auth.signInWithPassword({ email, password: 'first-password' })).error?.code).toBe('invalid_credentials')
    expect((await bench.client().auth.signUp({ email, password: 'second-life' })).error).toBeNull()
  })
})

describe('about the service', () => {
  it('says what it offers and publishes its public key only', async () => {
    expect((await bench.send('GET', '/settings')).body).toMatchObject({ external: { email: true, phone: false, google: false }, disable_signup: false, mailer_autoconfirm: true })
    expect((await bench.send('GET', '/health')).body).toMatchObject({ name: 'GoTrue' })
    const { body } = await bench.send('GET', '/.well-known/jwks.json')
    expect(body['keys']).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: bench.keys.signingKey.kid })])
    expect(JSON.stringify(body)).not.toContain(bench.keys.signingKey.privateJwk.d)
  })

  it.each([
    ['POST', '/otp'], ['POST', '/magiclink'], ['POST', '/invite'], ['GET', '/authorize?provider=google'], ['POST', '/factors'],
    ['POST', '/resend'], ['GET', '/reauthenticate'], ['POST', '/admin/generate_link'], ['POST', '/sso'], ['PATCH', '/user'], ['GET', '/'], ['GET', '/constructor'],
  ])('answers %s %s with 501', async (method, path) => {
    const { status, body } = await bench.send(method, path, { version: '2024-01-01' })
    expect(status).toBe(501)
    expect(body).toEqual({ code: 'not_in_local_stack', message: `auth: ${method} ${path.split('?')[0] ?? ''} is not in the local stack` })
  })
})
