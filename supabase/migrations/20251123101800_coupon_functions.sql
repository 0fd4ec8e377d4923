-- Making an offer and changing its state.

create function private.coupon_from(args jsonb, c public.coupons) returns public.coupons
language plpgsql stable set search_path = '' as $$
begin
  -- A key that is absent leaves the column as it is; null empties it.
  if args ? 'title' then c.title := private.line_arg(args, 'title', 120); end if;
  if args ? 'description' then c.description := coalesce(private.text_arg(args, 'description', 2000), ''); end if;
  if args ? 'terms' then c.terms := coalesce(private.text_arg(args, 'terms', 2000), ''); end if;
  if args ? 'discount_kind' then c.discount_kind := private.text_arg(args, 'discount_kind', 20); end if;
  if args ? 'discount_value' then c.discount_value := private.int_arg(args, 'discount_value', 0, 2000000000); end if;
  if args ? 'starts_on' then c.starts_on := private.day_arg(args, 'starts_on'); end if;
  if args ? 'ends_on' then c.ends_on := private.day_arg(args, 'ends_on'); end if;
  if args ? 'weekdays' then c.weekdays := private.weekdays_arg(args, 'weekdays'); end if;
  if args ? 'hours_from' then c.hours_from := private.time_arg(args, 'hours_from'); end if;
  if args ? 'hours_to' then c.hours_to := private.time_arg(args, 'hours_to'); end if;
  if args ? 'max_redemptions' then c.max_redemptions := private.int_arg(args, 'max_redemptions', 1, 100000); end if;
  if args ? 'max_per_guest' then c.max_per_guest := coalesce(private.int_arg(args, 'max_per_guest', 1, 100), 1); end if;
  if args ? 'valid_days_after_redeem' then c.valid_days_after_redeem := private.int_arg(args, 'valid_days_after_redeem', 1, 365); end if;
  if args ? 'online_only' then c.online_only := coalesce(private.bool_arg(args, 'online_only'), false); end if;
  if args ? 'image_path' then c.image_path := private.text_arg(args, 'image_path', 200); end if;
  if c.discount_kind = 'gift' then c.discount_value := coalesce(c.discount_value, 0); end if;
  if args ? 'blackout_dates' then c.blackout_dates := private.days_arg(args, 'blackout_dates'); end if;

  perform private.require(c.title <> '', 'title');
  perform private.require(c.discount_kind in ('percent', 'amount', 'gift'), 'discount_kind');
  perform private.require(case c.discount_kind when 'percent' then c.discount_value between 1 and 100
    when 'amount' then c.discount_value > 0 else c.discount_value = 0 end, 'discount_value');
  perform private.require(c.starts_on is not null, 'starts_on');
  perform private.require(c.ends_on >= c.starts_on, 'ends_on');
  perform private.require((c.hours_from is null) = (c.hours_to is null), 'hours_to');
  perform private.require(c.image_path is null or private.is_file_in(c.image_path, c.hotel_id), 'image_path');
  return c;
end $$;
comment on function private.coupon_from is 'The coupon with what the arguments say. Raises invalid-argument with the column''s name.';

create function private.blank_coupon(args jsonb) returns public.coupons
language sql stable set search_path = '' as $$
  select jsonb_populate_record(null::public.coupons, jsonb_build_object('id', args -> 'id', 'hotel_id', args -> 'hotel_id',
    'description', '', 'terms', '', 'status', 'draft', 'max_per_guest', 1, 'online_only', false))
$$;
comment on function private.blank_coupon is 'A draft of which nothing is said but its id and its hotel.';

