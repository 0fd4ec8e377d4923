import type { Pool } from 'pg'

/** What a guest types, with two filters. */
export interface Query {
  text: string
  filters: Record<string, unknown>
}

const words = `breakfast dinner spa weekend suite sauna lunch brunch cocktail massage sunset pool garden terrace tasting wine cheese
  harbour castle forest mountain lake beach family romantic winter summer spring autumn golf bicycle yoga piano opera museum walking
  champagne chocolate coffee tea cake seafood steak vegan picnic balcony penthouse fireplace library concert theatre sailing hiking
  desayuno cena almuerzo vino queso playa jardín masaje piscina verano invierno montaña castillo bosque lago familia romántico
  terraza puerto concierto teatro museo bicicleta caminata chocolate café pastel marisco carne vegano biblioteca chimenea ático
  discount upgrade early late checkout parking shuttle welcome drink basket afternoon midnight morning classic deluxe grand`
  .split(/\s+/)
const cities = 40

/** Makes hotels in 40 cities with published coupons. A title's words are common; a description's are rare ones of three syllables. */
export async function makeCatalogue(db: Pool, hotels: number, coupons: number): Promise<void> {
  await db.query('select setseed(0.5)')
  await db.query(
    `insert into public.hotels (name, city, country, time_zone, currency)
     select 'Hotel ' || n, 'City ' || n % $2, 'IE', 'Europe/Dublin', 'EUR' from generate_series(1, $1) n`,
    [hotels, cities],
  )
  await db.query(
    `create temporary table rare as select array_agg(a || b || c) as words
     from unnest('{ba,de,fi,go,lu,ma,ne,pi,ro,su}'::text[]) a, unnest('{ta,re,li,mo,nu,sa,ke,di,vo,zu}'::text[]) b,
       unnest('{na,ler,mis,ton,rak,del,vin,sor,pel,gat}'::text[]) c`,
  )
  await db.query(
    `with numbered as materialized (select h.id, row_number() over () - 1 as n from public.hotels h)
     insert into public.coupons (hotel_id, title, description, discount_kind, discount_value, starts_on, ends_on, status, published_at, max_redemptions)
     select h.id, initcap(t.title), d.description, k.kind, case k.kind when 'gift' then 0 else 5 + i % 60 end,
       current_date - 10, current_date + 1 + i % 90, 'published', now() - i * interval '1 second', case when i % 50 = 0 then 20 end
     from generate_series(0, $1 - 1) i join numbered h on h.n = i % $2
     cross join lateral (select (array['percent', 'amount', 'gift'])[1 + i % 3] as kind) k
     cross join lateral (select string_agg(($3::text[])[1 + floor(cardinality($3::text[]) * random() ^ 2)], ' ') as title
       from generate_series(1, 3 + i * 0)) t
     cross join lateral (select string_agg(words[1 + floor(1000 * random() ^ 2)], ' ') as description from rare, generate_series(1, 12 + i * 0)) d`,
    [coupons, hotels, words],
  )
  await db.query('select private.set_stock(id) from public.coupons where max_redemptions is not null')
  await db.query('vacuum analyze public.coupons, public.hotels, private.coupon_slots')
}

/** Queries in one fixed order: one or two words, the second one still being typed, each with two filters. */
export function queriesFor(count: number): Query[] {
  return Array.from({ length: count }, (_, n) => {
    const word = words[Math.floor(words.length * ((n * 0.618) % 1) ** 2)]!
    const next = words[(n * 7) % words.length]!
    const filters = [
      { city: `City ${n % cities}`, discount_kind: 'percent' },
      { min_percent: 20, ends_within_days: 30 },
      { city: `City ${n % cities}`, available: true },
      { discount_kind: 'gift', available: true },
    ]
    return { text: n % 2 ? word : `${word} ${next.slice(0, 4)}`, filters: filters[n % 4]! }
  })
}
