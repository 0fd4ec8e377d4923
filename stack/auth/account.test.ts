import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthBench } from './test-clients.ts'
import { startAuthBench } from './test-clients.ts'

let bench: AuthBench
beforeAll(async () => {
  bench = await startAuthBench()
})
afterAll(() => bench.stop())

describe('sign-up', () => {
  it('gives a session whose token says who it is and holds against the published key', async () => {
    const client = bench.client()
    const { data } = await client.auth.signUp({ email: 'Alex@Example.com', password: 'alex-password', options: { data: { name: 'Alex' } } })
    expect(data.user).toMatchObject({ email: 'alex@example.com', aud: 'authenticated', role: 'authenticated', user_metadata: { name: 'Alex' } })
    expect(data.user?.identities?.[0]).toMatchObject({ provider: 'email', identity_data: { email: 'alex@example.com', sub: data.user?.id } })
    expect(data.session).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    const { data: verified, error } = await client.auth.getClaims()
    expect(error).toBeNull()
    expect(verified?.header).toMatchObject({ alg: 'ES256', kid: bench.keys.signingKey.kid })
    expect(verified?.claims).toMatchObject({
      iss: `${bench.url}/auth/v1`, sub: data.user?.id, aud: 'authenticated', role: 'authenticated', email: 'alex@example.com', phone: '',
      aal: 'aal1', amr: [{ method: 'password', timestamp: expect.any(Number) as number }], is_anonymous: false,
      app_metadata: { provider: 'email', providers: ['email'] }, session_id: expect.any(String) as string,
    })
    expect(JSON.stringify(data)).not.toContain('$2a$')
  })

  it.each([
    ['an address that is taken, in whatever case', { email: 'TAKEN@example.com', password: 'long-enough' }, 422, 'user_already_exists'],
    ['a short password', { email: 'new@example.com', password: 'short' }, 422, 'weak_password'],
    ['a password of 73 bytes in 25 characters', { email: 'new@example.com', password: `a${'語'.repeat(24)}` }, 400, 'validation_failed'],
    ['no password', { email: 'new@example.com' }, 400, 'validation_failed'],
    ['no address', { password: 'long-enough' }, 422, 'anonymous_provider_disabled'],
    ['no address at all', { email: 'nobody', password: 'long-enough' }, 400, 'validation_failed'],
    ['an address with a line break', { email: 'a@example.com\nb', password: 'long-enough' }, 400, 'validation_failed'],
    ['a number for an address', { email: 7, password: 'long-enough' }, 400, 'bad_json'],
    ['text that Postgres cannot hold', { email: 'new@example.com', password: 'long-enough', data: { name: '\0' } }, 400, 'validation_failed'],
    ['broken JSON', '{', 400, 'bad_json'],
    ['a list', [], 400, 'bad_json'],
    ['more than a megabyte', 'x'.repeat(1_100_000), 413, 'request_entity_too_large'],
    ['a phone number', { phone: '123456', password: 'long-enough' }, 501, 'not_in_local_stack'],
  ])('refuses %s', async (_what, body, status, code) => {
    await bench.client().auth.signUp({ email: 'taken@example.com', password: 'long-enough' })
    const answer = await bench.send('POST', '/signup', { body, version: '2024-01-01' })
    expect(answer.status).toBe(status)
    expect(answer.body['code']).toBe(code)
    const { rows } = await bench.db.query(`select 1 from auth.users where email = 'new@example.com'`)
    expect(rows).toEqual([])
  })

  it('allows 72 bytes', async () => {
    const password = '語'.repeat(24)
    const { email } = await bench.newcomer(password)
    expect((await bench.client().auth.signInWithPassword({ email, password })).error).toBeNull()
    expect((await bench.client().auth.signInWithPassword({ email, password: `${password}x` })).error?.code).toBe('invalid_credentials')
  })

  it('tells supabase-js why a password is weak', async () => {
    const { error } = await bench.client().auth.signUp({ email: 'weak@example.com', password: 'weak' })
    expect(error).toMatchObject({ name: 'AuthWeakPasswordError', code: 'weak_password', reasons: ['length'] })
  })

  it('lets exactly one of eight at once have an address', async () => {
    const body = { email: 'race@example.com', password: 'long-enough' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => bench.send('POST', '/signup', { body })))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body['error_code'] === 'user_already_exists')).toHaveLength(7)
  })
})

