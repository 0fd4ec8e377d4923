-- The desk consumes a code. Every call tells of a physical use: the first one to arrive counts, others are conflicts.

create function private.use_redemption(redemption uuid, member uuid, device text, at timestamptz, command_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  r public.redemptions;
  c public.coupons;
  use_id uuid;
begin
  -- The one statement that decides: of any number of callers one finds the row unused.
  update public.redemptions x
  set status = 'used', used_at = use_redemption.at, used_by = use_redemption.member, device = use_redemption.device
  where x.id = use_redemption.redemption and x.status in ('redeemed', 'expired')
  returning * into r;
  if not found then return null; end if;

  insert into public.uses (hotel_id, redemption_id, status, happened_at, used_by, device, command_id)
  values (r.hotel_id, r.id, 'counted', r.used_at, r.used_by, r.device, use_redemption.command_id)
  returning id into use_id;
  select * into c from public.coupons k where k.id = r.coupon_id;
  insert into public.notifications (audience, user_id, hotel_id, kind, coupon_id, redemption_id, payload)
  select 'user', r.guest_id, r.hotel_id, 'redemption-used', r.coupon_id, r.id,
    jsonb_build_object('title', c.title, 'hotel_name', h.name, 'used_at', r.used_at)
  from public.hotels h where h.id = r.hotel_id;
  perform private.enqueue('use', r.coupon_id, r.used_at);
  return jsonb_build_object('kind', 'used', 'use_id', use_id, 'redemption_id', r.id, 'coupon_title', c.title,
    'guest_name', (select p.display_name from public.profiles p where p.id = r.guest_id), 'used_at', r.used_at);
end $$;
comment on function private.use_redemption is 'Uses an unused redemption and tells its guest: the Verdict "used", or null when somebody was first.';
revoke execute on function private.use_redemption from public;

create function public.use_code(hotel uuid, code text, command_id uuid, happened_at timestamptz, device text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  member uuid := private.member(hotel);
  replay jsonb;
  judged record;
  used jsonb;
begin
  perform private.check_entry(code, device);
  -- A check before it in the same transaction need not wait for the disk (see verify_code); a use does.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', s.reset_val, true) from pg_catalog.pg_settings s where s.name = 'synchronous_commit';
  end if;
  replay := private.begin_command(command_id, 'use_code', jsonb_build_object(
    'hotel', hotel, 'code', code, 'happened_at', extract(epoch from happened_at), 'device', device));
  if replay is not null then return replay; end if;
  perform private.require(happened_at between now() - interval '30 days' and now() + interval '5 minutes', 'happened_at');

  judged := private.judge(hotel, member, code, device, happened_at);
  if judged.verdict ->> 'kind' = 'valid' then
    used := private.use_redemption(judged.redemption, member, device, happened_at, command_id);
    if used is not null then return private.end_command(command_id, used); end if;
    judged := private.judge(hotel, member, code, device, happened_at);
  end if;
  if judged.verdict ->> 'kind' = 'already-used' then
    -- The same member at the same instant is the same physical use, told again.
    insert into public.uses (hotel_id, redemption_id, status, happened_at, used_by, device, command_id)
    values (hotel, judged.redemption, 'conflict', happened_at, member, device, command_id)
    on conflict (redemption_id, used_by, happened_at) do nothing;
  elsif judged.verdict ->> 'kind' = 'too-many-attempts' then
    perform private.forget_command(command_id);
    return judged.verdict;
  end if;
  return private.end_command(command_id, judged.verdict);
end $$;
comment on function public.use_code is 'The Verdict "used" {use_id, redemption_id, coupon_title, guest_name, used_at}, or as verify_code. Judged at happened_at (at most 30 days back, 5 minutes ahead). A code used before: "already-used", and this use is kept as a conflict. Any member. Errors: invalid-argument, sign-in-required, not-allowed, command-mismatch.';
revoke execute on function public.use_code from public, anon, authenticated, service_role;
grant execute on function public.use_code to authenticated;
