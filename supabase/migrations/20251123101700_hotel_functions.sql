-- Opening a hotel.

create function public.create_hotel(command_id uuid, hotel jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  owner uuid := private.caller();
  replay jsonb;
  made public.hotels;
begin
  perform private.known_keys(hotel, 'hotel', 'name', 'city', 'country', 'time_zone', 'currency', 'address', 'description');
  made.name := private.line_arg(hotel, 'name', 120);
  made.city := private.line_arg(hotel, 'city', 80);
  made.country := private.line_arg(hotel, 'country', 2);
  made.currency := private.line_arg(hotel, 'currency', 3);
  made.time_zone := private.line_arg(hotel, 'time_zone', 60);
  made.address := coalesce(private.line_arg(hotel, 'address', 200), '');
  made.description := coalesce(private.text_arg(hotel, 'description', 2000), '');
  perform private.require(made.name <> '', 'name');
  perform private.require(made.city <> '', 'city');
  perform private.require(made.country ~ '^[A-Z]{2}$', 'country');
  perform private.require(made.currency ~ '^[A-Z]{3}$', 'currency');
  perform private.require(private.is_time_zone(made.time_zone), 'time_zone');
  replay := private.begin_command(command_id, 'create_hotel', hotel);
  if replay is not null then return replay; end if;

  insert into public.hotels (name, city, country, address, description, time_zone, currency)
  values (made.name, made.city, made.country, made.address, made.description, made.time_zone, made.currency)
  returning id into made.id;
  insert into public.hotel_members (hotel_id, user_id, role) values (made.id, owner, 'owner');
  return private.end_command(command_id, jsonb_build_object('kind', 'created', 'hotel_id', made.id));
end $$;
comment on function public.create_hotel is '{kind: created, hotel_id}; the caller becomes its owner. Keys: name, city, country, time_zone, currency, address?, description?. Errors: invalid-argument, too-large, sign-in-required, command-mismatch.';
revoke execute on function public.create_hotel from public, anon, authenticated, service_role;
grant execute on function public.create_hotel to authenticated;
