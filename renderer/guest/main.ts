import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import AppShell from './app/AppShell.vue'
import { router } from './app/router.ts'
import { i18n } from './app/i18n.ts'
import '../kit/theme/main.css'

createApp(AppShell).use(createPinia()).use(router).use(i18n).use(ui).mount('#app')