create function public.save_coupon(command_id uuid, coupon jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  author uuid;
  replay jsonb;
  c public.coupons;
begin
  perform private.known_keys(coupon, 'coupon', 'id', 'hotel_id', 'title', 'description', 'terms', 'discount_kind', 'discount_value',
    'starts_on', 'ends_on', 'weekdays', 'hours_from', 'hours_to', 'max_redemptions', 'max_per_guest', 'valid_days_after_redeem',
    'online_only', 'image_path', 'blackout_dates');
  perform private.require(private.uuid_arg(coupon, 'id') is not null, 'id');
  perform private.require(private.uuid_arg(coupon, 'hotel_id') is not null, 'hotel_id');
  author := private.member(private.uuid_arg(coupon, 'hotel_id'), 'manager');
  replay := private.begin_command(command_id, 'save_coupon', coupon);
  if replay is not null then return replay; end if;

  if not exists (select from public.coupons k where k.id = private.uuid_arg(coupon, 'id')) then
    c := private.coupon_from(coupon, private.blank_coupon(coupon));
    -- Of two that make it at once the second waits here, and then changes what the first one made.
    insert into public.coupons (id, hotel_id, title, discount_kind, discount_value, starts_on, ends_on, created_by)
    values (c.id, c.hotel_id, c.title, c.discount_kind, c.discount_value, c.starts_on, c.ends_on, author)
    on conflict (id) do nothing;
  end if;
  -- "for update" waits for redemptions in flight and holds new ones off while limits change. Another hotel's coupon is not touched.
  select * into c from public.coupons k
  where k.id = private.uuid_arg(coupon, 'id') and k.hotel_id = private.uuid_arg(coupon, 'hotel_id') for update;
  if not found then perform private.fail('not-allowed'); end if;
  if c.status = 'archived' then perform private.fail('wrong-state', c.status); end if;
  c := private.coupon_from(coupon, c);
  perform private.require(c.status <> 'published' or c.image_path is not null, 'image_path');

  update public.coupons k set title = c.title, description = c.description, terms = c.terms, discount_kind = c.discount_kind,
    discount_value = c.discount_value, starts_on = c.starts_on, ends_on = c.ends_on, weekdays = c.weekdays, hours_from = c.hours_from,
    hours_to = c.hours_to, max_redemptions = c.max_redemptions, max_per_guest = c.max_per_guest,
    valid_days_after_redeem = c.valid_days_after_redeem, online_only = c.online_only, image_path = c.image_path,
    blackout_dates = c.blackout_dates
  where k.id = c.id;
  if c.published_at is not null then perform private.set_stock(c.id); end if;
  return private.end_command(command_id, jsonb_build_object('kind', 'saved', 'coupon_id', c.id));
end $$;
comment on function public.save_coupon is '{kind: saved, coupon_id}. id and hotel_id, and the writable columns by name; a new id makes a draft. Manager or owner. Errors: invalid-argument (the column; max_redemptions below what is redeemed), too-large, not-allowed, wrong-state (archived), command-mismatch.';
revoke execute on function public.save_coupon from public, anon, authenticated, service_role;
grant execute on function public.save_coupon to authenticated;

create function private.managed_coupon(coupon uuid) returns public.coupons
language plpgsql security definer set search_path = '' as $$
declare
  c public.coupons;
begin
  perform private.caller();
  perform private.require(coupon is not null, 'coupon');
  select * into c from public.coupons k where k.id = coupon;
  -- The same answer for what is not there: an id tells a stranger nothing.
  if not found or not private.is_member(c.hotel_id, 'manager') then perform private.fail('not-allowed'); end if;
  select * into c from public.coupons k where k.id = coupon for update;
  return c;
end $$;
comment on function private.managed_coupon is 'The coupon, locked, of which the caller is manager or owner. Raises not-allowed for any other.';
revoke execute on function private.managed_coupon from public;

create function private.change_status(command_id uuid, coupon uuid, name text, status text, variadic from_states text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  c public.coupons := private.managed_coupon(coupon);
  replay jsonb := private.begin_command(command_id, name, to_jsonb(coupon));
begin
  if replay is not null then return replay; end if;
  if c.status <> all (from_states) then perform private.fail('wrong-state', c.status); end if;
  update public.coupons k set status = change_status.status where k.id = c.id;
  if status = 'archived' then delete from private.coupon_slots s where s.coupon_id = c.id; end if;
  return private.end_command(command_id, jsonb_build_object('kind', status, 'coupon_id', c.id));
end $$;
comment on function private.change_status is 'Moves a coupon of the caller''s hotel to another state from one of these. Raises wrong-state with the state it is in.';
revoke execute on function private.change_status from public;

create function public.pause_coupon(command_id uuid, coupon uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select private.change_status(command_id, coupon, 'pause_coupon', 'paused', 'published')
$$;
comment on function public.pause_coupon is '{kind: paused, coupon_id}: refuses new redemptions, codes already given stay usable. From published. Manager or owner. Errors: invalid-argument, not-allowed, wrong-state, command-mismatch.';
revoke execute on function public.pause_coupon from public, anon, authenticated, service_role;
grant execute on function public.pause_coupon to authenticated;

create function public.archive_coupon(command_id uuid, coupon uuid) returns jsonb
language sql security definer set search_path = '' as $$
  select private.change_status(command_id, coupon, 'archive_coupon', 'archived', 'draft', 'published', 'paused')
$$;
comment on function public.archive_coupon is '{kind: archived, coupon_id}: final; its unused codes no longer hold. Manager or owner. Errors: invalid-argument, not-allowed, wrong-state, command-mismatch.';
revoke execute on function public.archive_coupon from public, anon, authenticated, service_role;
grant execute on function public.archive_coupon to authenticated;
