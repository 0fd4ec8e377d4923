-- What a guest's companion keeps: a few hundred rows, so they are placed on the fly. A row made of several is placed by the
-- latest of them, and so is sent again when its coupon, its hotel or its being read changes.

create function private.guest_feed_keys(guest uuid) returns table (xid xid8, table_name text, row_id text)
language sql stable security definer set search_path = '' as $$
  select p.changed_xid, 'profiles', p.id::text from public.profiles p where p.id = guest
  union all
  select greatest(r.changed_xid, c.changed_xid, h.changed_xid), 'redemptions', r.id::text
  from public.redemptions r join public.coupons c on c.id = r.coupon_id join public.hotels h on h.id = r.hotel_id
  where r.guest_id = guest
  union all
  select greatest(f.changed_xid, h.changed_xid), 'follows', f.id::text
  from public.follows f join public.hotels h on h.id = f.hotel_id where f.guest_id = guest
  union all
  select d.changed_xid, 'delivery_channels', d.id::text from public.delivery_channels d where d.user_id = guest
  union all
  select greatest(n.changed_xid, s.changed_xid), 'notifications', n.id::text
  from private.my_notifications(guest) n
  left join public.notification_reads s on s.notification_id = n.id and s.user_id = guest
  union all
  select t.changed_xid, t.table_name, t.row_id from private.tombstones t where t.feed = guest
  union all
  select t.changed_xid, t.table_name, t.row_id from private.tombstones t
  where t.table_name = 'notifications' and t.feed in (
    select f.hotel_id from public.follows f where f.guest_id = guest
    union select f.hotel_id from private.former_follows f where f.guest_id = guest)
$$;
comment on function private.guest_feed_keys is 'All rows of a guest''s feed with their places.';
revoke execute on function private.guest_feed_keys from public;

create function private.guest_feed_row(guest uuid, table_name text, row_id text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  key uuid := row_id::uuid;
  hidden text[] := '{changed_xid,audience,user_id}';
begin
  return case table_name
    when 'profiles' then (select to_jsonb(p) - hidden from public.profiles p where p.id = key)
    when 'redemptions' then (select private.guest_redemption(r) from public.redemptions r where r.id = key)
    when 'follows' then (
      select to_jsonb(f) - hidden || jsonb_build_object('hotel',
        jsonb_build_object('id', h.id, 'name', h.name, 'city', h.city, 'logo_path', h.logo_path))
      from public.follows f join public.hotels h on h.id = f.hotel_id where f.id = key)
    when 'delivery_channels' then (select to_jsonb(d) - hidden from public.delivery_channels d where d.id = key)
    when 'notifications' then (
      select to_jsonb(n) - hidden || jsonb_build_object('read_at',
        (select s.read_at from public.notification_reads s where s.notification_id = n.id and s.user_id = guest))
      from public.notifications n where n.id = key and (n.user_id = guest or exists (
        select from public.follows f where f.hotel_id = n.hotel_id and f.guest_id = guest
          and f.ended_at is null and f.since <= n.created_at)))
  end;
end $$;
comment on function private.guest_feed_row is 'A row as its guest sees it, or null where it is gone or no longer shown to him.';
revoke execute on function private.guest_feed_row from public;

create function private.guest_feed(guest uuid, place private.feed_place, horizon xid8, most int)
returns table (xid xid8, table_name text, row_id text, body json)
language sql stable security definer set search_path = '' as $$
  select k.xid, k.table_name, k.row_id, case when k.xid < horizon then private.guest_feed_row(guest, k.table_name, k.row_id)::json end
  from (
    select f.* from private.guest_feed_keys(guest) f
    where (f.xid, f.table_name collate "C", f.row_id collate "C") > (place.xid, place.table_name, place.row_id)
    order by f.xid, f.table_name collate "C", f.row_id collate "C" limit most
  ) k
  order by k.xid, k.table_name collate "C", k.row_id collate "C"
$$;
comment on function private.guest_feed is 'At most so many changes of a guest behind a place, in order; without the row where it stands behind the horizon.';
revoke execute on function private.guest_feed from public;

create function private.feed_rows(hotel uuid, guest uuid, place private.feed_place, horizon xid8, most int)
returns table (xid xid8, table_name text, row_id text, body json)
language plpgsql stable security definer set search_path = '' rows 1000 as $$
begin
  if hotel is null then return query select * from private.guest_feed(guest, place, horizon, most);
  else return query select * from private.hotel_feed(hotel, place, horizon, most);
  end if;
end $$;
comment on function private.feed_rows is 'The changes of a hotel or, where that is null, of a guest.';
revoke execute on function private.feed_rows from public;

create function public.pull_changes(hotel uuid default null, cursor text default null, max_rows int default 1000) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  -- Stable: all of it reads one snapshot, so a row is either in its place before the horizon or behind it.
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  caller uuid := case when hotel is null then private.caller() else private.member(hotel) end;
  feed uuid := coalesce(hotel, caller);
  place private.feed_place;
begin
  perform private.require(max_rows between 1 and 5000, 'max_rows');
  place := private.read_cursor(cursor, feed);
  return (
    with rows as materialized (
      select * from private.feed_rows(hotel, caller, place, horizon, max_rows + 1) with ordinality r (xid, table_name, row_id, body, n)
    )
    select json_build_object(
      'epoch', e.epoch, 'reset', place.reset, 'more', l.more, 'server_time', now(),
      -- A row behind the horizon has sent its hint already: who asked because of it has to ask again.
      'settled', not l.more and not exists (select from rows r where r.xid >= horizon),
      'changes', coalesce((select json_agg(json_build_object('table', r.table_name, 'id', r.row_id, 'row', r.body) order by r.n)
        from rows r where r.n <= max_rows and r.xid < horizon), '[]'),
      'cursor', concat_ws('~', e.epoch, feed, case when l.more
        then (select concat_ws('~', r.xid, r.table_name, r.row_id) from rows r where r.n = max_rows) else horizon::text || '~~' end))
    from private.feed_epoch e, lateral (select exists (select from rows r where r.n = max_rows + 1 and r.xid < horizon) as more) l);
end $$;
comment on function public.pull_changes is '{epoch, reset, cursor, more, settled, server_time, changes: [{table, id, row}]}; row null: deleted. Hotel null: the caller''s own feed; else any member. At most 5000 rows. Errors: invalid-argument, sign-in-required, not-allowed.';
revoke execute on function public.pull_changes from public, anon, authenticated, service_role;
grant execute on function public.pull_changes to authenticated;
