import { nextTick, type Ref, watch } from 'vue'
import type { Router } from 'vue-router'

interface Words {
  t: (key: string, values?: Record<string, unknown>) => string
  language: { current: Readonly<Ref<string>> }
}

/** A new page names itself in the title and takes the focus, so that who can't see it change hears it and goes on from its top. */
export function announcePages(router: Router, { t, language }: Words): void {
  const name = (page: unknown) => {
    if (typeof page === 'string') document.title = t('app.title', { page: t(`page.${page}`) })
  }
  router.afterEach((to, from, failure) => {
    if (failure) return
    name(to.name)
    const isFirst = from.matched.length === 0
    if (!isFirst && to.path !== from.path) void nextTick(() => document.getElementById('content')?.focus({ preventScroll: true }))
  })
  watch(language.current, () => name(router.currentRoute.value.name))
}
