import { nextTick } from 'vue'
import type { Router } from 'vue-router'

/** A new page names itself in the title and takes the focus, so that who can't see it change hears it and goes on from its top. */
export function announcePages(router: Router, translate: (key: string, values?: Record<string, string>) => string): void {
  router.afterEach((to, from, failure) => {
    if (failure || typeof to.name !== 'string') return
    document.title = translate('app.title', { page: translate(`page.${to.name}`) })
    const isFirst = from.matched.length === 0
    if (!isFirst && to.path !== from.path) void nextTick(() => document.getElementById('content')?.focus({ preventScroll: true }))
  })
}
