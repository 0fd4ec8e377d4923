import { randomUUID } from 'node:crypto'
import { createPinia, setActivePinia } from 'pinia'
import { watch } from 'vue'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import ws from 'ws'
import { createCloudClient, sessionKey } from '../../renderer/kit/cloud/client.ts'
import { useSession } from '../../renderer/kit/session/use-session.ts'
import { startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  // The browser's, which Node 20 lacks.
  globalThis.WebSocket ??= ws as unknown as typeof WebSocket
  world = await startWorld()
})
afterAll(() => world?.stop())
beforeEach(() => setActivePinia(createPinia()))

function memoryStorage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key],
  }
}

function open({ url = world.stack.url, storage = memoryStorage() } = {}) {
  const client = createCloudClient({ supabaseUrl: url, publishableKey: world.stack.keys.publishableKey, storage })
  const session = useSession()
  session.connect(client)
  return { client, session, storage }
}

const isReady = (session: ReturnType<typeof useSession>) =>
  new Promise<void>((resolve) => watch(() => session.ready, (ready) => ready && resolve(), { immediate: true }))

test('sign up, out and in again, with the name that was given', async () => {
  const { client, session, storage } = open()
  await session.signUp('ana@example.com', 'a-long-password', 'Ana García')
  expect(session.user).toMatchObject({ email: 'ana@example.com' })
  const { data } = await client.from('profiles').select('display_name')
  expect(data).toEqual([{ display_name: 'Ana García' }])

  const cleared: string[] = []
  session.onSignOut(async (userId) => void cleared.push(userId))
  const id = session.user?.id
  await session.signOut()
  expect([session.user, cleared, storage.kept[sessionKey]]).toEqual([null, [id], undefined])

  await session.signIn('ana@example.com', 'a-long-password')
  expect(session.user?.id).toBe(id)
  await client.auth.stopAutoRefresh()
})

test('an account begins with the name and the language of its sign-up, also one that is confirmed by mail', async () => {
  const { client } = open()
  const begun = async (data?: object) => {
    const email = `${randomUUID()}@example.com`
    const { error } = await client.auth.signUp({ email, password: 'a-long-password', options: data ? { data } : {} })
    if (error) throw error
    const { rows } = await world.sql.query<{ display_name: string; locale: string | null }>(`select p.display_name, p.locale from public.profiles p join auth.users u on u.id = p.id where u.email = $1`, [email])
    return { ...rows[0], of: email.split('@')[0] }
  }
  expect(await begun({ display_name: '  Inés  ', locale: 'es' })).toMatchObject({ display_name: 'Inés', locale: 'es' })
  for (const data of [undefined, { display_name: ' ', locale: 'xx' }, { display_name: 'a\u202eb', locale: '' }, { display_name: null, locale: { es: 1 } }]) {
    const { display_name, locale, of } = await begun(data)
    expect([display_name, locale], JSON.stringify(data)).toEqual([of, null])
  }
  await client.auth.stopAutoRefresh()
})

test('what auth refuses has a code of the catalogue', async () => {
  const { client, session } = open()
  await expect(session.signIn('ana@example.com', 'wrong-password')).rejects.toMatchObject({ code: 'invalid-credentials' })
  await expect(session.signUp('ana@example.com', 'a-long-password', 'Ana')).rejects.toMatchObject({ code: 'email-taken' })
  await expect(session.signUp('bea@example.com', 'abc', 'Bea')).rejects.toMatchObject({ code: 'weak-password' })
  await expect(session.setPassword('another-password')).rejects.toMatchObject({ code: 'sign-in-required' })
  expect(session.user).toBeNull()
  await client.auth.stopAutoRefresh()
})

test('without network the kept session counts, even expired, until someone signs out', async () => {
  const online = open()
  await online.session.signIn('ana@example.com', 'a-long-password')
  await online.client.auth.stopAutoRefresh()
  const kept = JSON.parse(online.storage.kept[sessionKey] ?? '') as { expires_at: number }
  const expired = { ...kept, expires_at: Math.floor(Date.now() / 1000) - 3_600 }

  setActivePinia(createPinia())
  const { session, storage } = open({ url: 'http://127.0.0.1:1', storage: memoryStorage({ [sessionKey]: JSON.stringify(expired) }) })
  await isReady(session)
  expect(session.user?.email).toBe('ana@example.com')
  await session.signOut()
  expect([session.user, storage.kept[sessionKey]]).toEqual([null, undefined])
})

test('nobody is signed in where nothing is kept', async () => {
  const { client, session } = open()
  await isReady(session)
  expect(session.user).toBeNull()
  await client.auth.stopAutoRefresh()
})
