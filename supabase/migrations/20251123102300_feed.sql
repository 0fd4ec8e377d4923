-- What the two change feeds share. A row's place is (changed_xid, table, id). A page ends before the oldest transaction still
-- running: whatever commits later stands behind every cursor handed out, so nothing is ever missed.

create table private.feed_epoch (
  only_row boolean primary key default true check (only_row),
  epoch text not null default replace(gen_random_uuid()::text, '-', '') check (char_length(epoch) = 32)
);
comment on table private.feed_epoch is 'Names this history of transaction ids. A replica of another epoch starts anew.';
alter table private.feed_epoch enable row level security;
insert into private.feed_epoch default values;

create table private.tombstones (
  feed uuid not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  table_name text not null check (char_length(table_name) <= 60),
  row_id text not null check (char_length(row_id) <= 100),
  primary key (feed, table_name, row_id)
);
comment on table private.tombstones is 'Deleted rows, by the feed (a hotel''s or a guest''s id) that had shown them.';
create index tombstones_feed on private.tombstones (feed, changed_xid, table_name, row_id);
alter table private.tombstones enable row level security;

create function private.bury() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.tombstones as t (feed, table_name, row_id)
  select distinct (g.j ->> tg_argv[0])::uuid, tg_table_name, coalesce(g.j ->> 'id', (g.j ->> 'coupon_id') || ':' || (g.j ->> 'day'))
  from (select to_jsonb(gone) j from gone) g where g.j ->> tg_argv[0] is not null
  on conflict (feed, table_name, row_id) do update set changed_xid = pg_current_xact_id();
  return null;
end $$;
comment on function private.bury is 'Leaves tombstones for deleted rows in the feed that the column named by the argument tells.';
revoke execute on function private.bury from public;

create trigger bury_for_hotel after delete on public.hotel_members referencing old table as gone
  for each statement execute function private.bury('hotel_id');
create trigger bury_for_hotel after delete on public.coupons referencing old table as gone
  for each statement execute function private.bury('hotel_id');
create trigger bury_for_hotel after delete on public.redemptions referencing old table as gone
  for each statement execute function private.bury('hotel_id');
create trigger bury_for_hotel after delete on public.uses referencing old table as gone
  for each statement execute function private.bury('hotel_id');
create trigger bury_for_hotel after delete on public.interaction_daily referencing old table as gone
  for each statement execute function private.bury('hotel_id');
create trigger bury_for_guest after delete on public.redemptions referencing old table as gone
  for each statement execute function private.bury('guest_id');
create trigger bury_for_guest after delete on public.follows referencing old table as gone
  for each statement execute function private.bury('guest_id');
create trigger bury_for_guest after delete on public.notifications referencing old table as gone
  for each statement execute function private.bury('user_id');

create table private.former_follows (
  guest_id uuid not null references public.profiles (id) on delete cascade,
  hotel_id uuid not null,
  primary key (guest_id, hotel_id)
);
comment on table private.former_follows is 'Whom follows were deleted of: with a hotel all goes at once, and its tombstones are still for them.';
alter table private.former_follows enable row level security;

create function private.bury_notifications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'notifications' then
    insert into private.tombstones as t (feed, table_name, row_id)
    select g.hotel_id, 'notifications', g.id::text from gone g where g.audience = 'followers'
    on conflict (feed, table_name, row_id) do update set changed_xid = pg_current_xact_id();
  else
    insert into private.tombstones as t (feed, table_name, row_id)
    select g.guest_id, 'notifications', n.id::text from gone g
    join public.notifications n on n.hotel_id = g.hotel_id and n.audience = 'followers' and n.created_at >= g.created_at
    on conflict (feed, table_name, row_id) do update set changed_xid = pg_current_xact_id();
    -- Not of a guest who is going himself.
    insert into private.former_follows (guest_id, hotel_id)
    select g.guest_id, g.hotel_id from gone g join public.profiles p on p.id = g.guest_id on conflict do nothing;
  end if;
  return null;
end $$;
comment on function private.bury_notifications is 'Leaves one tombstone for all followers of the hotel where a notification is deleted, and one for each of the hotel''s where a follow is.';
revoke execute on function private.bury_notifications from public;

create trigger bury_for_followers after delete on public.notifications referencing old table as gone
  for each statement execute function private.bury_notifications();
create trigger bury_notifications after delete on public.follows referencing old table as gone
  for each statement execute function private.bury_notifications();

create function private.start_epoch() returns text
language plpgsql security definer set search_path = '' as $$
declare
  fresh text := replace(gen_random_uuid()::text, '-', '');
  name text;
begin
  for name in select c.relname from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'changed_xid'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('update public.%I set changed_xid = pg_current_xact_id()', name);
  end loop;
  update public.follows set shown_xid = pg_current_xact_id();
  update private.tombstones set changed_xid = pg_current_xact_id();
  update private.feed_epoch set epoch = fresh;
  return fresh;
end $$;
comment on function private.start_epoch is 'To be run after a restore, where transaction ids begin anew: places all rows anew and makes every replica start over. Where session_replication_role is replica, updated_at stays.';
revoke execute on function private.start_epoch from public;

create type private.feed_place as (xid xid8, table_name text, row_id text, reset boolean);
comment on type private.feed_place is 'Where a reader stands: behind this row. reset: his cursor was of another epoch.';

create function private.read_cursor(cursor text, feed uuid) returns private.feed_place
language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := string_to_array(cursor, '~');
  start private.feed_place := ('0'::xid8, '', '', false);
begin
  if cursor is null then return start; end if;
  perform private.require(cursor ~ '^[0-9a-f]{32}~[0-9a-f-]{36}~\d{1,19}~[a-z_]{0,40}~[0-9a-f-]{0,36}(:\d{4}-\d\d-\d\d)?$', 'cursor');
  start.reset := parts[1] <> (select e.epoch from private.feed_epoch e) or parts[3]::xid8 > pg_snapshot_xmax(pg_current_snapshot());
  if start.reset then return start; end if;
  perform private.require(parts[2] = feed::text, 'cursor');
  perform private.require(parts[4] = '' or parts[5] ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:\d{4}-\d\d-\d\d)?$', 'cursor');
  perform private.require((parts[4] = 'interaction_daily') = (parts[5] like '%:%'), 'cursor');
  perform private.require(parts[5] not like '%:%' or pg_input_is_valid(split_part(parts[5], ':', 2), 'date'), 'cursor');
  return (parts[3]::xid8, parts[4], parts[5], false);
end $$;
comment on function private.read_cursor is 'The place that a cursor epoch~feed~xid~table~row names; null: the beginning. Raises invalid-argument.';
revoke execute on function private.read_cursor from public;

create function private.after_row(place private.feed_place, table_name text) returns text
language sql immutable set search_path = '' as $$
  select case
    when table_name = place.table_name then place.row_id
    when table_name < place.table_name collate "C" then 'ffffffff-ffff-ffff-ffff-ffffffffffff:9999-12-31'
    else '00000000-0000-0000-0000-000000000000:0001-01-01' end
$$;
comment on function private.after_row is 'Within the place''s transaction: behind which id the reader stands in this table.';
