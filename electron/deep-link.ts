import { isRoute } from '../core/bridge/channels.ts'

export const scheme = 'hotel-coupons'

/** The route that a deep link opens (`hotel-coupons://open/desk` → `/desk`), or null when it is none of ours. */
export function routeOf(link: string): string | null {
  if (link.length > 300 || !URL.canParse(link)) return null
  const url = new URL(link)
  if (url.protocol !== `${scheme}:` || url.host !== 'open') return null
  const route = url.pathname + url.search
  return isRoute(route) ? route : null
}

/** The first deep link among a process's arguments, as a route. */
export function routeInArguments(args: readonly string[]): string | null {
  for (const arg of args) {
    const route = routeOf(arg)
    if (route) return route
  }
  return null
}
