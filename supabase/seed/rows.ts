import type { Client } from 'pg'
import { hotelClock } from '../../core/domain/hotel-time.ts'
import type { CouponSpec, HotelSpec } from './coupon-spec.ts'
import { couponId, hotelId, publishedDay, redemptionsOf, viewsOf } from './history.ts'
import { guests, hoteliers } from './people.ts'
import { imagePath, logoPath } from './pictures.ts'
import { idOf } from './random.ts'

/** Writes a hotel, its coupons and what happened with them. Days become dates on the hotel's own calendar, by SQL. */
export async function makeHotel(db: Client, hotel: HotelSpec): Promise<void> {
  const owner = hoteliers.find(({ email }) => email === hotel.ownerEmail)
  const today = hotelClock(Date.now(), hotel.timeZone)
  const weekdayOf = (day: number): number => ((((today.weekday - 1 + day) % 7) + 7) % 7) + 1
  const put = (sql: string, rows: unknown) => db.query(sql, [JSON.stringify(rows), today.day, hotel.timeZone, hotelId(hotel)])

  await put(hotelSql, { ...hotel, logo: logoPath(hotel), coupons: undefined })
  await put(memberSql, { id: idOf(`member:${hotel.slug}`), user_id: owner?.id })
  await put(couponSql, hotel.coupons.map((coupon) => couponRow(hotel, coupon)))
  await put(followSql, Object.values(guests).map(({ id, name }) => ({ guest_id: id, muted: name === guests.luis.name && hotel.slug === 'green' })))
  await put(redemptionSql, hotel.coupons.flatMap((coupon) => redemptionsOf(hotel, coupon)))
  await put(viewsSql, hotel.coupons.flatMap((coupon) => viewsOf(hotel, coupon, weekdayOf)))
  for (const sql of derivedSql) await db.query(sql, [hotelId(hotel)])
}

function couponRow(hotel: HotelSpec, coupon: CouponSpec): Record<string, unknown> {
  const { discount } = coupon
  const [kind, value] = discount === 'gift' ? ['gift', 0] : 'percent' in discount ? ['percent', discount.percent] : ['amount', discount.amount]
  return {
    id: couponId(hotel, coupon), title: coupon.title, description: coupon.description, terms: coupon.terms, status: coupon.status,
    discount_kind: kind, discount_value: value, first: coupon.days[0], last: coupon.days[1], weekdays: coupon.weekdays ?? null,
    hours_from: coupon.hours?.[0] ?? null, hours_to: coupon.hours?.[1] ?? null, max_redemptions: coupon.max ?? null,
    max_per_guest: coupon.perGuest ?? 1, valid_days_after_redeem: coupon.validDays ?? null, online_only: coupon.onlineOnly ?? false,
    image_path: imagePath(hotel, coupon), published: coupon.status === 'draft' ? null : publishedDay(coupon),
  }
}

// Parameters: $1 the rows, $2 today on the hotel's calendar, $3 its time zone, $4 its id.

const hotelSql = `
  insert into public.hotels (id, name, city, country, address, description, time_zone, currency, logo_path)
  select $4::uuid, h ->> 'name', h ->> 'city', h ->> 'country', h ->> 'address', h ->> 'description', $3, 'EUR', h ->> 'logo'
  from (select $1::jsonb h where $2 <> '') given`

const memberSql = `
  insert into public.hotel_members (id, hotel_id, user_id, role)
  select (m ->> 'id')::uuid, $4::uuid, (m ->> 'user_id')::uuid, 'owner' from (select $1::jsonb m where $2 <> '' and $3 <> '') given`

const couponSql = `
  insert into public.coupons (id, hotel_id, title, description, terms, status, discount_kind, discount_value, starts_on, ends_on, weekdays,
    hours_from, hours_to, max_redemptions, max_per_guest, valid_days_after_redeem, online_only, image_path, published_at, created_by, created_at)
  select c.id, $4::uuid, c.title, c.description, c.terms, c.status, c.discount_kind, c.discount_value, $2::date + c.first, $2::date + c.last,
    c.weekdays, c.hours_from, c.hours_to, c.max_redemptions, c.max_per_guest, c.valid_days_after_redeem, c.online_only, c.image_path,
    ($2::date + c.published + time '09:30') at time zone $3, m.user_id, ($2::date - 45 + time '10:00') at time zone $3
  from jsonb_to_recordset($1) c (id uuid, title text, description text, terms text, status text, discount_kind text, discount_value int,
    first int, last int, weekdays smallint[], hours_from time, hours_to time, max_redemptions int, max_per_guest int,
    valid_days_after_redeem int, online_only boolean, image_path text, published int)
  join public.hotel_members m on m.hotel_id = $4::uuid`

