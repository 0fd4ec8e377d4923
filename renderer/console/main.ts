import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { createApp, type App, type Component } from 'vue'
import AppShell from './app/AppShell.vue'
import { connect } from './app/connect.ts'
import { connectionKey } from './app/connection.ts'
import { i18n } from './app/i18n.ts'
import { router } from './app/router.ts'
import StartFailed from './app/StartFailed.vue'
import { desktop } from '../kit/desktop.ts'
import '../kit/theme/main.css'

function consoleApp(root: Component, props: Record<string, unknown> = {}): App {
  return createApp(root, props).use(createPinia()).use(i18n).use(ui)
}

const app = consoleApp(AppShell)

try {
  const connection = await app.runWithContext(connect)
  app.provide(connectionKey, connection).use(router).mount('#app')
  // A deep link or a clicked notification says which page to show.
  desktop()?.events.on((event) => event.kind === 'open' && void router.push(event.route))
} catch (error) {
  consoleApp(StartFailed, { error }).use(router).mount('#app')
}