describe('errors', () => {
  const body = { email: 'nobody@example.com', password: 'whatever' }

  it('have the dated shape for a client that asks for it, and the header comes back', async () => {
    const answer = await bench.send('POST', '/token?grant_type=password', { body, version: '2024-01-01' })
    expect(answer.body).toEqual({ code: 'invalid_credentials', message: 'Invalid login credentials' })
    expect(answer.headers.get('x-supabase-api-version')).toBe('2024-01-01')
  })

  it.each([undefined, '2023-01-01', 'nonsense'])('have the first shape for version %s', async (version) => {
    const answer = await bench.send('POST', '/token?grant_type=password', { body, ...(version ? { version } : {}) })
    expect(answer.body).toEqual({ code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' })
    expect(answer.headers.get('x-supabase-api-version')).toBeNull()
  })
})

describe('the user', () => {
  it('is refused without a token, with a foreign one and with the anonymous key', async () => {
    const asked = async (token?: string) => {
      const { status, body } = await bench.send('GET', '/user', token === undefined ? {} : { token })
      return [status, body['error_code']]
    }
    const { token } = await bench.newcomer()
    const [header, payload] = token.split('.')
    expect(await asked()).toEqual([401, 'no_authorization'])
    expect(await asked('abc')).toEqual([403, 'bad_jwt'])
    expect(await asked(`${header ?? ''}.${payload ?? ''}.AAAA`)).toEqual([403, 'bad_jwt'])
    expect(await asked(bench.keys.anonJwt)).toEqual([403, 'bad_jwt'])
  })

  it('is refused once banned, signed out or deleted, though the token has not expired', async () => {
    const { client, id, token } = await bench.newcomer()
    await bench.admin.auth.admin.updateUserById(id, { ban_duration: '1h' })
    expect((await client.auth.getUser(token)).error).toMatchObject({ status: 403, code: 'user_banned' })
    await bench.admin.auth.admin.updateUserById(id, { ban_duration: 'none' })
    expect((await client.auth.getUser(token)).error).toBeNull()
    await client.auth.signOut({ scope: 'local' })
    expect((await bench.send('GET', '/user', { token })).body).toMatchObject({ code: 403, error_code: 'session_not_found' })
    await bench.admin.auth.admin.deleteUser(id)
    expect((await bench.send('GET', '/user', { token })).body).toMatchObject({ code: 403, error_code: 'user_not_found' })
  })

  it('merges its metadata key by key, and null takes a key away', async () => {
    const { client } = await bench.newcomer()
    await client.auth.updateUser({ data: { name: 'Luis', city: 'Barcelona', deep: { kept: null } } })
    const { data } = await client.auth.updateUser({ data: { city: null, language: 'es' } })
    expect(data.user?.user_metadata).toEqual({ email_verified: true, name: 'Luis', deep: { kept: null }, language: 'es' })
  })

  it('cannot raise itself through app_metadata', async () => {
    const { token, client } = await bench.newcomer()
    const answer = await bench.send('PUT', '/user', { token, body: { app_metadata: { role: 'owner' } } })
    expect(answer.body).toMatchObject({ code: 403, error_code: 'not_admin' })
    expect((await client.auth.getUser()).data.user?.app_metadata).toEqual({ provider: 'email', providers: ['email'] })
  })

  it('changes its password, which ends its other sessions and no one else’s', async () => {
    const { client, email } = await bench.newcomer('first-password')
    const stranger = await bench.newcomer()
    const other = bench.client()
    await other.auth.signInWithPassword({ email, password: 'first-password' })
    expect((await client.auth.updateUser({ password: 'first-password' })).error).toMatchObject({ status: 422, code: 'same_password' })
    expect((await client.auth.updateUser({ password: 'tiny' })).error).toMatchObject({ status: 422, code: 'weak_password' })
    expect((await client.auth.updateUser({ password: 'second-password' })).error).toBeNull()
    expect((await client.auth.refreshSession()).error).toBeNull()
    expect((await other.auth.refreshSession()).error?.code).toBe('refresh_token_not_found')
    expect((await stranger.client.auth.getUser()).error).toBeNull()
    expect((await bench.client().auth.signInWithPassword({ email, password: 'first-password' })).error?.code).toBe('invalid_credentials')
    expect((await bench.client().auth.signInWithPassword({ email, password: 'second-password' })).error).toBeNull()
  })

  it('changes its address when the mailed link is opened, not before', async () => {
    const { client, email } = await bench.newcomer()
    const taken = await bench.newcomer()
    expect((await client.auth.updateUser({ email: taken.email })).error).toMatchObject({ status: 422, code: 'email_exists' })
    const { data } = await client.auth.updateUser({ email: 'Moved@example.com' })
    expect(data.user).toMatchObject({ email, new_email: 'moved@example.com' })
    const mail = await bench.mailTo('moved@example.com')
    expect((await fetch(mail?.link ?? '', { redirect: 'manual' })).status).toBe(303)
    const { data: after } = await client.auth.getUser()
    expect(after.user?.email).toBe('moved@example.com')
    expect(after.user?.identities?.[0]?.identity_data).toMatchObject({ email: 'moved@example.com', email_verified: true })
  })
})
