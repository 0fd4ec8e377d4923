/*
 *   open ── lock ──▶ locked ── right PIN, or sign-in ──▶ open
 *
 * The lock covers the screen of a shared computer; it ciphers nothing. Only a salted, stretched digest of the PIN is kept, and
 * wrong tries are slowed: the first three are free, then each doubles the wait. All of it stands in the browser's store, so that
 * a reload neither opens the desk nor takes the wait away.
 */

/** The minimum that OWASP names for PBKDF2 with SHA-256 (2023); some 100 ms on a desk's computer. */
const rounds = 600_000
const freeTries = 3
const firstWaitMs = 5_000
const longestWaitMs = 5 * 60_000

/** What is kept of the lock of one user on this machine. Hexadecimal; instants in epoch milliseconds. */
interface Kept {
  salt: string
  digest: string
  rounds: number
  locked: boolean
  wrong: number
  until: number
}

/** How long one has to wait after so many wrong tries, in milliseconds. */
export function waitMs(wrong: number): number {
  return wrong < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeTries))
}

/** Whether this may be a PIN: 4 to 8 digits. */
export const isPin = (text: string): boolean => /^\d{4,8}$/.test(text)

export type Unlocking = { kind: 'open' } | { kind: 'wrong'; waitMs: number } | { kind: 'wait'; waitMs: number }

/** The lock of one user on this machine, kept in a store. */
export function deskLock(store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, userId: string, now: () => number) {
  const key = `desk-lock:${userId}`
  const put = (kept: Kept) => store.setItem(key, JSON.stringify(kept))

  function read(): Kept | null {
    try {
      return JSON.parse(store.getItem(key) ?? 'null') as Kept | null
    } catch (error) {
      console.warn('lock unreadable', error)
      return null
    }
  }

  function change(to: Partial<Kept>): void {
    const kept = read()
    if (kept) put({ ...kept, ...to })
  }

  return {
    hasPin: () => read() !== null,
    isLocked: () => read()?.locked ?? false,
    waitMs: () => Math.max(0, (read()?.until ?? 0) - now()),
    lock: () => change({ locked: true }),
    /** Opens without the PIN, for who has signed in again. */
    open: () => change({ locked: false, wrong: 0, until: 0 }),
    forget: () => store.removeItem(key),
    async setPin(pin: string): Promise<void> {
      const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
      put({ salt, digest: await stretch(pin, salt, rounds), rounds, locked: read()?.locked ?? false, wrong: 0, until: 0 })
    },
    async unlock(pin: string): Promise<Unlocking> {
      const kept = read()
      if (!kept) return { kind: 'open' }
      if (kept.until > now()) return { kind: 'wait', waitMs: kept.until - now() }
      // Counted before the digest is made: tries in several windows at once don't get a free one.
      const wrong = kept.wrong + 1
      change({ wrong, until: now() + waitMs(wrong) })
      if ((await stretch(pin, kept.salt, kept.rounds)) !== kept.digest) return { kind: 'wrong', waitMs: waitMs(wrong) }
      change({ locked: false, wrong: 0, until: 0 })
      return { kind: 'open' }
    },
  }
}

async function stretch(pin: string, salt: string, iterations: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new TextEncoder().encode(salt), iterations }, key, 256)
  return hex(new Uint8Array(bits))
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
