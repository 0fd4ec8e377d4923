-- What an app asks before anything else: is this a server of Hotel Coupons, and do they fit?

create function public.server_info() returns jsonb
language sql immutable set search_path = '' as $$
  -- `schema` grows with each release that adds to the contract; `oldest_app` when something that older apps use is taken away.
  select pg_catalog.jsonb_build_object('product', 'hotel-coupons', 'schema', 1, 'oldest_app', 1)
$$;
comment on function public.server_info is '{product: ''hotel-coupons'', schema, oldest_app}: the number of this contract, and the oldest one that an app may be made against. Anyone may ask.';
revoke execute on function public.server_info from public, anon, authenticated, service_role;
grant execute on function public.server_info to anon, authenticated;
