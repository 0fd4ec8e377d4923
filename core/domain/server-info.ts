/** The contract that this release is made against. Grows together with `schema` in `public.server_info()`. */
export const appSchema = 1

/**
 * How a server's answer to `server_info()` fits this release. `server-behind`: the release needs what the server has not yet.
 * `app-behind`: the server has taken away what the release uses. `other`: not a server of this product.
 */
export type Fit = 'fits' | 'server-behind' | 'app-behind' | 'other'

/** Judges what a server answered to `server_info()`; anything at all may come from a wrong address. */
export function judgeServer(answer: unknown, own = appSchema): Fit {
  const { product, schema, oldest_app } = (answer ?? {}) as Record<string, unknown>
  if (product !== 'hotel-coupons' || typeof schema !== 'number' || typeof oldest_app !== 'number') return 'other'
  if (own > schema) return 'server-behind'
  return own < oldest_app ? 'app-behind' : 'fits'
}
