-- What a hotel's console keeps a replica of.

create function private.hotel_feed_row(table_name text, row_id text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  key uuid := split_part(row_id, ':', 1)::uuid;
  hidden text[] := '{changed_xid,search,created_by,archived_at}';
begin
  return case table_name
    when 'hotels' then (select to_jsonb(h) - hidden from public.hotels h where h.id = key)
    when 'hotel_members' then (
      select to_jsonb(m) - hidden || jsonb_build_object('display_name', p.display_name)
      from public.hotel_members m join public.profiles p on p.id = m.user_id where m.id = key)
    when 'coupons' then (select to_jsonb(c) - hidden from public.coupons c where c.id = key)
    when 'redemptions' then (
      select to_jsonb(r) - hidden || jsonb_build_object('guest_name', p.display_name)
      from public.redemptions r join public.profiles p on p.id = r.guest_id where r.id = key)
    when 'uses' then (select to_jsonb(u) - hidden from public.uses u where u.id = key)
    when 'interaction_daily' then (
      select to_jsonb(d) - hidden || jsonb_build_object('id', row_id)
      from public.interaction_daily d where d.coupon_id = key and d.day = split_part(row_id, ':', 2)::date)
  end;
end $$;
comment on function private.hotel_feed_row is 'A row as members see it, or null where it is gone.';
revoke execute on function private.hotel_feed_row from public;

create function private.hotel_feed(hotel uuid, place private.feed_place, horizon xid8, most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with keys as (
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
  select coalesce(jsonb_agg(jsonb_build_object('xid', p.xid::text, 'table', p.table_name, 'id', p.row_id,
    'row', case when p.xid < horizon then private.hotel_feed_row(p.table_name, p.row_id) end) order by p.xid, p.table_name collate "C", p.row_id collate "C"), '[]')
  from page p
$$;
comment on function private.hotel_feed is 'At most so many changes of a hotel behind a place, in order; without the row where it stands behind the horizon.';
revoke execute on function private.hotel_feed from public;
