-- What the desk is told of a code. core/domain/window.ts repeats the window's rules for offline desks.

create function private.within_hours(c public.coupons, zone text, at timestamptz) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when c.hours_from is null then today
    when c.hours_from < c.hours_to then today and t >= c.hours_from and t < c.hours_to
    -- Across midnight: the part after it belongs to the day before.
    else (today and t >= c.hours_from) or (yesterday and t < c.hours_to) end
  from (select (at at time zone zone)::time as t, (at at time zone zone)::date as d) clock,
    lateral (select (c.weekdays is null or extract(isodow from d)::smallint = any (c.weekdays))
        and (c.blackout_dates is null or d <> all (c.blackout_dates)) as today,
      (c.weekdays is null or extract(isodow from d - 1)::smallint = any (c.weekdays))
        and (c.blackout_dates is null or d - 1 <> all (c.blackout_dates)) as yesterday) day
$$;
comment on function private.within_hours is 'Whether the coupon''s weekdays, hours and blackout dates let it hold at an instant, on the hotel''s clock.';

create function private.code_verdict(r public.redemptions, c public.coupons, h public.hotels, at timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case
    when r.status = 'cancelled' then jsonb_build_object('kind', 'cancelled')
    when r.status = 'used' then jsonb_build_object('kind', 'already-used', 'used_at', r.used_at, 'device', r.device,
      'used_by_name', (select p.display_name from public.profiles p where p.id = r.used_by))
    when at >= r.expires_at then jsonb_build_object('kind', 'expired', 'ended_at', r.expires_at)
    when at >= c.archived_at then jsonb_build_object('kind', 'paused')
    when at < c.starts_at then jsonb_build_object('kind', 'not-yet', 'starts_at', c.starts_at)
    -- No code is used before it was given; five minutes are for the clocks of offline desks.
    when at < r.redeemed_at - interval '5 minutes' then jsonb_build_object('kind', 'not-yet', 'starts_at', r.redeemed_at)
    when not private.within_hours(c, h.time_zone, at) then
      jsonb_build_object('kind', 'outside-hours', 'weekdays', c.weekdays, 'hours_from', c.hours_from, 'hours_to', c.hours_to,
        'blackout_dates', c.blackout_dates)
    else jsonb_build_object('kind', 'valid', 'redemption_id', r.id, 'coupon_id', c.id, 'coupon_title', c.title,
      'discount_kind', c.discount_kind, 'discount_value', c.discount_value, 'currency', h.currency,
      'guest_name', (select p.display_name from public.profiles p where p.id = r.guest_id),
      'redeemed_at', r.redeemed_at, 'expires_at', r.expires_at) end
$$;
comment on function private.code_verdict is 'The Verdict on one of this hotel''s codes at an instant.';
revoke execute on function private.code_verdict from public;

create function private.judge(hotel uuid, member uuid, code text, device text, at timestamptz, out verdict jsonb, out redemption uuid)
language plpgsql security definer set search_path = '' as $$
declare
  wait int;
  r public.redemptions;
  c public.coupons;
  h public.hotels;
begin
  if private.normalise_code(code) is null then
    verdict := jsonb_build_object('kind', 'malformed-code');
    return;
  end if;
  wait := private.attempts_wait(member);
  if wait is not null then
    verdict := jsonb_build_object('kind', 'too-many-attempts', 'retry_after_s', wait);
    return;
  end if;
  select x.* into r from public.redemption_codes k join public.redemptions x on x.id = k.redemption_id
  where k.code = private.normalise_code(judge.code);
  perform private.note_attempt(hotel, member, device, r.hotel_id is not distinct from hotel);
  if r.id is null then
    verdict := jsonb_build_object('kind', 'unknown-code');
  elsif r.hotel_id <> hotel then
    verdict := jsonb_build_object('kind', 'other-hotel');
  else
    select * into c from public.coupons k where k.id = r.coupon_id;
    select * into h from public.hotels k where k.id = r.hotel_id;
    verdict := private.code_verdict(r, c, h, at);
    redemption := r.id;
  end if;
end $$;
comment on function private.judge is 'The Verdict on what a member entered, and which redemption it speaks of. Counts the attempt.';
revoke execute on function private.judge from public;

create function private.check_entry(code text, device text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  perform private.require(char_length(code) between 1 and 64, 'code');
  perform private.require(device is null or char_length(device) between 1 and 80, 'device');
end $$;
comment on function private.check_entry is 'Refuses a code over 64 characters and a device name over 80.';

create function public.verify_code(hotel uuid, code text, device text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  member uuid := private.member(hotel);
  judged record;
begin
  perform private.check_entry(code, device);
  judged := private.judge(hotel, member, code, device, now());
  -- All that is written is that a code was entered. Where it was a right one nobody counts it: it need not wait for the disk.
  if judged.redemption is not null then perform set_config('synchronous_commit', 'off', true); end if;
  return judged.verdict;
end $$;
comment on function public.verify_code is 'A Verdict; nothing is used. At most 20 misses per member in 10 minutes. Any member. Errors: invalid-argument, sign-in-required, not-allowed.';
revoke execute on function public.verify_code from public, anon, authenticated, service_role;
grant execute on function public.verify_code to authenticated;
