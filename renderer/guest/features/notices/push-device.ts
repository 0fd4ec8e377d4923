import type { BrowserCalls } from '../../../../core/sync/cloud-functions.ts'
import type { BrowserPush, PushAddress } from './browser-push.ts'

/** The two functions of the server that know a browser's address. */
export type PushServer = <N extends keyof BrowserCalls>(name: N, args: BrowserCalls[N]['args']) => Promise<unknown>

/** What the pushes of this browser are to the guest who is signed in. */
export type PushState = 'unsupported' | 'no-key' | 'denied' | 'off' | 'on'

const command = () => ({ command_id: crypto.randomUUID() })
const save = (server: PushServer, { endpoint, p256dh, auth }: PushAddress) => server('save_push_subscription', { ...command(), subscription: { endpoint, p256dh, auth } })

/** How it stands. `serverKey` is missing where the server sends no pushes. */
export async function pushState(push: BrowserPush, serverKey: string | undefined, userId: string): Promise<PushState> {
  const permission = push.permission()
  if (permission === 'unsupported') return 'unsupported'
  if (!serverKey) return 'no-key'
  if (permission === 'denied') return 'denied'
  return (await push.current()) && (await push.owner()) === userId ? 'on' : 'off'
}

/** Takes pushes for this guest in this browser. Called by a press of a button alone, since the browser asks the person. */
export async function turnOn(push: BrowserPush, server: PushServer, serverKey: string, userId: string): Promise<void> {
  await save(server, await push.subscribe(serverKey))
  await push.setOwner(userId)
}

/** Ends them. First here, so that nothing of this guest's shows any more, whatever becomes of the rest. */
export async function turnOff(push: BrowserPush, server: PushServer): Promise<void> {
  await push.setOwner(null)
  const address = await push.current()
  if (!address) return
  await Promise.allSettled([server('remove_push_subscription', { ...command(), endpoint: address.endpoint }), push.end()])
}

/** At each start: tells the server again of a browser that is this guest's, and ends what is left of another's. */
export async function settlePush(push: BrowserPush, server: PushServer, userId: string): Promise<void> {
  const address = push.permission() === 'granted' ? await push.current() : null
  if (!address) return
  if ((await push.owner()) === userId) await save(server, address)
  else await push.end()
}