const followSql = `
  insert into public.follows (hotel_id, guest_id, muted, since, created_at)
  select $4::uuid, f.guest_id, f.muted, begun, begun
  from jsonb_to_recordset($1) f (guest_id uuid, muted boolean), lateral (select ($2::date - 21 + time '20:15') at time zone $3 as begun) b`

const redemptionSql = `
  with given as (
    select r.id, r.coupon_id, r.guest_id, r.cancelled, private.complete_code(r.code_body) as code,
      ($2::date + r.day + r.time) at time zone $3 as redeemed_at, ($2::date + r.used_day + r.used_time) at time zone $3 as used_at
    from jsonb_to_recordset($1) r (id uuid, coupon_id uuid, guest_id uuid, code_body text, day int, time time, used_day int, used_time time, cancelled boolean)
  ), made as (
    insert into public.redemptions (id, coupon_id, hotel_id, guest_id, status, redeemed_at, expires_at, used_at, used_by, device, code_digest)
    select g.id, c.id, c.hotel_id, g.guest_id,
      case when g.used_at is not null then 'used' when g.cancelled then 'cancelled'
        when private.expiry(c, $3, g.redeemed_at) <= now() then 'expired' else 'redeemed' end,
      g.redeemed_at, private.expiry(c, $3, g.redeemed_at), g.used_at, case when g.used_at is not null then m.user_id end,
      case when g.used_at is not null then 'Front desk' end, private.code_digest($4::uuid, g.code)
    from given g join public.coupons c on c.id = g.coupon_id join public.hotel_members m on m.hotel_id = c.hotel_id
  )
  insert into public.redemption_codes (redemption_id, guest_id, code) select g.id, g.guest_id, g.code from given g`

const viewsSql = `
  insert into public.interaction_daily (coupon_id, day, hotel_id, views)
  select v.coupon_id, $2::date + v.day, $4::uuid, v.views from jsonb_to_recordset($1) v (coupon_id uuid, day int, views int) where $3 <> ''`

/** What follows from the rows above; $1 is the hotel. The figures count the very redemptions that are listed. */
const derivedSql = [
  `insert into public.uses (hotel_id, redemption_id, status, happened_at, received_at, used_by, device, command_id)
   select r.hotel_id, r.id, 'counted', r.used_at, r.used_at, r.used_by, r.device, r.id from public.redemptions r
   where r.hotel_id = $1 and r.status = 'used'`,
  `insert into public.interaction_daily as d (coupon_id, day, hotel_id, redemptions, uses)
   select e.coupon_id, (e.at at time zone h.time_zone)::date as day, h.id, sum(e.redeemed), sum(e.used)
   from (select coupon_id, redeemed_at as at, 1 as redeemed, 0 as used, hotel_id from public.redemptions
     union all select coupon_id, used_at, 0, 1, hotel_id from public.redemptions where used_at is not null) e
   join public.hotels h on h.id = e.hotel_id where h.id = $1 group by e.coupon_id, day, h.id
   on conflict (coupon_id, day) do update set redemptions = excluded.redemptions, uses = excluded.uses`,
  `select private.set_stock(c.id) from public.coupons c where c.hotel_id = $1 and c.published_at is not null`,
  `insert into public.notifications (audience, hotel_id, kind, coupon_id, payload, created_at)
   select 'followers', h.id, 'coupon-published', c.id, jsonb_build_object('title', c.title, 'hotel_name', h.name), c.published_at
   from public.coupons c join public.hotels h on h.id = c.hotel_id where h.id = $1 and c.status = 'published'`,
  `insert into public.notifications (audience, user_id, hotel_id, kind, coupon_id, redemption_id, payload, created_at)
   select 'user', r.guest_id, h.id, 'redemption-used', c.id, r.id,
     jsonb_build_object('title', c.title, 'hotel_name', h.name, 'used_at', r.used_at), r.used_at
   from public.redemptions r join public.coupons c on c.id = r.coupon_id join public.hotels h on h.id = r.hotel_id
   where h.id = $1 and r.status = 'used'`,
  `insert into public.notification_reads (notification_id, user_id, read_at)
   select n.id, n.user_id, n.created_at + interval '1 hour' from public.notifications n
   where n.hotel_id = $1 and n.user_id is not null and n.created_at < now() - interval '7 days'`,
]
