-- Which further ways a user wants to be told by, beside the inbox: one switch for each. A switch that was never touched is off.

create table public.delivery_channels (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  channel text not null,
  enabled boolean not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint delivery_channels_once unique (user_id, channel),
  constraint delivery_channels_known check (channel in ('push', 'email'))
);
comment on table public.delivery_channels is 'A user''s consent to be told by push or e-mail. His mails carry the id of their switch, so that whoever holds one can end them.';

alter table public.delivery_channels enable row level security;
revoke all on public.delivery_channels from anon, authenticated, service_role;
grant select (id, user_id, channel, enabled, created_at, updated_at) on public.delivery_channels to authenticated;
grant select, insert, update, delete on public.delivery_channels to service_role;

create policy "a user reads his own switches" on public.delivery_channels
  for select to authenticated using (user_id = (select auth.uid()));

create trigger touch before insert or update on public.delivery_channels
  for each row execute function private.touch();

create function public.set_delivery_channel(command_id uuid, channel text, enabled boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  me uuid := private.caller();
  replay jsonb;
begin
  perform private.require(set_delivery_channel.channel in ('push', 'email'), 'channel');
  perform private.require(set_delivery_channel.enabled is not null, 'enabled');
  replay := private.begin_command(command_id, 'set_delivery_channel',
    jsonb_build_object('channel', set_delivery_channel.channel, 'enabled', set_delivery_channel.enabled));
  if replay is not null then return replay; end if;
  insert into public.delivery_channels as d (user_id, channel, enabled) values (me, set_delivery_channel.channel, set_delivery_channel.enabled)
  on conflict (user_id, channel) do update set enabled = excluded.enabled where d.enabled <> excluded.enabled;
  return private.end_command(command_id,
    jsonb_build_object('kind', 'set', 'channel', set_delivery_channel.channel, 'enabled', set_delivery_channel.enabled));
end $$;
comment on function public.set_delivery_channel is '{kind: set, channel, enabled}: turns push or email on or off for the caller. Errors: invalid-argument, sign-in-required, command-mismatch.';
revoke execute on function public.set_delivery_channel from public, anon, authenticated, service_role;
grant execute on function public.set_delivery_channel to authenticated;

create function public.unsubscribe(token uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require(token is not null, 'token');
  update public.delivery_channels d set enabled = false where d.id = token and d.channel = 'email' and d.enabled;
  -- The same for a token that is none: whoever guesses learns nothing.
  return jsonb_build_object('kind', 'unsubscribed');
end $$;
comment on function public.unsubscribe is '{kind: unsubscribed}: ends the e-mails that carried this token, without signing in. Anyone. Errors: invalid-argument.';
revoke execute on function public.unsubscribe from public, anon, authenticated, service_role;
grant execute on function public.unsubscribe to anon, authenticated, service_role;
