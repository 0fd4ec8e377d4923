-- Every physical use that a desk performed, and every code it tried.

create table public.uses (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  redemption_id uuid not null references public.redemptions (id) on delete cascade,
  status text not null,
  happened_at timestamptz not null,
  received_at timestamptz not null default now(),
  used_by uuid references public.profiles (id) on delete set null,
  device text,
  command_id uuid not null,
  reason text,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint uses_status_known check (status in ('counted', 'conflict', 'undone', 'closed')),
  constraint uses_device_length check (char_length(device) <= 80),
  constraint uses_reason_length check (char_length(reason) <= 500)
);
comment on table public.uses is 'Physical uses. Two offline desks can both have taken a code: one use is counted, the other a conflict until it is closed with a reason.';

create unique index uses_counted_once on public.uses (redemption_id) where status = 'counted';
create unique index uses_happened_once on public.uses (redemption_id, used_by, happened_at);
create index uses_feed on public.uses (hotel_id, changed_xid, id);
create index uses_used_by on public.uses (used_by);

create table public.code_attempts (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  device text,
  at timestamptz not null default now(),
  hit boolean not null,
  constraint code_attempts_device_length check (char_length(device) <= 80)
);
comment on table public.code_attempts is 'Codes that members entered; hit: it was one of this hotel''s. The drain removes them after 31 days.';

create index code_attempts_misses on public.code_attempts (user_id, at) where not hit;
create index code_attempts_user on public.code_attempts (user_id);
create index code_attempts_age on public.code_attempts (at);
create index code_attempts_hotel on public.code_attempts (hotel_id);

alter table public.uses enable row level security;
alter table public.code_attempts enable row level security;
revoke all on public.uses, public.code_attempts from anon, authenticated, service_role;
grant select (id, hotel_id, redemption_id, status, happened_at, received_at, used_by, device, command_id, reason, created_at, updated_at)
  on public.uses to authenticated;
grant select, insert, update, delete on public.uses, public.code_attempts to service_role;

create policy "a member reads the uses of his hotels" on public.uses
  for select to authenticated using (hotel_id in (select private.my_hotels()));

create trigger touch before insert or update on public.uses
  for each row execute function private.touch();

create function private.attempts_wait(member uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  since timestamptz;
  twentieth timestamptz;
begin
  -- One at a time per member, so that a burst cannot pass the limit. Nobody else waits. Misses count wherever they were made:
  -- anyone can open a hotel, and would have as many tries as hotels.
  perform pg_advisory_xact_lock(hashtextextended('attempts:' || member, 0));
  since := clock_timestamp() - interval '10 minutes';
  select a.at into twentieth from public.code_attempts a
  where a.user_id = member and not a.hit and a.at > since
  order by a.at desc offset 19 limit 1;
  return ceil(extract(epoch from twentieth + interval '10 minutes' - clock_timestamp()));
end $$;
comment on function private.attempts_wait is 'Seconds until this member may try a code again; null: at once. 20 misses in 10 minutes are allowed: a guesser gets nowhere among 2^60 codes, a clumsy desk stays free.';
revoke execute on function private.attempts_wait from public;

create function private.note_attempt(hotel uuid, member uuid, device text, hit boolean) returns void
language sql security definer set search_path = '' as $$
  insert into public.code_attempts (hotel_id, user_id, device, at, hit) values (hotel, member, note_attempt.device, clock_timestamp(), note_attempt.hit)
$$;
comment on function private.note_attempt is 'Remembers one entered code.';
revoke execute on function private.note_attempt from public;
