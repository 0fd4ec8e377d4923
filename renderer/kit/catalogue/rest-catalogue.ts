import { shallowRef } from 'vue'
import type { CouponCard } from '../../../core/domain/rows.ts'
import type { SearchCounts } from '../../../core/sync/cloud-functions.ts'
import type { ServerConfig } from '../config.ts'
import type { Catalogue, PublicHotel } from './catalogue.ts'
import { keptCards } from './kept-cards.ts'
import { pictureAddress, restRead, searchBy } from './rest-read.ts'
import type { SearchAhead } from './search-ahead.ts'

const hotelColumns = 'id,name,city,country,address,description,time_zone,currency,logo_path'

/**
 * The catalogue over PostgREST by plain fetch: what is public needs no session, so that the first page waits for no client
 * library.
 */
export function restCatalogue(server: () => Promise<ServerConfig>, ahead?: SearchAhead): Catalogue {
  // A ref, since pictures that were drawn before the address was known must draw again.
  const known = shallowRef<ServerConfig | null>(null)
  void server().then((found) => (known.value = found), () => null)

  const cards = keptCards()
  // Later, since nothing on the page waits for it.
  const keep = (seen: CouponCard[]) => void setTimeout(() => seen.length > 0 && cards.keep(seen))

  const read = restRead(async () => (known.value = await server()))
  const rpc = <T>(name: string, args: object, signal?: AbortSignal) => read<T>(`rpc/${name}`, { method: 'POST', body: JSON.stringify(args), signal: signal ?? null })
  const rows = <T>(query: string, signal?: AbortSignal) => read<T[]>(query, { signal: signal ?? null })

  return {
    search: async (question, signal) => {
      const page = await (ahead?.take(question) ?? searchBy(read, question, signal))
      keep(page.items)
      return page
    },
    kept: cards.read,
    counts: ({ query, filters }, signal) => rpc<SearchCounts>('count_coupons', { query, filters }, signal),
    coupon: async (id, signal) => {
      const found = await rpc<CouponCard | null>('get_coupon', { coupon: id }, signal)
      keep(found ? [found] : [])
      return found
    },
    hotel: async (id, signal) => (await rows<PublicHotel>(`hotels?select=${hotelColumns}&id=eq.${encodeURIComponent(id)}`, signal))[0] ?? null,
    cities: async (signal) => {
      const hotels = await rows<{ city: string }>('hotels?select=city&listed=is.true&order=city&limit=1000', signal)
      return [...new Set(hotels.map(({ city }) => city))]
    },
    unsubscribe: async (token) => void (await rpc('unsubscribe', { token })),
    pictureUrl: (path) => (path && known.value ? pictureAddress(known.value, path) : null),
  }
}
