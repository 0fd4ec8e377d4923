import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthBench } from './test-clients.ts'
import { startAuthBench } from './test-clients.ts'

let bench: AuthBench
beforeAll(async () => {
  bench = await startAuthBench()
})
afterAll(() => bench.stop())

const page = 'http://localhost:5174/reset?step=2'

/** Opens a mailed link as a browser would and says where it leads. */
async function open(link: string | null | undefined): Promise<URL> {
  const response = await fetch(link ?? '', { redirect: 'manual' })
  expect(response.status).toBe(303)
  return new URL(response.headers.get('location') ?? '')
}

const fragmentOf = (url: URL): Record<string, string> => Object.fromEntries(new URLSearchParams(url.hash.slice(1)))

describe('a forgotten password', () => {
  it('is replaced by way of the mailed link, and everyone else is signed out', async () => {
    const { client: lost, email } = await bench.newcomer('first-password')
    const client = bench.client()
    expect((await client.auth.resetPasswordForEmail(email, { redirectTo: page })).error).toBeNull()
    const landed = await open((await bench.mailTo(email))?.link)
    expect(`${landed.origin}${landed.pathname}${landed.search}`).toBe(page)
    const { access_token = '', refresh_token = '', type, expires_in } = fragmentOf(landed)
    expect({ type, expires_in }).toEqual({ type: 'recovery', expires_in: '3600' })
    await client.auth.setSession({ access_token, refresh_token })
    expect((await client.auth.updateUser({ password: 'second-password' })).error).toBeNull()
    expect((await client.auth.refreshSession()).error).toBeNull()
    expect((await lost.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
    expect((await bench.client().auth.signInWithPassword({ email, password: 'first-password' })).error?.code).toBe('invalid_credentials')
    expect((await bench.client().auth.signInWithPassword({ email, password: 'second-password' })).error).toBeNull()
  })

  it('tells nobody which addresses have an account', async () => {
    const { email } = await bench.newcomer()
    const ask = (address: string) => bench.send('POST', '/recover', { body: { email: address } })
    const [known, unknown] = await Promise.all([ask(email), ask('stranger@example.com')])
    expect([known.status, known.body]).toEqual([200, {}])
    expect([unknown.status, unknown.body]).toEqual([200, {}])
    expect(await bench.mailTo('stranger@example.com')).toBeUndefined()
  })

  it.each([
    [{}, 'validation_failed'],
    [{ email: 'nobody' }, 'validation_failed'],
    [{ email: 'a@example.com', code_challenge: 'x'.repeat(43) }, 'validation_failed'],
    [{ email: 'a@example.com', code_challenge: 'short', code_challenge_method: 's256' }, 'validation_failed'],
    [{ email: 'a@example.com', code_challenge: 'x'.repeat(43), code_challenge_method: 'md5' }, 'validation_failed'],
  ])('is not asked for with %j', async (body, code) => {
    expect((await bench.send('POST', '/recover', { body })).body).toMatchObject({ code: 400, error_code: code })
  })
})

describe('a mailed link', () => {
  const refused = { error: 'access_denied', error_code: 'otp_expired', error_description: 'Email link is invalid or has expired', sb: '' }

  it('works once', async () => {
    const { email } = await bench.newcomer()
    await bench.client().auth.resetPasswordForEmail(email, { redirectTo: page })
    const mail = await bench.mailTo(email)
    const both = await Promise.all([open(mail?.link), open(mail?.link)])
    expect(both.map(fragmentOf).filter((fragment) => 'access_token' in fragment)).toHaveLength(1)
    expect(both.map(fragmentOf)).toContainEqual(refused)
  })

  it('does not work after an hour, after a newer one, or after the password was changed', async () => {
    const { email, id, client } = await bench.newcomer()
    const ask = async () => {
      await bench.client().auth.resetPasswordForEmail(email, { redirectTo: page })
      return (await bench.mailTo(email))?.link
    }
    const late = await ask()
    await bench.db.query(`update auth.users set recovery_sent_at = now() - interval '61 minutes' where id = $1`, [id])
    expect(fragmentOf(await open(late))).toEqual(refused)
    const older = await ask()
    await ask()
    expect(fragmentOf(await open(older))).toEqual(refused)
    const before = await ask()
    await client.auth.updateUser({ password: 'second-password' })
    expect(fragmentOf(await open(before))).toEqual(refused)
  })

  it.each([
    'https://evil.example/',
    '//evil.example/',
    'http://localhost.evil.example/',
    'http://localhost@evil.example/',
    'http://user:secret@localhost:5174/',
    'http:\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://2130706433.evil.example/',
    '/reset',
  ])('never leads to %s', async (redirectTo) => {
    const { email } = await bench.newcomer()
    await bench.client().auth.resetPasswordForEmail(email, { redirectTo })
    const link = new URL((await bench.mailTo(email))?.link ?? '')
    expect(new URL(link.searchParams.get('redirect_to') ?? '').host).toBe('127.0.0.1:5174')
    link.searchParams.set('redirect_to', redirectTo)
    const [opened, openedAgain] = [await open(link.href), await open(link.href)]
    expect([opened.host, openedAgain.host]).toEqual(['127.0.0.1:5174', '127.0.0.1:5174'])
    expect([fragmentOf(opened)['type'], fragmentOf(openedAgain)['error_code']]).toEqual(['recovery', 'otp_expired'])
  })

  it('answers bare requests for /verify with 400', async () => {
    expect((await bench.send('GET', '/verify?type=recovery')).body).toMatchObject({ error_code: 'validation_failed' })
    expect((await bench.send('GET', '/verify?token=x')).body).toMatchObject({ error_code: 'validation_failed' })
  })
})

describe('verifyOtp', () => {
  const request = async () => {
    const { email } = await bench.newcomer()
    await bench.client().auth.resetPasswordForEmail(email)
    const mail = await bench.mailTo(email)
    return { email, code: mail?.code ?? '', hash: new URL(mail?.link ?? '').searchParams.get('token') ?? '' }
  }

  it('takes the hash of a link once', async () => {
    const { hash, email } = await request()
    const { data } = await bench.client().auth.verifyOtp({ type: 'recovery', token_hash: hash })
    expect(data.user?.email).toBe(email)
    expect((await bench.client().auth.verifyOtp({ type: 'recovery', token_hash: hash })).error).toMatchObject({ status: 403, code: 'otp_expired' })
  })

  it('takes the code with its address only', async () => {
    const { email, code } = await request()
    const wrong = code === '000000' ? '000001' : '000000'
    const verify = (address: string, token: string) => bench.client().auth.verifyOtp({ type: 'recovery', email: address, token })
    expect((await verify(email, wrong)).error?.code).toBe('otp_expired')
    expect((await verify('stranger@example.com', code)).error?.code).toBe('otp_expired')
    expect((await verify(email, code)).data.session?.user.email).toBe(email)
  })

  it.each([
    [{ token_hash: 'x' }, 400, 'validation_failed'],
    [{ type: 'recovery' }, 400, 'validation_failed'],
    [{ type: 'recovery', token: '1', token_hash: '2' }, 400, 'validation_failed'],
    [{ type: 'recovery', token: '1' }, 400, 'validation_failed'],
    [{ type: 'sms', token_hash: '1' }, 400, 'validation_failed'],
    [{ type: 'email_change', token_hash: '1' }, 403, 'otp_expired'],
  ])('refuses %j', async (body, status, code) => {
    const answer = await bench.send('POST', '/verify', { body })
    expect([answer.status, answer.body['error_code']]).toEqual([status, code])
  })
})

describe('PKCE', () => {
  it('hands the browser a code that only the asking client can redeem, once', async () => {
    const { email } = await bench.newcomer()
    const client = bench.client({ flowType: 'pkce', persistSession: true, storage: memoryStorage() })
    await client.auth.resetPasswordForEmail(email, { redirectTo: page })
    const landed = await open((await bench.mailTo(email))?.link)
    expect(landed.hash).toBe('')
    const code = landed.searchParams.get('code') ?? ''
    const steal = await bench.send('POST', '/token?grant_type=pkce', { body: { auth_code: code, code_verifier: 'x'.repeat(50) } })
    expect(steal.body).toMatchObject({ code: 400, error_code: 'bad_code_verifier' })
    const { data } = await client.auth.exchangeCodeForSession(code)
    expect(data.session?.user.email).toBe(email)
    expect((await bench.send('POST', '/token?grant_type=pkce', { body: { auth_code: code, code_verifier: 'x'.repeat(50) } })).body)
      .toMatchObject({ code: 404, error_code: 'flow_state_not_found' })
  })
})

function memoryStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}
