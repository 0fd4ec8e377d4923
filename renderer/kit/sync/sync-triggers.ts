import type { SyncEngine } from '../../../core/sync/engine.ts'
import type { CloudClient } from '../cloud/client.ts'
import { desktop } from '../desktop.ts'

/** A window in view asks so often even when no hint came: a missed hint then costs seconds. */
const pollMs = 30_000
/** Between two looks at the clock; where they differ by more than the pause, it was set, or the machine slept. */
const lookMs = 5_000
const jumpMs = 20_000

/** What happens around an engine. Listeners are taken off by the signal or by the function that is given back. */
export interface Surroundings {
  window: Pick<EventTarget, 'addEventListener'>
  document: Pick<EventTarget, 'addEventListener'> & { readonly visibilityState: DocumentVisibilityState }
  now(): number
  every(ms: number, run: () => void): () => void
  onWake(listener: () => void): () => void
  onSession(listener: (event: string) => void): () => void
}

/** Syncs whenever something may have changed: network, focus, waking up, a clock that jumped, a renewed session. Returns the way to end it. */
export function syncTriggers(engine: Pick<SyncEngine, 'sync' | 'setOnline'>, { window, document, now, every, onWake, onSession }: Surroundings): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const sync = () => void engine.sync()
  const syncInView = () => document.visibilityState === 'visible' && sync()

  window.addEventListener('online', () => engine.setOnline(true), { signal })
  window.addEventListener('offline', () => engine.setOnline(false), { signal })
  window.addEventListener('focus', sync, { signal })
  document.addEventListener('visibilitychange', syncInView, { signal })
  let seen = now()
  const look = () => {
    const before = seen
    seen = now()
    if (Math.abs(seen - before - lookMs) > jumpMs) sync()
  }
  const onRenewed = (event: string) => (event === 'TOKEN_REFRESHED' || event === 'SIGNED_IN') && sync()
  const endings = [every(pollMs, syncInView), every(lookMs, look), onWake(sync), onSession(onRenewed)]
  return () => {
    ending.abort()
    endings.forEach((end) => end())
  }
}

/** The browser's own, with the desktop shell around it where there is one, and the session of this client. */
export function surroundings(client: CloudClient): Surroundings {
  return {
    window,
    document,
    now: () => Date.now(),
    every: (ms, run) => {
      const timer = setInterval(run, ms)
      return () => clearInterval(timer)
    },
    onWake: (listener) => desktop()?.events.on((event) => event.kind === 'wake' && listener()) ?? (() => undefined),
    onSession: (listener) => {
      const { data } = client.auth.onAuthStateChange((event) => listener(event))
      return () => data.subscription.unsubscribe()
    },
  }
}
