/**
 * The same functions with their defences taken out, for the controls. They look first and act then; the pause stands for
 * the network and the disk of a real server.
 */
export const careless = `
create table public.careless_redemptions (coupon_id uuid, guest_id uuid);
create table public.careless_uses (redemption_id uuid);

create function public.careless_redeem(coupon uuid, command_id uuid, follow boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  c public.coupons;
begin
  select * into c from public.coupons k where k.id = coupon;
  if c.max_redemptions <= (select count(*) from public.careless_redemptions r where r.coupon_id = coupon) then
    return '{"kind": "sold-out"}';
  end if;
  if exists (select from public.careless_redemptions r where r.coupon_id = coupon and r.guest_id = auth.uid()) then
    return '{"kind": "already-redeemed"}';
  end if;
  perform pg_sleep(0.01);
  insert into public.careless_redemptions values (coupon, auth.uid());
  return '{"kind": "redeemed"}';
end $$;

create function public.hasty_redeem(coupon uuid, command_id uuid, follow boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform from private.coupon_slots s where s.coupon_id = coupon limit 1 for update skip locked;
  return jsonb_build_object('kind', case when found then 'redeemed' else 'sold-out' end);
end $$;

create function public.careless_use(hotel uuid, code text, command_id uuid, happened_at timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  redemption uuid := (select k.redemption_id from public.redemption_codes k where k.code = careless_use.code);
begin
  if exists (select from public.careless_uses u where u.redemption_id = redemption) then
    return '{"kind": "already-used"}';
  end if;
  perform pg_sleep(0.01);
  insert into public.careless_uses values (redemption);
  return '{"kind": "used"}';
end $$;

grant execute on function public.careless_redeem, public.hasty_redeem, public.careless_use to authenticated;
`
