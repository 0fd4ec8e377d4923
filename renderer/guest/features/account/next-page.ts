import type { LocationQuery, RouteLocationRaw } from 'vue-router'

/** Where to go once signed in: a page of this app that asked for it, else the start. Never another site. */
export function nextPage(query: LocationQuery): RouteLocationRaw {
  const next = query.next
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : { name: 'find' }
}
