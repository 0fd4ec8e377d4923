-- A guest's link to a hotel. It holds while ended_at is null; muted is its own switch.

create table public.follows (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  guest_id uuid not null references public.profiles (id) on delete cascade,
  muted boolean not null default false,
  since timestamptz not null default now(),
  ended_at timestamptz,
  shown_xid xid8 not null default pg_current_xact_id(),
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint follows_once unique (hotel_id, guest_id)
);
comment on table public.follows is 'Who follows which hotel. Ended ones are kept, so that the guest''s other devices hear of it.';

comment on column public.follows.shown_xid is 'The transaction that last began or ended it, and so changed which notifications its guest is shown. Set by trigger.';

create index follows_guest on public.follows (guest_id, hotel_id);
create index follows_standing on public.follows (hotel_id, since) where ended_at is null;
create index follows_muted on public.follows (hotel_id) where ended_at is null and muted;

alter table public.follows enable row level security;
revoke all on public.follows from anon, authenticated, service_role;
grant select (id, hotel_id, guest_id, muted, since, ended_at, created_at, updated_at) on public.follows to authenticated;
grant select, insert, update, delete on public.follows to service_role;

create policy "a guest reads his own follows" on public.follows
  for select to authenticated using (guest_id = (select auth.uid()));

create trigger touch before insert or update on public.follows
  for each row when (new.changed_xid <> pg_current_xact_id() or new.updated_at <> now()) execute function private.touch();

create function private.touch_shown() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.shown_xid := pg_catalog.pg_current_xact_id();
  return new;
end $$;
comment on function private.touch_shown is 'Stamps a follow that begins or ends. Muting does neither.';

create trigger touch_shown before update of since, ended_at on public.follows
  for each row execute function private.touch_shown();

create function private.follow(guest uuid, hotel uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.follows f where f.hotel_id = hotel and f.guest_id = guest and f.ended_at is null) then return; end if;
  insert into public.follows (hotel_id, guest_id) values (hotel, guest) on conflict (hotel_id, guest_id) do nothing;
  if not found then
    update public.follows f set ended_at = null, since = now() where f.hotel_id = hotel and f.guest_id = guest and f.ended_at is not null;
  end if;
end $$;
comment on function private.follow is 'Follows, or follows again; leaves a standing follow untouched.';
revoke execute on function private.follow from public;

create function public.set_follow(command_id uuid, hotel uuid, following boolean, muted boolean default false) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  guest uuid := private.caller();
  replay jsonb;
begin
  perform private.require(hotel is not null, 'hotel');
  perform private.require(following is not null, 'following');
  perform private.require(muted is not null, 'muted');
  replay := private.begin_command(command_id, 'set_follow',
    jsonb_build_object('hotel', hotel, 'following', following, 'muted', muted));
  if replay is not null then return replay; end if;

  if following then
    -- Who follows already may mute, whether or not the hotel is still listed.
    if not exists (select from public.hotels h where h.id = hotel and h.listed)
      and not exists (select from public.follows f where f.hotel_id = hotel and f.guest_id = guest and f.ended_at is null)
    then perform private.fail('not-found', 'hotel'); end if;
    perform private.follow(guest, hotel);
    update public.follows f set muted = set_follow.muted
    where f.hotel_id = hotel and f.guest_id = guest and f.muted <> set_follow.muted;
  else
    update public.follows f set ended_at = now() where f.hotel_id = hotel and f.guest_id = guest and f.ended_at is null;
  end if;
  return private.end_command(command_id,
    jsonb_build_object('kind', case when following then 'following' else 'not-following' end, 'hotel_id', hotel));
end $$;
comment on function public.set_follow is '{kind: following | not-following, hotel_id}. Errors: invalid-argument, sign-in-required, not-found, command-mismatch.';
revoke execute on function public.set_follow from public, anon, authenticated, service_role;
grant execute on function public.set_follow to authenticated;
