-- A guest takes a coupon. Exact under any load: each piece of the stock is a row of its own, one per guest is a unique key.

create function private.refusal(c public.coupons, h public.hotels) returns jsonb
language sql stable set search_path = '' as $$
  select case
    when c.status = 'archived' or not h.listed then jsonb_build_object('kind', 'not-available')
    when c.ends_at <= now() then jsonb_build_object('kind', 'over', 'ends_at', c.ends_at)
    when c.status = 'paused' then jsonb_build_object('kind', 'paused')
    when c.starts_at > now() then jsonb_build_object('kind', 'not-yet', 'starts_at', c.starts_at)
  end
$$;
comment on function private.refusal is 'Why nobody can redeem this coupon now, or null.';

create function private.held(c public.coupons, guest uuid) returns public.redemptions
language plpgsql stable security definer set search_path = '' as $$
declare
  r public.redemptions;
begin
  select * into r from public.redemptions k where k.coupon_id = c.id and k.guest_id = guest order by k.ordinal desc limit 1;
  return r;
end $$;
comment on function private.held is 'The guest''s latest redemption of the coupon.';
revoke execute on function private.held from public;

create function private.claim(c public.coupons, h public.hotels, guest uuid, held int, out made public.redemptions, out code text, out piece int)
language plpgsql security definer set search_path = '' as $$
declare
  known int := held;
begin
  -- The piece is locked now and taken with the claim: if it turns out that the guest already has his share, it stays.
  if c.max_redemptions is not null then
    piece := private.lock_slot(c.id);
    if piece is null then return; end if;
  end if;
  code := private.new_code();
  loop
    if known >= c.max_per_guest then return; end if;
    with claimed as (
      insert into public.redemptions (coupon_id, hotel_id, guest_id, ordinal, expires_at, code_digest)
      values (c.id, h.id, guest, known + 1, private.expiry(c, h.time_zone, now()), private.code_digest(h.id, claim.code))
      on conflict (coupon_id, guest_id, ordinal) do nothing
      returning *
    ), coded as (
      insert into public.redemption_codes (redemption_id, guest_id, code) select n.id, guest, claim.code from claimed n
    ), taken as (
      delete from private.coupon_slots s where s.coupon_id = c.id and s.slot = piece and exists (select from claimed)
    ), queued as (
      insert into public.interaction_queue (kind, coupons, ats) select 'redemption', array[n.coupon_id], array[n.redeemed_at] from claimed n
    )
    select * into made from claimed;
    exit when found;
    -- Another call of his was faster.
    known := (private.held(c, guest)).ordinal;
  end loop;
end $$;
comment on function private.claim is 'A new redemption of a guest who was seen to hold so many, its code and the piece of the stock; made is null when all pieces are gone or he has his share.';
revoke execute on function private.claim from public;

create function public.redeem_coupon(coupon uuid, command_id uuid, follow boolean default true) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  guest uuid := private.caller();
  turn record;
  c public.coupons;
  h public.hotels;
  r public.redemptions;
  claim record;
  answer jsonb;
begin
  perform private.require(coupon is not null, 'coupon');
  perform private.require(follow is not null, 'follow');
  turn := private.take_turn(command_id, 'redeem_coupon', jsonb_build_object('coupon', coupon, 'follow', follow));
  if turn.answer is not null then return turn.answer; end if;

  -- The lock that the foreign key takes anyway, taken early: limits cannot change under what follows.
  select * into c from public.coupons k where k.id = coupon for key share;
  if not found or c.published_at is null then perform private.fail('not-found', 'coupon'); end if;
  select * into h from public.hotels k where k.id = c.hotel_id;

  r := private.held(c, guest);
  answer := case when coalesce(r.ordinal, 0) < c.max_per_guest then private.refusal(c, h)
    else jsonb_build_object('kind', 'already-redeemed', 'redemption', private.guest_redemption(r)) end;
  if answer is null then
    claim := private.claim(c, h, guest, coalesce(r.ordinal, 0));
    if (claim.made).id is not null then
      if follow then perform private.follow(guest, h.id); end if;
      answer := jsonb_build_object('kind', 'redeemed', 'redemption',
        private.guest_redemption_of(claim.made, claim.code, private.card(c, h, claim.piece)));
    else
      r := private.held(c, guest);
      answer := case when r.ordinal >= c.max_per_guest
        then jsonb_build_object('kind', 'already-redeemed', 'redemption', private.guest_redemption(r))
        else jsonb_build_object('kind', 'sold-out') end;
    end if;
  end if;
  return private.keep_answer(command_id, 'redeem_coupon', turn.digest, answer);
end $$;
comment on function public.redeem_coupon is '{kind: redeemed | already-redeemed, redemption: GuestRedemption} or {kind: sold-out | not-yet (starts_at) | over (ends_at) | paused | not-available}. follow: follow its hotel as well. Errors: invalid-argument, sign-in-required, not-found (also what was never published), command-mismatch.';
revoke execute on function public.redeem_coupon from public, anon, authenticated, service_role;
grant execute on function public.redeem_coupon to authenticated;
