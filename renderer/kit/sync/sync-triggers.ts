import type { SyncEngine } from '../../../core/sync/engine.ts'
import type { CloudClient } from '../cloud/client.ts'
import { desktop } from '../desktop.ts'

/** A window in view asks so often even when no hint came: a missed hint then costs seconds. */
const pollMs = 30_000
/** Between two looks at the clock; where they differ by more than the pause, it was set, or the machine slept. */
const lookMs = 5_000
const jumpMs = 20_000

/** Syncs whenever something may have changed: network, focus, waking up, a clock that jumped, a renewed session. Returns the way to end it. */
export function syncTriggers(engine: SyncEngine, client: CloudClient): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const sync = () => void engine.sync()
  const syncInView = () => document.visibilityState === 'visible' && sync()

  window.addEventListener('online', () => engine.setOnline(true), { signal })
  window.addEventListener('offline', () => engine.setOnline(false), { signal })
  window.addEventListener('focus', sync, { signal })
  document.addEventListener('visibilitychange', syncInView, { signal })
  const poll = setInterval(syncInView, pollMs)
  let seen = Date.now()
  const look = setInterval(() => {
    const before = seen
    seen = Date.now()
    if (Math.abs(seen - before - lookMs) > jumpMs) sync()
  }, lookMs)
  const offShell = desktop()?.events.on((event) => event.kind === 'wake' && sync())
  const { data } = client.auth.onAuthStateChange((event) => {
    if (event === 'TOKEN_REFRESHED' || event === 'SIGNED_IN') sync()
  })
  return () => {
    ending.abort()
    clearInterval(poll)
    clearInterval(look)
    offShell?.()
    data.subscription.unsubscribe()
  }
}
