import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, AuthBench } from './test-clients.ts'
import { startAuthBench } from './test-clients.ts'

let bench: AuthBench
beforeAll(async () => {
  bench = await startAuthBench()
})
afterAll(() => bench.stop())

const refresh = (token: unknown): Promise<Answer> =>
  bench.send('POST', '/token?grant_type=refresh_token', { body: { refresh_token: token } })

/** Makes all that a session did happen that much earlier. */
const age = (userId: string, seconds: number) =>
  bench.db.query('update auth.refresh_tokens set updated_at = updated_at - make_interval(secs => $2) where user_id = $1', [userId, seconds])

describe('signing in', () => {
  it('answers an unknown address and a wrong password alike', async () => {
    const { email } = await bench.newcomer()
    const tryIn = (address: string) => bench.send('POST', '/token?grant_type=password', { body: { email: address, password: 'wrong-password' } })
    const [known, unknown] = await Promise.all([tryIn(email), tryIn('nobody@example.com')])
    expect(known.body).toEqual({ code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' })
    expect(unknown.body).toEqual(known.body)
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()])
  })

  it('tells of a ban or a missing confirmation only who knows the password', async () => {
    const { data } = await bench.admin.auth.admin.createUser({ email: 'new@example.com', password: 'right-password' })
    const tryIn = async (password: string) => (await bench.client().auth.signInWithPassword({ email: 'new@example.com', password })).error?.code
    expect(await tryIn('right-password')).toBe('email_not_confirmed')
    expect(await tryIn('wrong-password')).toBe('invalid_credentials')
    await bench.admin.auth.admin.updateUserById(data.user?.id ?? '', { ban_duration: '24h', email_confirm: true })
    expect(await tryIn('right-password')).toBe('user_banned')
    expect(await tryIn('wrong-password')).toBe('invalid_credentials')
    await bench.admin.auth.admin.updateUserById(data.user?.id ?? '', { ban_duration: 'none' })
    expect(await tryIn('right-password')).toBeUndefined()
  })

  it.each([
    ['grant_type=nothing', {}, 400, 'invalid_credentials'],
    ['grant_type=password', { password: 'x' }, 400, 'validation_failed'],
    ['grant_type=password', { phone: '123', password: 'x' }, 501, undefined],
    ['grant_type=id_token', {}, 501, undefined],
    ['grant_type=pkce', {}, 400, 'validation_failed'],
    ['grant_type=pkce', { auth_code: 'x', code_verifier: 'y' }, 404, 'flow_state_not_found'],
    ['grant_type=refresh_token', { refresh_token: 'short' }, 400, 'validation_failed'],
    ['grant_type=refresh_token', { refresh_token: 'a-token-that-was-never-given' }, 400, 'refresh_token_not_found'],
  ])('refuses %s %j', async (query, body, status, code) => {
    const answer = await bench.send('POST', `/token?${query}`, { body })
    expect([answer.status, answer.body['error_code']]).toEqual([status, code])
  })
})

describe('refreshing', () => {
  it('rotates the token and keeps the session', async () => {
    const { client, token, refreshToken } = await bench.newcomer()
    const sessionOf = (jwt: string): unknown => (JSON.parse(atob(jwt.split('.')[1] ?? '')) as Record<string, unknown>)['session_id']
    const { data } = await client.auth.refreshSession()
    expect(data.session?.refresh_token).not.toBe(refreshToken)
    expect(sessionOf(data.session?.access_token ?? '')).toBe(sessionOf(token))
  })

  it('gives eight who come at once with one token the same new one', async () => {
    const { refreshToken, id } = await bench.newcomer()
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200))
    expect(new Set(answers.map((answer) => answer.body['refresh_token'])).size).toBe(1)
    const { rows } = await bench.db.query('select 1 from auth.refresh_tokens where user_id = $1 and not revoked', [id])
    expect(rows).toHaveLength(1)
  })

  it('gives the parent of the active token the active one, however late', async () => {
    const { refreshToken, id } = await bench.newcomer()
    const first = await refresh(refreshToken)
    await age(id, 3600)
    expect((await refresh(refreshToken)).body['refresh_token']).toBe(first.body['refresh_token'])
  })

  it('allows an older token for ten seconds; after that it revokes the whole family', async () => {
    const { refreshToken, id, email } = await bench.newcomer()
    const other = bench.client()
    await other.auth.signInWithPassword({ email, password: 'first-password' })
    const second = await refresh(refreshToken)
    const third = await refresh(second.body['refresh_token'])
    await age(id, 9)
    expect((await refresh(refreshToken)).body['refresh_token']).toBe(third.body['refresh_token'])
    await age(id, 2)
    const used = { code: 400, error_code: 'refresh_token_already_used', msg: 'Invalid Refresh Token: Already Used' }
    expect((await refresh(refreshToken)).body).toEqual(used)
    expect((await refresh(third.body['refresh_token'])).body).toEqual(used)
    expect((await other.auth.refreshSession()).error).toBeNull()
  })

  it('is refused to a banned user and after signing out', async () => {
    const { refreshToken, id, client } = await bench.newcomer()
    await bench.admin.auth.admin.updateUserById(id, { ban_duration: '1h' })
    expect((await refresh(refreshToken)).body).toMatchObject({ error_code: 'user_banned' })
    await bench.admin.auth.admin.updateUserById(id, { ban_duration: 'none' })
    await client.auth.signOut()
    expect((await refresh(refreshToken)).body).toMatchObject({ error_code: 'refresh_token_not_found' })
  })

  it('cannot be done with what stands in the database', async () => {
    const { refreshToken, id } = await bench.newcomer()
    const { rows } = await bench.db.query<{ token: string }>('select token from auth.refresh_tokens where user_id = $1', [id])
    expect(rows[0]?.token).not.toContain(refreshToken)
    expect((await refresh(rows[0]?.token)).body).toMatchObject({ error_code: 'refresh_token_not_found' })
  })
})

describe('signing out', () => {
  it.each([
    ['local', [false, true]],
    ['others', [true, false]],
    ['global', [false, false]],
  ] as const)('with scope %s leaves [own, other] session %j', async (scope, left) => {
    const { client, email, token } = await bench.newcomer()
    const { data } = await bench.client().auth.signInWithPassword({ email, password: 'first-password' })
    expect((await client.auth.signOut({ scope })).error).toBeNull()
    const alive = async (jwt: string | undefined) => (await bench.client().auth.getUser(jwt)).error === null
    expect([await alive(token), await alive(data.session?.access_token)]).toEqual(left)
  })

  it('answers 204, refuses an unknown scope and a missing token', async () => {
    const { token } = await bench.newcomer()
    expect((await bench.send('POST', '/logout')).body).toMatchObject({ code: 401, error_code: 'no_authorization' })
    expect((await bench.send('POST', '/logout?scope=some', { token })).body).toMatchObject({ code: 400, error_code: 'validation_failed' })
    expect((await bench.send('POST', '/logout', { token })).status).toBe(204)
    expect((await bench.send('POST', '/logout', { token })).body).toMatchObject({ error_code: 'session_not_found' })
  })
})
