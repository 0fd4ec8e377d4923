-- What guests did, on its way to daily figures: queue (one row per batch) → drain → figures, or dead letters.

create table public.interaction_queue (
  id bigint primary key generated always as identity,
  batch_id uuid not null default gen_random_uuid(),
  kind text not null default 'view',
  coupons uuid[] not null,
  ats timestamptz[] not null,
  event_count int not null generated always as (cardinality(coupons)) stored,
  dead int not null default 0,
  received_at timestamptz not null default now(),
  constraint interaction_queue_kind_known check (kind in ('view', 'redemption', 'use', 'undo')),
  constraint interaction_queue_pairs check (cardinality(coupons) = cardinality(ats) and cardinality(coupons) <= case kind when 'view' then 200 else 1 end)
);
comment on table public.interaction_queue is 'Batches waiting to be counted: the n-th coupon was seen (or redeemed, used) at the n-th instant. Clients send views alone; the rest is the server''s.';
comment on column public.interaction_queue.dead is 'How many of the batch''s events went to the dead letters when it came.';
-- 200 events are 5 kB of random bytes: not worth compressing, and read faster where the row is.
alter table public.interaction_queue alter column coupons set storage external, alter column ats set storage external;
alter table public.interaction_queue set (toast_tuple_target = 8160);

create table public.interaction_batches (
  batch_id uuid primary key,
  received_at timestamptz not null default now()
);
comment on table public.interaction_batches is 'Ids of clients'' batches, so that a resend counts once. Events older than 30 days are refused, so the drain removes ids older than that.';
create index interaction_batches_age on public.interaction_batches (received_at);

create table public.interaction_dead_letters (
  id uuid primary key default gen_random_uuid(),
  batch_id uuid not null,
  event text not null,
  reason text not null,
  at timestamptz not null default now(),
  constraint interaction_dead_letters_length check (char_length(event) <= 2000),
  constraint interaction_dead_letters_reason check (reason in ('malformed', 'unknown-kind', 'unknown-coupon', 'future', 'too-old'))
);
comment on table public.interaction_dead_letters is 'Events that could not be counted (the first 2000 characters of each), with the reason. The drain removes them after 31 days.';
create index interaction_dead_letters_age on public.interaction_dead_letters (at);

create table public.interaction_daily (
  coupon_id uuid not null,
  day date not null,
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  views int not null default 0,
  redemptions int not null default 0,
  uses int not null default 0,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (coupon_id, day),
  constraint interaction_daily_coupon foreign key (coupon_id) references public.coupons (id) on delete cascade,
  -- Uses may be -1 for the moment in which an undo was drained before its use, as when two drains overlap.
  constraint interaction_daily_counts check (views >= 0 and redemptions >= 0)
);
comment on table public.interaction_daily is 'Figures of a coupon on a day of its hotel''s calendar. The drain alone writes it, with the hotel that it reads from the coupon: each index more would cost it a tenth.';
create index interaction_daily_feed on public.interaction_daily (hotel_id, changed_xid, coupon_id, day);

alter table public.interaction_queue enable row level security;
alter table public.interaction_batches enable row level security;
alter table public.interaction_dead_letters enable row level security;
alter table public.interaction_daily enable row level security;
revoke all on public.interaction_queue, public.interaction_batches, public.interaction_dead_letters, public.interaction_daily
  from anon, authenticated, service_role;
grant select, insert, update, delete
  on public.interaction_queue, public.interaction_batches, public.interaction_dead_letters, public.interaction_daily to service_role;
grant select (coupon_id, day, hotel_id, views, redemptions, uses, created_at, updated_at) on public.interaction_daily to authenticated;

create policy "a member reads the figures of his hotels" on public.interaction_daily
  for select to authenticated using (hotel_id in (select private.my_hotels()));

create trigger touch before insert or update on public.interaction_daily
  for each row when (new.changed_xid <> pg_current_xact_id() or new.updated_at <> now()) execute function private.touch();

create function private.enqueue(kind text, coupon uuid, at timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into public.interaction_queue (kind, coupons, ats) values (kind, array[coupon], array[at])
$$;
comment on function private.enqueue is 'Queues a redemption, a use or its undoing to be counted, in the transaction that makes it.';
revoke execute on function private.enqueue from public;

create function public.coupon_figures(hotel uuid, from_day date, to_day date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.member(hotel);
  perform private.require(isfinite(from_day), 'from_day');
  perform private.require(isfinite(to_day) and to_day >= from_day and to_day - from_day <= 3660, 'to_day');
  return coalesce((
    select jsonb_agg(jsonb_build_object('coupon_id', c.id, 'title', c.title, 'status', c.status,
      'views', f.views, 'redemptions', f.redemptions, 'uses', f.uses) order by f.views desc, c.title, c.id)
    from public.coupons c
    cross join lateral (
      select coalesce(sum(d.views), 0) views, coalesce(sum(d.redemptions), 0) redemptions, coalesce(sum(d.uses), 0) uses
      from public.interaction_daily d where d.coupon_id = c.id and d.day between from_day and to_day) f
    where c.hotel_id = hotel), '[]');
end $$;
comment on function public.coupon_figures is '[{coupon_id, title, status, views, redemptions, uses}] of all coupons, over hotel-local days, both included, at most ten years. Errors: invalid-argument, sign-in-required, not-allowed.';
revoke execute on function public.coupon_figures from public, anon, authenticated, service_role;
grant execute on function public.coupon_figures to authenticated;
