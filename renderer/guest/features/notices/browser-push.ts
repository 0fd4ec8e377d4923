import { AppError } from '../../../../core/domain/errors.ts'

/** A browser's address for pushes, with the keys that only it has. */
export interface PushAddress {
  endpoint: string
  p256dh: string
  auth: string
}

/** Web pushes of this browser, and whose they are: `owner` is a user's id, known to the service worker, too. */
export interface BrowserPush {
  permission(): NotificationPermission | 'unsupported'
  current(): Promise<PushAddress | null>
  /** Asks the person, if that was not done before. Rejects with `not-allowed` when he declines, else with `server-failed`. */
  subscribe(serverKey: string): Promise<PushAddress>
  end(): Promise<void>
  owner(): Promise<string | null>
  setOwner(userId: string | null): Promise<void>
}

const ownerPath = '/push-owner'
const ownerCache = 'push-owner'

/** The real thing. It needs the service worker, which a first visit installs. */
export const browserPush: BrowserPush = {
  permission: () => ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window ? Notification.permission : 'unsupported'),

  current: async () => addressOf(await (await registration())?.pushManager.getSubscription()),

  subscribe: async (serverKey) => {
    if ((await Notification.requestPermission()) !== 'granted') throw new AppError('not-allowed')
    const { pushManager } = await navigator.serviceWorker.ready
    try {
      // One that was made for another server's key must go first.
      await (await pushManager.getSubscription())?.unsubscribe()
      const made = addressOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey }))
      if (made) return made
    } catch (cause) {
      throw new AppError('server-failed', { cause })
    }
    throw new AppError('server-failed', { detail: 'no keys' })
  },

  end: async () => void (await (await (await registration())?.pushManager.getSubscription())?.unsubscribe()),

  owner: async () => (await (await caches.open(ownerCache)).match(ownerPath))?.text() ?? null,

  setOwner: async (userId) => {
    if (userId === null) await caches.delete(ownerCache)
    else await (await caches.open(ownerCache)).put(ownerPath, new Response(userId))
  },
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.getRegistration() : undefined
}

function addressOf(subscription: PushSubscription | null | undefined): PushAddress | null {
  const { endpoint, keys } = subscription?.toJSON() ?? {}
  return endpoint && keys?.p256dh && keys.auth ? { endpoint, p256dh: keys.p256dh, auth: keys.auth } : null
}
