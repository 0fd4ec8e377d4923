import { watchEffect } from 'vue'
import { forgetKeptCards } from '../../kit/catalogue/kept-cards.ts'
import { createCloudClient, type CloudClient } from '../../kit/cloud/client.ts'
import { enterByMailLink } from '../../kit/cloud/mail-link.ts'
import type { ServerConfig } from '../../kit/config.ts'
import { redeemIntents } from '../../kit/session/redeem-intent.ts'
import { useSession } from '../../kit/session/use-session.ts'
import { provideGuestSync } from '../../kit/sync/use-guest-sync.ts'
import { accountState } from './account-state.ts'

/**
 * Connects the app to its server: from here on it is known who is signed in, and the wallet is kept in sync. `linkFailed`: the
 * link of a mail led here, and was used before or has expired.
 */
export function connectAccount(config: ServerConfig, linkFailed: () => void): CloudClient {
  const client = createCloudClient(config)
  const session = useSession()
  session.connect(client)
  session.onSignOut(async () => {
    forgetKeptCards()
    redeemIntents().forget()
  })
  void enterByMailLink(client).then((failure) => failure && linkFailed())
  provideGuestSync(client)
  watchEffect(() => Object.assign(accountState, { connected: true, ready: session.ready, signedIn: session.user !== null }), { flush: 'sync' })
  return client
}
