import { shallowRef } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import { fromServerFailure, type ServerFailure } from '../../../core/domain/server-failure.ts'
import type { CouponCard } from '../../../core/domain/rows.ts'
import type { SearchCounts } from '../../../core/sync/cloud-functions.ts'
import type { ServerConfig } from '../config.ts'
import type { Catalogue, PublicHotel, SearchPage } from './catalogue.ts'

const hotelColumns = 'id,name,city,country,address,description,time_zone,currency,logo_path'

/**
 * The catalogue over PostgREST by plain fetch: what is public needs no session, so that the first page waits for no client
 * library.
 */
export function restCatalogue(server: () => Promise<ServerConfig>, fetchFn: typeof fetch = (...args) => fetch(...args)): Catalogue {
  // A ref, since pictures that were drawn before the address was known must draw again.
  const known = shallowRef<ServerConfig | null>(null)
  void server().then((found) => (known.value = found), () => null)

  async function read<T>(path: string, init: RequestInit): Promise<T> {
    const { supabaseUrl, publishableKey } = (known.value = await server())
    const response = await answered(() => fetchFn(`${supabaseUrl}/rest/v1/${path}`, { ...init, headers: { apikey: publishableKey, 'content-type': 'application/json' } }), init.signal)
    if (!response.ok) throw fromServerFailure({ ...(await failureBody(response)), status: response.status })
    return (await response.json()) as T
  }

  const rpc = <T>(name: string, args: object, signal?: AbortSignal) => read<T>(`rpc/${name}`, { method: 'POST', body: JSON.stringify(args), signal: signal ?? null })
  const rows = <T>(query: string, signal?: AbortSignal) => read<T[]>(query, { signal: signal ?? null })

  return {
    search: ({ query, filters, cursor, maxRows }, signal) => rpc<SearchPage>('search_coupons', { query, filters, cursor, max_rows: maxRows }, signal),
    counts: ({ query, filters }, signal) => rpc<SearchCounts>('count_coupons', { query, filters }, signal),
    coupon: (id, signal) => rpc<CouponCard | null>('get_coupon', { coupon: id }, signal),
    hotel: async (id, signal) => (await rows<PublicHotel>(`hotels?select=${hotelColumns}&id=eq.${encodeURIComponent(id)}`, signal))[0] ?? null,
    cities: async (signal) => {
      const hotels = await rows<{ city: string }>('hotels?select=city&listed=is.true&order=city&limit=1000', signal)
      return [...new Set(hotels.map(({ city }) => city))]
    },
    unsubscribe: async (token) => void (await rpc('unsubscribe', { token })),
    pictureUrl: (path) => (path && known.value ? `${known.value.supabaseUrl}/storage/v1/object/public/coupon-images/${path.split('/').map(encodeURIComponent).join('/')}` : null),
  }
}

/** A request that got no answer is `offline`, unless the caller gave it up. */
async function answered(send: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  try {
    return await send()
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw new AppError('offline', { cause })
  }
}

async function failureBody(response: Response): Promise<ServerFailure> {
  return response.json().catch(() => ({})) as Promise<ServerFailure>
}
