-- What is left of a limited coupon: one row per piece. Taking a piece deletes its row, so that guests of one coupon do not
-- queue at one counter: each locks another row. Rows exist from the first publication on.

create table private.coupon_slots (
  coupon_id uuid not null references public.coupons (id) on delete cascade,
  slot int not null,
  primary key (coupon_id, slot)
);
comment on table private.coupon_slots is 'A row per free piece of a limited coupon.';
alter table private.coupon_slots enable row level security;

create function private.lock_slot(coupon uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  free int;
begin
  -- The order makes it walk the key: without, a planner that knows of many pieces reads the whole table to find one.
  select s.slot into free from private.coupon_slots s where s.coupon_id = coupon order by s.slot limit 1 for update skip locked;
  -- All of what is left may be in others' hands. Wait for those: one of them may yet let go.
  if free is null then
    select s.slot into free from private.coupon_slots s where s.coupon_id = coupon order by s.slot limit 1 for update;
  end if;
  return free;
end $$;
comment on function private.lock_slot is 'A free piece, locked for this transaction, or null when all are gone for good. Delete it to take it.';
revoke execute on function private.lock_slot from public;

create function private.coupon_left(coupon public.coupons, taken int default null) returns int
language plpgsql stable security definer set search_path = '' as $$
declare
  span int;
begin
  if coupon.max_redemptions is null then return null; end if;
  if coupon.published_at is null then return coupon.max_redemptions; end if;
  -- The lowest pieces go first, so what lies between the ends is free, but for a few that were taken out of turn. Who has just
  -- taken one knows the lower end: to look for it would lead past all that were taken lately.
  span := (select max(s.slot) from private.coupon_slots s where s.coupon_id = coupon.id)
    - coalesce(taken, (select min(s.slot) - 1 from private.coupon_slots s where s.coupon_id = coupon.id));
  if span > 500 then return span; end if;
  return (select count(*) from private.coupon_slots s where s.coupon_id = coupon.id);
end $$;
comment on function private.coupon_left is 'How many can still be redeemed; null: unlimited. Of more than 500 it may be a few too many: counting would cost more than it tells. taken: the piece that the caller has just taken.';
revoke execute on function private.coupon_left from public;

create function private.set_stock(coupon uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  limited int := (select c.max_redemptions from public.coupons c where c.id = coupon);
  taken int := (select count(*) from public.redemptions r where r.coupon_id = coupon and r.status <> 'cancelled');
  free int := (select count(*) from private.coupon_slots s where s.coupon_id = coupon);
  top int := (select coalesce(max(s.slot), 0) from private.coupon_slots s where s.coupon_id = coupon);
begin
  if limited is null then
    delete from private.coupon_slots s where s.coupon_id = coupon;
    return;
  end if;
  perform private.require(limited >= taken, 'max_redemptions');
  insert into private.coupon_slots (coupon_id, slot)
  select coupon, top + n from generate_series(1, limited - taken - free) n;
  delete from private.coupon_slots s using (
    select d.slot from private.coupon_slots d where d.coupon_id = coupon order by d.slot desc
    limit greatest(0, free + taken - limited)) surplus
  where s.coupon_id = coupon and s.slot = surplus.slot;
end $$;
comment on function private.set_stock is 'Makes the free pieces what max_redemptions says. The caller holds the coupon "for update", which keeps redeemers out.';
revoke execute on function private.set_stock from public;
