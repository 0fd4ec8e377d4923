-- What a hotel's console keeps a replica of.

create function private.hotel_feed(hotel uuid, place private.feed_place, horizon xid8, most int)
returns table (xid xid8, table_name text, row_id text, body json)
language sql stable security definer set search_path = '' rows 1000 as $$
  with keys (xid, table_name, row_id) as (
    (select h.changed_xid as xid, 'hotels' as table_name, h.id::text as row_id from public.hotels h
      where h.id = hotel and (h.changed_xid, h.id) > (place.xid, left(private.after_row(place, 'hotels'), 36)::uuid))
    union all
    (select m.changed_xid, 'hotel_members', m.id::text from public.hotel_members m
      where m.hotel_id = hotel and (m.changed_xid, m.id) > (place.xid, left(private.after_row(place, 'hotel_members'), 36)::uuid)
        order by m.changed_xid, m.id limit most)
    union all
    (select c.changed_xid, 'coupons', c.id::text from public.coupons c
      where c.hotel_id = hotel and (c.changed_xid, c.id) > (place.xid, left(private.after_row(place, 'coupons'), 36)::uuid)
        order by c.changed_xid, c.id limit most)
    union all
    (select r.changed_xid, 'redemptions', r.id::text from public.redemptions r
      where r.hotel_id = hotel and (r.changed_xid, r.id) > (place.xid, left(private.after_row(place, 'redemptions'), 36)::uuid)
        order by r.changed_xid, r.id limit most)
    union all
    (select u.changed_xid, 'uses', u.id::text from public.uses u
      where u.hotel_id = hotel and (u.changed_xid, u.id) > (place.xid, left(private.after_row(place, 'uses'), 36)::uuid)
        order by u.changed_xid, u.id limit most)
    union all
    (select d.changed_xid, 'interaction_daily', d.coupon_id || ':' || d.day from public.interaction_daily d
      where d.hotel_id = hotel
        and (d.changed_xid, d.coupon_id, d.day) > (place.xid, left(private.after_row(place, 'interaction_daily'), 36)::uuid,
          substr(private.after_row(place, 'interaction_daily'), 38)::date)
        order by d.changed_xid, d.coupon_id, d.day limit most)
    union all
    (select t.changed_xid, t.table_name, t.row_id from private.tombstones t
      -- Those of notifications are for the hotel's followers.
      where t.feed = hotel and t.table_name <> 'notifications' and t.changed_xid >= place.xid
        and (t.changed_xid, t.table_name collate "C", t.row_id collate "C") > (place.xid, place.table_name, place.row_id)
      order by t.changed_xid, t.table_name collate "C", t.row_id collate "C" limit most)
  ), page as (
    select * from keys order by xid, table_name collate "C", row_id collate "C" limit most
  )
  -- The rows are written here and as plain JSON: a function called for each, or JSON taken apart again, costs more than to find them.
  select p.xid, p.table_name, p.row_id, case when p.xid < horizon then case p.table_name
    when 'redemptions' then (
      select row_to_json(x) from (
        select r.id, r.coupon_id, r.hotel_id, r.guest_id, r.ordinal, r.status, r.redeemed_at, r.expires_at, r.used_at, r.used_by, r.device,
          r.code_digest, r.created_at, r.updated_at, g.display_name as guest_name
        from public.redemptions r join public.profiles g on g.id = r.guest_id where r.id = p.row_id::uuid) x)
    when 'interaction_daily' then (
      select row_to_json(x) from (
        select p.row_id as id, d.coupon_id, d.day, d.hotel_id, d.views, d.redemptions, d.uses, d.created_at, d.updated_at
        from public.interaction_daily d where d.coupon_id = left(p.row_id, 36)::uuid and d.day = substr(p.row_id, 38)::date) x)
    when 'uses' then (
      select row_to_json(x) from (
        select u.id, u.hotel_id, u.redemption_id, u.status, u.happened_at, u.received_at, u.used_by, u.device, u.command_id, u.reason,
          u.created_at, u.updated_at
        from public.uses u where u.id = p.row_id::uuid) x)
    when 'coupons' then (
      select row_to_json(x) from (
        select c.id, c.hotel_id, c.title, c.description, c.terms, c.discount_kind, c.discount_value, c.status, c.starts_on, c.ends_on,
          c.starts_at, c.ends_at, c.weekdays, c.hours_from, c.hours_to, c.blackout_dates, c.max_redemptions, c.max_per_guest,
          c.valid_days_after_redeem, c.online_only, c.image_path, c.published_at, c.created_at, c.updated_at
        from public.coupons c where c.id = p.row_id::uuid) x)
    when 'hotel_members' then (
      select (to_jsonb(m) - 'changed_xid' || jsonb_build_object('display_name', g.display_name))::json
      from public.hotel_members m join public.profiles g on g.id = m.user_id where m.id = p.row_id::uuid)
    when 'hotels' then (select (to_jsonb(h) - 'changed_xid')::json from public.hotels h where h.id = p.row_id::uuid)
  end end
  from page p order by p.xid, p.table_name collate "C", p.row_id collate "C"
$$;
comment on function private.hotel_feed is 'At most so many changes of a hotel behind a place, in order; without the row where it is gone or stands behind the horizon.';
revoke execute on function private.hotel_feed from public;
