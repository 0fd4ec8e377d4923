-- Where a user's browsers take pushes. An endpoint is one browser, and it is the last user's who proved to hold it.

create table public.push_subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  label text,
  saved_at timestamptz not null default now(),
  failed_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  -- No address with a user in it, nothing that a URL parser could read in another way.
  constraint push_subscriptions_endpoint_shape check (char_length(endpoint) <= 1000
    and endpoint ~ '^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?/[A-Za-z0-9._~:/?@!$&''()*+,;=%-]*$'),
  -- An uncompressed point of P-256, 65 bytes, and 16 bytes; both base64url without padding.
  constraint push_subscriptions_p256dh_shape check (p256dh ~ '^B[A-P][A-Za-z0-9_-]{85}$'),
  constraint push_subscriptions_auth_shape check (auth ~ '^[A-Za-z0-9_-]{21}[AQgw]$'),
  constraint push_subscriptions_label_length check (char_length(label) <= 120 and private.is_line(label)),
  constraint push_subscriptions_error_length check (char_length(last_error) <= 500)
);
comment on table public.push_subscriptions is 'Web push subscriptions, at most 10 per user. A push service that says one is gone ends it.';
comment on column public.push_subscriptions.saved_at is 'When its browser last told of it.';

create index push_subscriptions_user on public.push_subscriptions (user_id, saved_at);

alter table public.push_subscriptions enable row level security;
revoke all on public.push_subscriptions from anon, authenticated, service_role;
grant select (id, user_id, endpoint, label, saved_at, failed_at, created_at) on public.push_subscriptions to authenticated;
grant select, insert, update, delete on public.push_subscriptions to service_role;

create policy "a user reads his own subscriptions" on public.push_subscriptions
  for select to authenticated using (user_id = (select auth.uid()));

create function private.subscription_from(args jsonb) returns public.push_subscriptions
language plpgsql stable security definer set search_path = '' as $$
declare
  s public.push_subscriptions;
begin
  perform private.known_keys(args, 'subscription', 'endpoint', 'p256dh', 'auth', 'label');
  s.endpoint := private.line_arg(args, 'endpoint', 1000);
  s.p256dh := private.line_arg(args, 'p256dh', 87);
  s.auth := private.line_arg(args, 'auth', 22);
  s.label := nullif(private.line_arg(args, 'label', 120), '');
  perform private.require(s.endpoint ~ '^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?/[A-Za-z0-9._~:/?@!$&''()*+,;=%-]*$', 'endpoint');
  perform private.require(s.p256dh ~ '^B[A-P][A-Za-z0-9_-]{85}$', 'p256dh');
  perform private.require(s.auth ~ '^[A-Za-z0-9_-]{21}[AQgw]$', 'auth');
  return s;
end $$;
comment on function private.subscription_from is 'The subscription that the arguments describe. Raises invalid-argument with the column''s name.';
revoke execute on function private.subscription_from from public;

create function private.take_endpoint(s public.push_subscriptions) returns void
language plpgsql security definer set search_path = '' as $$
declare
  held public.push_subscriptions;
begin
  select * into held from public.push_subscriptions p where p.endpoint = s.endpoint for update;
  if not found or held.user_id = s.user_id then return; end if;
  -- Another user had it, on the same browser or not at all: only that browser knows the secret beside its address.
  if (held.p256dh, held.auth) is distinct from (s.p256dh, s.auth) then perform private.fail('not-allowed', 'endpoint'); end if;
  -- A new row for a new user: what still waits for the former one goes with the old row.
  delete from public.push_subscriptions p where p.id = held.id;
end $$;
comment on function private.take_endpoint is 'Frees an endpoint for its new user, if he proves to hold its browser. Raises not-allowed else.';
revoke execute on function private.take_endpoint from public;

create function public.save_push_subscription(command_id uuid, subscription jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := private.caller();
  s public.push_subscriptions := private.subscription_from(subscription);
  replay jsonb := private.begin_command(command_id, 'save_push_subscription', subscription);
  saved uuid;
begin
  if replay is not null then return replay; end if;
  -- A user's subscriptions are saved one after the other, so that they can be counted.
  perform from public.profiles p where p.id = me for no key update;
  s.user_id := me;
  perform private.take_endpoint(s);
  insert into public.push_subscriptions as p (user_id, endpoint, p256dh, auth, label) values (me, s.endpoint, s.p256dh, s.auth, s.label)
  on conflict (endpoint) do update set p256dh = excluded.p256dh, auth = excluded.auth, label = excluded.label, saved_at = now(), failed_at = null, last_error = null
    where p.user_id = me
  returning p.id into saved;
  -- Another user saved the same endpoint at the same moment.
  if saved is null then perform private.fail('not-allowed', 'endpoint'); end if;
  -- The browsers that were heard of last are the ones in use.
  delete from public.push_subscriptions p where p.user_id = me and p.id not in (
    select k.id from public.push_subscriptions k where k.user_id = me order by k.id = saved desc, k.saved_at desc, k.id limit 10);
  -- The first one says that he wants pushes. Later on his switch alone does.
  insert into public.delivery_channels (user_id, channel, enabled) values (me, 'push', true) on conflict (user_id, channel) do nothing;
  return private.end_command(command_id, jsonb_build_object('kind', 'saved', 'subscription_id', saved));
end $$;
comment on function public.save_push_subscription is '{kind: saved, subscription_id}. Keys: endpoint (https), p256dh, auth, label?. At most 10: the one not heard of for longest goes. The first turns the channel push on. Another user''s endpoint moves to the caller if p256dh and auth are its own. Errors: invalid-argument, sign-in-required, not-allowed (endpoint), command-mismatch.';
revoke execute on function public.save_push_subscription from public, anon, authenticated, service_role;
grant execute on function public.save_push_subscription to authenticated;

create function public.remove_push_subscription(command_id uuid, endpoint text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := private.caller();
  replay jsonb;
begin
  perform private.require(char_length(endpoint) between 1 and 1000, 'endpoint');
  replay := private.begin_command(command_id, 'remove_push_subscription', to_jsonb(endpoint));
  if replay is not null then return replay; end if;
  delete from public.push_subscriptions p where p.user_id = me and p.endpoint = remove_push_subscription.endpoint;
  return private.end_command(command_id, jsonb_build_object('kind', 'removed'));
end $$;
comment on function public.remove_push_subscription is '{kind: removed}, also where the caller had no such subscription. Errors: invalid-argument, sign-in-required, command-mismatch.';
revoke execute on function public.remove_push_subscription from public, anon, authenticated, service_role;
grant execute on function public.remove_push_subscription to authenticated;
