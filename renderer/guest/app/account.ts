import { watchEffect } from 'vue'
import { createCloudClient, type CloudClient } from '../../kit/cloud/client.ts'
import type { ServerConfig } from '../../kit/config.ts'
import { useSession } from '../../kit/session/use-session.ts'
import { provideGuestSync } from '../../kit/sync/use-guest-sync.ts'
import { accountState } from './account-state.ts'

/** Connects the app to its server: from here on it is known who is signed in, and the wallet is kept in sync. */
export function connectAccount(config: ServerConfig): CloudClient {
  const client = createCloudClient(config)
  const session = useSession()
  session.connect(client)
  provideGuestSync(client)
  watchEffect(() => Object.assign(accountState, { connected: true, ready: session.ready, signedIn: session.user !== null }), { flush: 'sync' })
  return client
}
