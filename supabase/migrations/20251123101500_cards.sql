-- A coupon as guests see it.

create function private.card(coupon public.coupons, hotel public.hotels, taken int default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- The words of the search are many, and would be written out only to be left out.
  coupon.search := null;
  return to_jsonb(coupon) - '{changed_xid,created_by,archived_at,created_at,updated_at,search}'::text[] || jsonb_build_object(
    'currency', hotel.currency,
    'left', private.coupon_left(coupon, taken),
    'hotel', jsonb_build_object('id', hotel.id, 'name', hotel.name, 'city', hotel.city, 'country', hotel.country,
      'time_zone', hotel.time_zone, 'logo_path', hotel.logo_path));
end $$;
comment on function private.card is 'The Card of docs/database.md. taken: the piece that the caller has just taken.';
revoke execute on function private.card from public;

create function private.guest_redemption_of(redemption public.redemptions, code text, card jsonb) returns jsonb
language sql stable as $$
  select to_jsonb(redemption) - '{changed_xid,code_digest,used_by,device}'::text[] || jsonb_build_object('code', code, 'coupon', card)
$$;
comment on function private.guest_redemption_of is 'The GuestRedemption of docs/database.md, of what is known already.';
revoke execute on function private.guest_redemption_of from public;

create function private.guest_redemption(redemption public.redemptions) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  c public.coupons;
  h public.hotels;
begin
  select * into c from public.coupons k where k.id = redemption.coupon_id;
  select * into h from public.hotels k where k.id = redemption.hotel_id;
  return private.guest_redemption_of(redemption, (select k.code from public.redemption_codes k where k.redemption_id = redemption.id), private.card(c, h));
end $$;
comment on function private.guest_redemption is 'The GuestRedemption of docs/database.md.';
revoke execute on function private.guest_redemption from public;

create function public.get_coupon(coupon uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require(coupon is not null, 'coupon');
  return (
    select private.card(c, h) from public.coupons c join public.hotels h on h.id = c.hotel_id
    where c.id = coupon and (
      (c.status = 'published' and h.listed)
      or private.is_member(c.hotel_id)
      or exists (select from public.redemptions r where r.coupon_id = c.id and r.guest_id = auth.uid())));
end $$;
comment on function public.get_coupon is 'The Card of a published coupon of a listed hotel, or of one that the caller''s hotel offers or the caller has redeemed; else null. Errors: invalid-argument.';
revoke execute on function public.get_coupon from public, anon, authenticated, service_role;
grant execute on function public.get_coupon to anon, authenticated;
