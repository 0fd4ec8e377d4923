-- A hotel: whose time zone and currency all its coupons live in.

create table public.hotels (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  city text not null,
  country text not null,
  address text not null default '',
  description text not null default '',
  time_zone text not null,
  currency text not null,
  logo_path text,
  listed boolean not null default true,
  accept_unknown_offline boolean not null default false,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint hotels_name_length check (char_length(name) <= 120 and name ~ '\S' and private.is_line(name)),
  constraint hotels_city_length check (char_length(city) <= 80 and city ~ '\S' and private.is_line(city)),
  constraint hotels_country_code check (country ~ '^[A-Z]{2}$'),
  constraint hotels_address_length check (char_length(address) <= 200 and private.is_line(address)),
  constraint hotels_description_length check (char_length(description) <= 2000),
  constraint hotels_time_zone_length check (char_length(time_zone) <= 60),
  constraint hotels_currency_code check (currency ~ '^[A-Z]{3}$'),
  constraint hotels_logo_own check (private.is_file_in(logo_path, id))
);
comment on table public.hotels is 'A hotel. Guests see it while it is listed.';
comment on column public.hotels.time_zone is 'IANA name; every day and hour of this hotel is meant in it.';
comment on column public.hotels.currency is 'ISO 4217; amounts are integers in its minor unit.';
comment on column public.hotels.accept_unknown_offline is 'Whether a desk without network may accept, at the hotel''s risk, a code that it does not know yet. Members read it in the feed.';
comment on column public.hotels.country is 'ISO 3166 alpha-2.';
comment on column public.hotels.logo_path is 'Object in the bucket coupon-images: <hotel id>/<file>.';

create index hotels_listed on public.hotels (listed);

alter table public.hotels enable row level security;
revoke all on public.hotels from anon, authenticated, service_role;
grant select (id, name, city, country, address, description, time_zone, currency, logo_path, listed, created_at, updated_at)
  on public.hotels to anon, authenticated;
grant select, insert, update, delete on public.hotels to service_role;

create policy "anyone reads listed hotels" on public.hotels
  for select to anon using (listed);

create trigger touch before insert or update on public.hotels
  for each row execute function private.touch();

create function private.is_time_zone(name text) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from pg_catalog.pg_timezone_names z
    where z.name = is_time_zone.name and z.name ~ '^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$')
$$;
comment on function private.is_time_zone is 'Whether this is an IANA name, and no abbreviation or POSIX rule.';
