import type { Pool, PoolClient } from 'pg'

/** A million rows are loaded past the triggers, whose work is written out here; constraints and indexes hold as ever. */
async function pastTriggers<R>(admin: Pool, load: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await admin.connect()
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = off')
    return await load(client)
  } finally {
    client.release(true)
  }
}

/** Makes so many guests with profiles. */
export async function makeGuests(admin: Pool, count: number): Promise<void> {
  await pastTriggers(admin, client =>
    client.query(
      `with made as (insert into auth.users (id, email) select gen_random_uuid(), 'guest' || n || '@example.com' from generate_series(1, ${count}) n
         returning id, email)
       insert into public.profiles (id, display_name) select id, split_part(email, '@', 1) from made`,
    ),
  )
  await admin.query('vacuum analyze auth.users, public.profiles')
}

/** Makes so many of the guests follow a hotel. */
export async function makeFollowers(admin: Pool, hotel: string, count: number): Promise<void> {
  await pastTriggers(admin, client =>
    client.query('insert into public.follows (hotel_id, guest_id) select $1, id from public.profiles limit $2', [hotel, count]),
  )
  await admin.query('vacuum analyze public.follows')
}

/**
 * Makes every guest redeem every coupon of the hotel, a thousand redemptions to a transaction, and gives the codes of one in
 * so many. The others have no check character that holds: no one enters them.
 */
export async function makeRedemptions(admin: Pool, hotel: string, oneIn = 500): Promise<string[]> {
  await pastTriggers(admin, client =>
    client.query(
      `do $$
       declare
         hotel uuid := '${hotel}';
         coupons uuid[] := (select array_agg(id) from public.coupons where hotel_id = hotel);
         guests uuid[] := (select array_agg(id) from (select id from public.profiles except select user_id from public.hotel_members) p);
         total int := cardinality(coupons) * cardinality(guests);
       begin
         for start in 0 .. total - 1 by 1000 loop
           with made as materialized (
             select gen_random_uuid() as id, coupons[1 + n / cardinality(guests)] as coupon, guests[1 + n % cardinality(guests)] as guest,
               case when n % ${oneIn} = 0 then private.complete_code(body) else body || '0' end as code
             from generate_series(start, least(start + 1000, total) - 1) n
             cross join lateral (select upper(lpad(to_hex(n), 6, '0') || substr(gen_random_uuid()::text, 1, 6)) as body) b
           ), redeemed as (
             insert into public.redemptions (id, coupon_id, hotel_id, guest_id, expires_at, code_digest)
             select id, coupon, hotel, guest, now() + interval '20 days', private.code_digest(hotel, code) from made
           )
           insert into public.redemption_codes (redemption_id, guest_id, code) select id, guest, code from made;
           commit;
         end loop;
       end $$`,
    ),
  )
  await admin.query('vacuum analyze public.redemptions, public.redemption_codes')
  const { rows } = await admin.query<{ code: string }>('select code from public.redemption_codes where private.normalise_code(code) is not null')
  return rows.map(row => row.code)
}

/**
 * Gives the hotel's redemptions a past: spread over so many of the last days, four of five used by `member` some hours after, with their
 * uses and the daily figures. Those whose codes a desk may enter stay as they are.
 */
export async function makePast(admin: Pool, { hotel, member, days }: { hotel: string; member: string; days: number }): Promise<void> {
  await pastTriggers(admin, async (client) => {
    await client.query('create temp table past as select r.id, coupon_id, row_number() over (order by r.id) as n from public.redemptions r join public.redemption_codes c on c.redemption_id = r.id where hotel_id = $1 and private.normalise_code(c.code) is null', [hotel])
    await client.query(
      `update public.redemptions r set redeemed_at = p.at,
         status = case when p.n % 5 > 0 then 'used' else 'redeemed' end,
         used_at = case when p.n % 5 > 0 then least(p.at + (p.n % 11) * interval '1 hour', now()) end,
         used_by = case when p.n % 5 > 0 then $1::uuid end
       from (select id, n, now() - (n % $2::int) * interval '1 day' - (n % 86399) * interval '1 second' as at from past) p where r.id = p.id`,
      [member, days],
    )
    await client.query(
      `insert into public.uses (hotel_id, redemption_id, status, happened_at, used_by, command_id)
       select hotel_id, id, 'counted', used_at, used_by, gen_random_uuid() from public.redemptions where hotel_id = $1 and used_at is not null`,
      [hotel],
    )
    await client.query(
      `insert into public.interaction_daily (coupon_id, hotel_id, day, views, redemptions, uses)
       select coupon_id, hotel_id, day, 9 * sum(redeemed), sum(redeemed), sum(used) from (
         select coupon_id, hotel_id, redeemed_at::date as day, 1 as redeemed, 0 as used from public.redemptions where hotel_id = $1
         union all select coupon_id, hotel_id, used_at::date, 0, 1 from public.redemptions where hotel_id = $1 and used_at is not null) seen
       group by 1, 2, 3`,
      [hotel],
    )
  })
  await admin.query('vacuum analyze public.redemptions, public.uses, public.interaction_daily')
}

/** Writes down a use of every redemption of the hotel, one each five minutes; gives how many entries there are. */
export async function makeAuditLog(admin: Pool, { hotel, member }: { hotel: string; member: string }): Promise<number> {
  const entries = await pastTriggers(admin, async (client) => {
    const { rowCount } = await client.query(
      `insert into public.audit_log (hotel_id, user_id, role, action, subject, device, happened_at, received_at, detail)
       select hotel_id, $2, 'owner', 'use-counted', gen_random_uuid(), 'Bar', at, at, jsonb_build_object('redemption_id', id)
       from (select *, now() - row_number() over (order by id) * interval '5 minutes' as at from public.redemptions where hotel_id = $1) r`,
      [hotel, member],
    )
    return rowCount ?? 0
  })
  await admin.query('vacuum analyze public.audit_log')
  return entries
}
