-- Who works for a hotel. The only place a role comes from.

create table public.hotel_members (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  role text not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint hotel_members_once unique (hotel_id, user_id),
  constraint hotel_members_role_known check (role in ('owner', 'manager', 'desk'))
);
comment on table public.hotel_members is 'Memberships. owner: team and hotel; manager: coupons and reports; desk: verify and use. Each includes the next.';

create index hotel_members_user on public.hotel_members (user_id, hotel_id);
create index hotel_members_feed on public.hotel_members (hotel_id, changed_xid, id);

alter table public.hotel_members enable row level security;
revoke all on public.hotel_members from anon, authenticated, service_role;
grant select (id, hotel_id, user_id, role, created_at, updated_at) on public.hotel_members to authenticated;
grant select, insert, update, delete on public.hotel_members to service_role;

create function private.my_hotels(minimum text default 'desk') returns setof uuid
language sql stable security definer set search_path = '' rows 2 as $$
  select m.hotel_id from public.hotel_members m
  where m.user_id = (select auth.uid())
    and array_position('{desk,manager,owner}', m.role) >= array_position('{desk,manager,owner}', minimum)
$$;
comment on function private.my_hotels is 'The caller''s hotels in which he has at least this role. Policies use it as a set, so that it runs once a query.';
revoke execute on function private.my_hotels from public;
grant execute on function private.my_hotels to authenticated;

create function private.is_member(hotel uuid, minimum text default 'desk') returns boolean
language sql stable security definer set search_path = '' as $$
  select hotel in (select private.my_hotels(minimum))
$$;
comment on function private.is_member is 'Whether the caller has at least this role in the hotel.';
revoke execute on function private.is_member from public;

create function private.member(hotel uuid, minimum text default 'desk') returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := private.caller();
begin
  perform private.require(hotel is not null, 'hotel');
  if not private.is_member(hotel, minimum) then perform private.fail('not-allowed'); end if;
  return caller;
end $$;
comment on function private.member is 'The caller, who has at least this role in the hotel. Raises sign-in-required or not-allowed.';
revoke execute on function private.member from public;

create policy "a member reads the team" on public.hotel_members
  for select to authenticated using (hotel_id in (select private.my_hotels()));
create policy "a user reads listed hotels and those he works for" on public.hotels
  for select to authenticated using (listed or id in (select private.my_hotels()));
create policy "a user reads himself and his fellows" on public.profiles
  for select to authenticated using (id = (select auth.uid())
    or id in (select m.user_id from public.hotel_members m where m.hotel_id in (select private.my_hotels())));

create trigger touch before insert or update on public.hotel_members
  for each row execute function private.touch();
