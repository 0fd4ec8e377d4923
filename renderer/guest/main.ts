import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { captureKey, createViewCapture } from '../kit/capture/capture.ts'
import { restCatalogue } from '../kit/catalogue/rest-catalogue.ts'
import { catalogueKey } from '../kit/catalogue/use-catalogue.ts'
import type { CloudClient } from '../kit/cloud/client.ts'
import { loadOnce } from '../kit/load-once.ts'
import { laterAccount, ownAccountKey } from '../kit/session/own-account.ts'
import '../kit/theme/use-theme.ts'
import AppShell from './app/AppShell.vue'
import { announcePages } from './app/announce-pages.ts'
import { i18n } from './app/i18n.ts'
import { router } from './app/router.ts'
import { pushKeyKey } from './app/push-key.ts'
import { ahead, server } from './early.ts'
import 'virtual:colors.css'
import './app/main.css'

const client = loadOnce(async (): Promise<CloudClient> => {
  const [config, { connectAccount }] = await Promise.all([server(), import('./app/account.ts')])
  return connectAccount(config, () => void router.replace({ name: 'new-password', query: { link: 'void' } }))
})

const ownAccount = loadOnce(async () => (await import('../kit/session/supabase-own-account.ts')).supabaseOwnAccount(client))

announcePages(router, i18n)
const app = createApp(AppShell)
  .use(createPinia())
  .use(router)
  .use(i18n)
  .provide(catalogueKey, restCatalogue(server, ahead))
  .provide(captureKey, createViewCapture(server))
  .provide(ownAccountKey, laterAccount(ownAccount))
  .provide(pushKeyKey, async () => (await server()).vapidPublicKey)
// What was laid out in one language and then in another would be seen to jump. Not awaited at this level: the texts' own script may
// import from this one, and would wait for it in turn.
void i18n.ready.then(() => app.mount('#app'))

// Without a server nobody can be signed in; the network's return is the moment to try again.
const connect = () => void client().catch(() => window.addEventListener('online', connect, { once: true }))
void router.isReady().then(() => requestAnimationFrame(() => setTimeout(connect)))
