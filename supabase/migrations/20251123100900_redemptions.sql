-- A guest's claim on a coupon.   redeemed → used | cancelled   ("expired" is a mark on old ones: expires_at decides)

create table public.redemptions (
  id uuid primary key default gen_random_uuid(),
  coupon_id uuid not null,
  hotel_id uuid not null,
  guest_id uuid not null references public.profiles (id) on delete cascade,
  ordinal int not null default 1,
  status text not null default 'redeemed',
  redeemed_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references public.profiles (id) on delete set null,
  device text,
  code_digest text not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint redemptions_coupon foreign key (coupon_id, hotel_id) references public.coupons (id, hotel_id) on delete cascade,
  constraint redemptions_once unique (coupon_id, guest_id, ordinal),
  constraint redemptions_ordinal check (ordinal between 1 and 100),
  constraint redemptions_status_known check (status in ('redeemed', 'used', 'expired', 'cancelled')),
  constraint redemptions_used_when check ((status = 'used') = (used_at is not null)),
  constraint redemptions_device_length check (char_length(device) <= 80),
  constraint redemptions_digest check (code_digest ~ '^[0-9a-f]{64}$')
);
comment on table public.redemptions is 'Claims. The n-th one of a guest on a coupon has ordinal n, which is what holds max_per_guest under load.';
comment on column public.redemptions.hotel_id is 'Its coupon''s, which holds it to be a hotel''s.';
comment on column public.redemptions.expires_at is 'Exclusive; fixed when it was redeemed.';

create index redemptions_guest on public.redemptions (guest_id, coupon_id);
create index redemptions_feed on public.redemptions (hotel_id, changed_xid, id);
create index redemptions_used_by on public.redemptions (used_by) where used_by is not null;
create index redemptions_coupon on public.redemptions (coupon_id, hotel_id);

create table public.redemption_codes (
  redemption_id uuid primary key references public.redemptions (id) on delete cascade,
  guest_id uuid not null references public.profiles (id) on delete cascade,
  code text not null unique,
  constraint redemption_codes_shape check (code ~ '^[0-9A-HJKMNP-TV-Z]{13}$')
);
comment on table public.redemption_codes is 'The codes themselves, readable by their guests alone.';

create index redemption_codes_guest on public.redemption_codes (guest_id);

alter table public.redemptions enable row level security;
alter table public.redemption_codes enable row level security;
revoke all on public.redemptions, public.redemption_codes from anon, authenticated, service_role;
grant select (id, coupon_id, hotel_id, guest_id, ordinal, status, redeemed_at, expires_at, used_at, created_at, updated_at)
  on public.redemptions to authenticated;
grant select (redemption_id, guest_id, code) on public.redemption_codes to authenticated;
grant select, insert, update, delete on public.redemptions, public.redemption_codes to service_role;

create policy "a guest reads his own redemptions, a member those of his hotels" on public.redemptions
  for select to authenticated using (guest_id = (select auth.uid()) or hotel_id in (select private.my_hotels()));
create policy "a guest reads his own codes" on public.redemption_codes
  for select to authenticated using (guest_id = (select auth.uid()));

create trigger touch before insert or update on public.redemptions
  for each row when (new.changed_xid <> pg_current_xact_id() or new.updated_at <> now()) execute function private.touch();

create function private.restore_stock() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- One at a time per coupon, so that no two give the same number; redeemers, who only take, are not held up.
  perform from public.coupons c
  where c.id in (select g.coupon_id from gone g where g.status <> 'cancelled') order by c.id for no key update;
  insert into private.coupon_slots (coupon_id, slot)
  select c.id, (select coalesce(max(s.slot), 0) from private.coupon_slots s where s.coupon_id = c.id)
    + row_number() over (partition by c.id)
  from gone g join public.coupons c on c.id = g.coupon_id
  where g.status <> 'cancelled' and c.max_redemptions is not null and c.status <> 'archived';
  return null;
end $$;
comment on function private.restore_stock is 'Gives the pieces of deleted redemptions back: what is left is always the limit less the redemptions there are.';
revoke execute on function private.restore_stock from public;

create trigger restore_stock after delete on public.redemptions referencing old table as gone
  for each statement execute function private.restore_stock();

create function private.refresh_names() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.redemptions set guest_id = guest_id where guest_id = new.id;
  update public.hotel_members set user_id = user_id where user_id = new.id;
  return null;
end $$;
comment on function private.refresh_names is 'Sends the rows that show a user''s name through the hotels'' feeds again when he changes it.';
revoke execute on function private.refresh_names from public;

create trigger refresh_names after update of display_name on public.profiles
  for each row when (old.display_name is distinct from new.display_name)
  execute function private.refresh_names();

create function private.expiry(coupon public.coupons, zone text, redeemed_at timestamptz) returns timestamptz
language sql immutable as $$
  select least(coupon.ends_at,
    (((redeemed_at at time zone zone)::date + coupon.valid_days_after_redeem + 1)::timestamp at time zone zone))
$$;
comment on function private.expiry is 'The earlier of the coupon''s end and the end of the hotel-local day valid_days_after_redeem days later.';
