import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Language } from '../i18n/language.ts'
import { type CloudClient, forgetKept, keptUser } from '../cloud/client.ts'
import { fromAuthError } from './auth-failure.ts'

/** A window that hangs or a dead line must not hold up a sign-out for longer. */
const patienceMs = 2_000

/** Who is signed in. */
export interface SessionUser {
  id: string
  email: string
}

/**
 * The session of the app: who is signed in, and the ways in and out. It is given its client by `connect`; what is asked
 * before waits for it. `ready` turns true when it is known whether someone is signed in. Failures are AppErrors.
 */
export const useSession = defineStore('session', () => {
  const user = shallowRef<SessionUser | null>(null)
  const ready = ref(false)
  /** The user came by the link of a recovery mail and should choose a password. */
  const recovering = ref(false)
  const leaving = new Set<(userId: string) => Promise<void>>()
  let recoveryPage = (): string | null => `${location.origin}/new-password`
  let provideClient: (client: CloudClient) => void
  const connected = new Promise<CloudClient>((resolve) => (provideClient = resolve))

  /**
   * Without network an expired session can't be renewed, and supabase-js then says that there is none. It is there all the
   * same until the server rejects it, so who is kept counts as signed in: the desk works on offline.
   *
   * `recoverAt` gives the page to which the link of a recovery mail leads; null leaves that to the server (its site).
   */
  function connect(client: CloudClient, recoverAt = recoveryPage): void {
    recoveryPage = recoverAt
    const takeKept = () => keptUser(client).then(take, () => take(null))
    void takeKept()
    client.auth.onAuthStateChange((event, session) => {
      if (event === 'PASSWORD_RECOVERY') recovering.value = true
      // Also when it was done in another window.
      if (event === 'USER_UPDATED' || event === 'SIGNED_OUT') recovering.value = false
      if (event === 'INITIAL_SESSION' && !session) void takeKept()
      else take(session?.user ?? null)
    })
    provideClient(client)
  }

  function take(found: { id: string; email?: string | undefined } | null): void {
    const next = found && { id: found.id, email: found.email ?? '' }
    // The same user again (a renewed token) must not look like a change.
    if (next?.id !== user.value?.id || next?.email !== user.value?.email) user.value = next
    ready.value = true
  }

  async function signIn(email: string, password: string): Promise<void> {
    const { data, error } = await (await connected).auth.signInWithPassword({ email, password })
    if (error) throw fromAuthError(error)
    take(data.user)
  }

  /**
   * Makes an account with this name and language. Where the server wants the address confirmed first, nobody is signed in
   * afterwards, and the link of its mail leads to `page`, or to the server's site.
   */
  async function signUp(email: string, password: string, displayName: string, locale: Language = 'en', page?: string): Promise<void> {
    const client = await connected
    const { data, error } = await client.auth.signUp({ email, password, options: { data: { display_name: displayName, locale }, ...(page && { emailRedirectTo: page }) } })
    if (error) throw fromAuthError(error)
    take(data.session?.user ?? null)
  }

  /** Ends the session on this device, with or without network, and runs what must be cleared first. */
  async function signOut(): Promise<void> {
    const client = await connected
    const userId = user.value?.id
    if (userId) await Promise.race([Promise.allSettled([...leaving].map((clear) => clear(userId))), pause(patienceMs)])
    // Without network the client first tries to renew the session; what it has then not done it does later.
    await Promise.race([client.auth.signOut({ scope: 'local' }), pause(patienceMs)])
    await forgetKept(client)
    take(null)
  }

  /** Sets another password for who knows the present one: a phone left lying about does not suffice. */
  async function changePassword(present: string, password: string): Promise<void> {
    await signIn(user.value?.email ?? '', present)
    await setPassword(password)
  }

  async function sendRecovery(email: string): Promise<void> {
    const page = recoveryPage()
    const { error } = await (await connected).auth.resetPasswordForEmail(email, page === null ? {} : { redirectTo: page })
    if (error) throw fromAuthError(error)
  }

  async function setPassword(password: string): Promise<void> {
    const { error } = await (await connected).auth.updateUser({ password })
    if (error) throw fromAuthError(error)
    recovering.value = false
  }

  /** Runs something before an explicit sign-out. A session that ends by itself does not run it. */
  function onSignOut(clear: (userId: string) => Promise<void>): () => void {
    leaving.add(clear)
    return () => leaving.delete(clear)
  }

  return { user, ready, recovering, connect, signIn, signUp, signOut, sendRecovery, setPassword, changePassword, onSignOut }
})

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
