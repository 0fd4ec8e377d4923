-- What an owner says of his hotel. Triggers do the rest: instants and search words of its coupons, hints, the audit log.

create function private.hotel_from(args jsonb, h public.hotels) returns public.hotels
language plpgsql stable security definer set search_path = '' as $$
begin
  -- A key that is absent leaves the column as it is.
  if args ? 'name' then h.name := private.line_arg(args, 'name', 120); end if;
  if args ? 'city' then h.city := private.line_arg(args, 'city', 80); end if;
  if args ? 'country' then h.country := private.line_arg(args, 'country', 2); end if;
  if args ? 'address' then h.address := coalesce(private.line_arg(args, 'address', 200), ''); end if;
  if args ? 'description' then h.description := coalesce(private.text_arg(args, 'description', 2000), ''); end if;
  if args ? 'time_zone' then h.time_zone := private.line_arg(args, 'time_zone', 60); end if;
  if args ? 'currency' then h.currency := private.line_arg(args, 'currency', 3); end if;
  if args ? 'logo_path' then h.logo_path := private.text_arg(args, 'logo_path', 200); end if;
  if args ? 'listed' then h.listed := private.bool_arg(args, 'listed'); end if;
  if args ? 'accept_unknown_offline' then h.accept_unknown_offline := private.bool_arg(args, 'accept_unknown_offline'); end if;

  perform private.require(h.name <> '', 'name');
  perform private.require(h.city <> '', 'city');
  perform private.require(h.country ~ '^[A-Z]{2}$', 'country');
  perform private.require(h.currency ~ '^[A-Z]{3}$', 'currency');
  perform private.require(private.is_time_zone(h.time_zone), 'time_zone');
  perform private.require(h.logo_path is null or private.is_file_in(h.logo_path, h.id), 'logo_path');
  perform private.require(h.listed is not null, 'listed');
  perform private.require(h.accept_unknown_offline is not null, 'accept_unknown_offline');
  return h;
end $$;
comment on function private.hotel_from is 'The hotel with what the arguments say. Raises invalid-argument with the column''s name.';
revoke execute on function private.hotel_from from public;

create function public.update_hotel(command_id uuid, hotel jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  before public.hotels;
  h public.hotels;
  replay jsonb;
begin
  perform private.known_keys(hotel, 'hotel', 'id', 'name', 'city', 'country', 'address', 'description', 'time_zone', 'currency', 'logo_path', 'listed',
    'accept_unknown_offline');
  perform private.require(private.uuid_arg(hotel, 'id') is not null, 'id');
  perform private.member(private.uuid_arg(hotel, 'id'), 'owner');
  replay := private.begin_command(command_id, 'update_hotel', hotel);
  if replay is not null then return replay; end if;

  select * into before from public.hotels k where k.id = private.uuid_arg(hotel, 'id') for no key update;
  h := private.hotel_from(hotel, before);
  -- Amounts are in the hotel's currency: another one would change what guests hold.
  if h.currency <> before.currency and exists (
    select from public.coupons c where c.hotel_id = h.id and c.discount_kind = 'amount' and c.published_at is not null) then
    perform private.fail('wrong-state', 'currency');
  end if;
  update public.hotels k set name = h.name, city = h.city, country = h.country, address = h.address, description = h.description,
    time_zone = h.time_zone, currency = h.currency, logo_path = h.logo_path, listed = h.listed,
    accept_unknown_offline = h.accept_unknown_offline
  where k.id = h.id;
  return private.end_command(command_id, jsonb_build_object('kind', 'updated', 'hotel_id', h.id));
end $$;
comment on function public.update_hotel is '{kind: updated, hotel_id}. id, and what is to change by name. A new time zone moves the instants of its coupons; redemptions keep theirs. Owner. Errors: invalid-argument, too-large, not-allowed, wrong-state (currency: amounts were published in it), command-mismatch.';
revoke execute on function public.update_hotel from public, anon, authenticated, service_role;
grant execute on function public.update_hotel to authenticated;
