-- An offer of a hotel.   draft → published ⇄ paused → archived   (a draft can be archived, too; archived is final)

create table public.coupons (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  title text not null,
  description text not null default '',
  terms text not null default '',
  discount_kind text not null,
  discount_value int not null,
  status text not null default 'draft',
  starts_on date not null,
  ends_on date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  weekdays smallint[],
  hours_from time,
  hours_to time,
  blackout_dates date[],
  max_redemptions int,
  max_per_guest int not null default 1,
  valid_days_after_redeem int,
  online_only boolean not null default false,
  image_path text,
  published_at timestamptz,
  archived_at timestamptz,
  created_by uuid references public.profiles (id) on delete set null,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint coupons_of_hotel unique (id, hotel_id),
  constraint coupons_title_length check (char_length(title) <= 120 and title ~ '\S' and private.is_line(title)),
  constraint coupons_description_length check (char_length(description) <= 2000),
  constraint coupons_terms_length check (char_length(terms) <= 2000),
  constraint coupons_discount check (case discount_kind
    when 'percent' then discount_value between 1 and 100
    when 'amount' then discount_value > 0
    when 'gift' then discount_value = 0
    else false end),
  constraint coupons_status_known check (status in ('draft', 'published', 'paused', 'archived')),
  constraint coupons_archived_when check ((status = 'archived') = (archived_at is not null)),
  constraint coupons_days_in_order check (starts_on <= ends_on),
  constraint coupons_weekdays check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) between 1 and 7),
  constraint coupons_blackout_dates
    check (cardinality(blackout_dates) between 1 and 60 and array_position(blackout_dates, null) is null),
  constraint coupons_hours_both check ((hours_from is null) = (hours_to is null)),
  constraint coupons_max_redemptions check (max_redemptions between 1 and 100000),
  constraint coupons_max_per_guest check (max_per_guest between 1 and 100),
  constraint coupons_valid_days check (valid_days_after_redeem between 1 and 365),
  constraint coupons_image_own check (private.is_file_in(image_path, hotel_id))
);
comment on table public.coupons is 'Offers. Guests see the published ones of listed hotels.';
comment on column public.coupons.discount_value is 'percent: 1..100; amount: minor units of the hotel''s currency; gift: 0.';
comment on column public.coupons.ends_on is 'The last day, included, on the hotel''s calendar.';
comment on column public.coupons.starts_at is 'The instant starts_on begins in the hotel''s time zone. Set by trigger.';
comment on column public.coupons.ends_at is 'The instant ends_on is over in the hotel''s time zone, exclusive. Set by trigger.';
comment on column public.coupons.weekdays is 'ISO weekdays, 1 = Monday; null: every day. The part of a night after midnight belongs to the day it began on.';
comment on column public.coupons.hours_to is 'Exclusive; where it is not after hours_from the hours cross midnight.';
comment on column public.coupons.blackout_dates is 'Days on the hotel''s calendar on which it does not hold, sorted; null: none. The part of a night after midnight belongs to the day it began on.';
comment on column public.coupons.max_redemptions is 'Null: unlimited.';
comment on column public.coupons.archived_at is 'From when on its unused codes no longer hold. Set by trigger.';
comment on column public.coupons.image_path is 'Object in the bucket coupon-images: <hotel id>/<file>.';

create index coupons_feed on public.coupons (hotel_id, changed_xid, id);
create index coupons_created_by on public.coupons (created_by);
create index coupons_newest on public.coupons (published_at desc, id desc) where status = 'published';
create index coupons_ending on public.coupons (ends_at, id) where status = 'published';
create index coupons_status on public.coupons (status, hotel_id);

alter table public.coupons enable row level security;
revoke all on public.coupons from anon, authenticated, service_role;
grant select (id, hotel_id, title, description, terms, discount_kind, discount_value, status, starts_on, ends_on, starts_at, ends_at,
  weekdays, hours_from, hours_to, blackout_dates, max_redemptions, max_per_guest, valid_days_after_redeem, online_only, image_path, published_at,
  created_at, updated_at) on public.coupons to anon, authenticated;
grant select, insert, update, delete on public.coupons to service_role;

create policy "anyone reads published coupons of listed hotels" on public.coupons
  for select to anon using (status = 'published' and hotel_id in (select h.id from public.hotels h where h.listed));
create policy "a user reads those, and all of the hotels he works for" on public.coupons
  for select to authenticated using ((status = 'published' and hotel_id in (select h.id from public.hotels h where h.listed))
    or hotel_id in (select private.my_hotels()));

create trigger touch before insert or update on public.coupons
  for each row execute function private.touch();

create function private.set_instants() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  zone text := (select h.time_zone from public.hotels h where h.id = new.hotel_id);
begin
  new.starts_at := new.starts_on::timestamp at time zone zone;
  new.ends_at := (new.ends_on + 1)::timestamp at time zone zone;
  new.archived_at := case when new.status = 'archived' then coalesce(new.archived_at, now()) end;
  return new;
end $$;
comment on function private.set_instants is 'Derives a coupon''s instants: from its days, on its hotel''s clock, and when it was archived.';
revoke execute on function private.set_instants from public;

create trigger set_instants before insert or update on public.coupons
  for each row execute function private.set_instants();

create function private.refresh_coupons() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.coupons set hotel_id = hotel_id where hotel_id = new.id;
  return null;
end $$;
comment on function private.refresh_coupons is 'Derives the coupons'' instants and search words anew when their hotel''s time zone, name or city changes.';
revoke execute on function private.refresh_coupons from public;

create trigger refresh_coupons after update of time_zone, name, city on public.hotels
  for each row when ((old.time_zone, old.name, old.city) is distinct from (new.time_zone, new.name, new.city))
  execute function private.refresh_coupons();
