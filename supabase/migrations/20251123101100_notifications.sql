-- What guests are told: one row per event, for one user or for all followers of a hotel.

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  audience text not null,
  user_id uuid references public.profiles (id) on delete cascade,
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  kind text not null,
  coupon_id uuid references public.coupons (id) on delete cascade,
  redemption_id uuid references public.redemptions (id) on delete cascade,
  payload jsonb not null default '{}',
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint notifications_audience check (case audience when 'user' then user_id is not null when 'followers' then user_id is null else false end),
  constraint notifications_kind_known check (kind in ('coupon-published', 'redemption-used', 'redemption-expiring')),
  constraint notifications_payload_length check (octet_length(payload::text) <= 4000)
);
comment on table public.notifications is 'Events to tell of. A follower sees those of his hotel from the instant he follows it.';

create index notifications_user on public.notifications (user_id) where user_id is not null;
create index notifications_followers on public.notifications (hotel_id, created_at) where audience = 'followers';
create index notifications_hotel on public.notifications (hotel_id);
create index notifications_audience on public.notifications (audience, hotel_id);
create index notifications_coupon on public.notifications (coupon_id);
create index notifications_redemption on public.notifications (redemption_id);

create table public.notification_reads (
  notification_id uuid not null references public.notifications (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  read_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (notification_id, user_id)
);
comment on table public.notification_reads is 'Which user has read which notification, and when.';

create index notification_reads_user on public.notification_reads (user_id);

alter table public.notifications enable row level security;
alter table public.notification_reads enable row level security;
revoke all on public.notifications, public.notification_reads from anon, authenticated, service_role;
grant select (id, audience, user_id, hotel_id, kind, coupon_id, redemption_id, payload, created_at) on public.notifications to authenticated;
grant select (notification_id, user_id, read_at) on public.notification_reads to authenticated;
grant select, insert, update, delete on public.notifications, public.notification_reads to service_role;

create policy "a guest reads what he is told" on public.notifications
  for select to authenticated using (
    user_id = (select auth.uid())
    or (audience = 'followers' and exists (
      select from public.follows f
      where f.hotel_id = notifications.hotel_id and f.guest_id = (select auth.uid())
        and f.ended_at is null and f.since <= notifications.created_at)));
create policy "a user reads what he has read" on public.notification_reads
  for select to authenticated using (user_id = (select auth.uid()));

create trigger touch before insert or update on public.notifications
  for each row when (new.changed_xid <> pg_current_xact_id() or new.updated_at <> now()) execute function private.touch();
create trigger touch before insert or update on public.notification_reads
  for each row when (new.changed_xid <> pg_current_xact_id() or new.updated_at <> now()) execute function private.touch();

create function private.my_notifications(guest uuid) returns table (id uuid, changed_xid xid8, shown boolean)
language sql stable security definer set search_path = '' as $$
  select n.id, n.changed_xid, true from public.notifications n where n.user_id = guest
  union all
  -- A follow that commits late brings its notifications along, and one that ends takes them away: their place in the feed is
  -- the later of the two. Before he first followed the hotel the guest was shown nothing that could be taken away.
  select n.id, greatest(n.changed_xid, f.shown_xid), f.ended_at is null and n.created_at >= f.since from public.follows f
  join public.notifications n on n.hotel_id = f.hotel_id and n.audience = 'followers' and n.created_at >= f.created_at
  where f.guest_id = guest
$$;
comment on function private.my_notifications is 'What this guest is shown, and what he was shown once, each with its place in his feed (his reading it not yet considered).';
revoke execute on function private.my_notifications from public;

create function public.mark_notifications_read(command_id uuid, ids uuid[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  guest uuid := private.caller();
  replay jsonb;
  count int;
begin
  perform private.require(ids is not null and coalesce(array_ndims(ids), 1) = 1 and array_position(ids, null) is null, 'ids');
  if cardinality(ids) > 500 then perform private.fail('too-large', 'ids'); end if;
  replay := private.begin_command(command_id, 'mark_notifications_read', to_jsonb(ids));
  if replay is not null then return replay; end if;

  insert into public.notification_reads (notification_id, user_id)
  select n.id, guest from private.my_notifications(guest) n where n.shown and n.id = any (ids)
  on conflict do nothing;
  get diagnostics count = row_count;
  return private.end_command(command_id, jsonb_build_object('kind', 'read', 'count', count));
end $$;
comment on function public.mark_notifications_read is '{kind: read, count}: how many were unread and the caller''s; at most 500 ids. Errors: invalid-argument, too-large, sign-in-required, command-mismatch.';
revoke execute on function public.mark_notifications_read from public, anon, authenticated, service_role;
grant execute on function public.mark_notifications_read to authenticated;
