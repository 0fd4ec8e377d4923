-- Putting an offer before the guests.

create function private.publication_reasons(c public.coupons) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(reason), '[]') from (values ('over', c.ends_at <= now()), ('no-image', c.image_path is null)) r (reason, holds)
  where holds
$$;
comment on function private.publication_reasons is 'Why a coupon cannot be published: over, no-image; empty where it can.';

create function private.told_by(hotel uuid, told_at timestamptz) returns int
language sql stable security definer set search_path = '' as $$
  -- Nobody needs to know more exactly, and to count a million would cost more than to tell them.
  select count(*)::int from (select from public.follows f
    where f.hotel_id = told_by.hotel and f.ended_at is null and not f.muted and f.since <= told_at limit 1001) f
$$;
comment on function private.told_by is 'How many are told at once of what a hotel publishes: they follow and do not mute. 1001: over a thousand.';
revoke execute on function private.told_by from public;

create function private.tell_followers(c public.coupons) returns int
language plpgsql security definer set search_path = '' as $$
declare
  h public.hotels;
  -- Not when the transaction began: who has followed meanwhile is counted, so he is told.
  told_at timestamptz := clock_timestamp();
begin
  select * into h from public.hotels k where k.id = c.hotel_id;
  -- What guests cannot find they are not told of either.
  if not h.listed then return 0; end if;
  if c.published_at is null then
    insert into public.notifications (audience, hotel_id, kind, coupon_id, payload, created_at)
    values ('followers', h.id, 'coupon-published', c.id, jsonb_build_object('title', c.title, 'hotel_name', h.name), told_at);
  end if;
  return private.told_by(h.id, told_at);
end $$;
comment on function private.tell_followers is 'Tells a hotel''s followers of a coupon that was never published before; how many are told at once, as told_by counts. Nobody, while the hotel is not listed.';
revoke execute on function private.tell_followers from public;

create function public.publish_coupon(command_id uuid, coupon uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  c public.coupons := private.managed_coupon(coupon);
  replay jsonb := private.begin_command(command_id, 'publish_coupon', to_jsonb(coupon));
  reasons jsonb;
  followers int;
begin
  if replay is not null then return replay; end if;
  if c.status not in ('draft', 'paused') then perform private.fail('wrong-state', c.status); end if;
  reasons := private.publication_reasons(c);
  if reasons <> '[]' then
    return private.end_command(command_id, jsonb_build_object('kind', 'not-publishable', 'reasons', reasons));
  end if;

  update public.coupons k set status = 'published', published_at = coalesce(k.published_at, now()) where k.id = c.id;
  perform private.set_stock(c.id);
  followers := private.tell_followers(c);
  return private.end_command(command_id, jsonb_build_object('kind', 'published', 'coupon_id', c.id, 'followers', followers));
end $$;
comment on function public.publish_coupon is '{kind: published, coupon_id, followers} or {kind: not-publishable, reasons: [over | no-image]}. From draft or paused; tells followers the first time, if its hotel is listed. Manager or owner. Errors: invalid-argument, not-allowed, wrong-state, command-mismatch.';
revoke execute on function public.publish_coupon from public, anon, authenticated, service_role;
grant execute on function public.publish_coupon to authenticated;

create function public.count_followers(hotel uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.member(hotel, 'manager');
  return jsonb_build_object(
    'listed', (select h.listed from public.hotels h where h.id = count_followers.hotel),
    'told', private.told_by(hotel, now()),
    'muted', (select count(*) from (select from public.follows f
      where f.hotel_id = count_followers.hotel and f.ended_at is null and f.muted limit 1001) m));
end $$;
comment on function public.count_followers is '{listed, told, muted}: who would be told at once of a first publication now, and who follows but has muted the hotel; each counted to a thousand (1001: more). Not listed: nobody is told. Manager or owner. Errors: invalid-argument, sign-in-required, not-allowed.';
revoke execute on function public.count_followers from public, anon, authenticated, service_role;
grant execute on function public.count_followers to authenticated;
