import { createPinia } from 'pinia'
import { createApp, type App, type Component } from 'vue'
import type { Router } from 'vue-router'
import AppShell from './app/AppShell.vue'
import { connect } from './app/connect.ts'
import { connectionKey } from './app/connection.ts'
import { listenToShell } from './app/heard.ts'
import { i18n } from './app/i18n.ts'
import { createConsoleRouter } from './app/router.ts'
import StartFailed from './app/StartFailed.vue'
import { desktop } from '../kit/desktop.ts'
import '../kit/theme/use-theme.ts'
import 'virtual:colors.css'
import './app/main.css'

function consoleApp(root: Component, props: Record<string, unknown> = {}): App {
  return createApp(root, props).use(createPinia()).use(i18n)
}

// The shell may name a page (a deep link, a clicked notification) at any time, also before there is a router to go there.
let router: Router | null = null
let asked: string | null = null
listenToShell(desktop(), (route) => {
  asked = route
  void router?.push(route)
})

const app = consoleApp(AppShell)

async function start(): Promise<void> {
  // What was laid out in one language and then in another would be seen to jump.
  await i18n.ready
  try {
    const connection = await app.runWithContext(connect)
    router = createConsoleRouter()
    app.provide(connectionKey, connection).use(router).mount('#app')
    if (asked !== null) void router.push(asked)
  } catch (error) {
    consoleApp(StartFailed, { error }).use(createConsoleRouter()).mount('#app')
  }
}

// Not awaited at this level: the texts' own script may import from this one, and would wait for it in turn.
void start()
