-- What runs by itself. supabase/schedule.json is the same list for the local stack, which has no pg_cron.

create table private.schedule (
  name text primary key check (name ~ '^[a-z]+(-[a-z]+)+$' and char_length(name) <= 60),
  every_seconds int not null check (every_seconds between 1 and 86400),
  -- What it does is more than SQL: the edge function of its name is called.
  edge boolean not null default false
);
comment on table private.schedule is 'Jobs: each calls the public function of its name (with _ for -) without arguments, or the edge function of its name.';
alter table private.schedule enable row level security;
insert into private.schedule (name, every_seconds) values
  ('drain-interactions', 2), ('expire-redemptions', 60), ('remind-expiring', 300), ('clean-up', 3600);
insert into private.schedule (name, every_seconds, edge) values ('deliver-notifications', 5, true);

create function private.call_function(name text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  url text;
  secret text;
begin
  select s.decrypted_secret into url from vault.decrypted_secrets s where s.name = 'project_url';
  select s.decrypted_secret into secret from vault.decrypted_secrets s where s.name = 'cron_secret';
  if url is null or secret is null then
    raise notice 'The vault has no project_url and cron_secret: % is not called.', call_function.name;
    return;
  end if;
  -- It answers after 20 s at the latest; whether anybody still listens does not matter to it.
  perform net.http_post(url := rtrim(url, '/') || '/functions/v1/' || call_function.name, body := '{}'::jsonb,
    headers := jsonb_build_object('content-type', 'application/json', 'x-cron-secret', secret), timeout_milliseconds := 25000);
end $$;
comment on function private.call_function is 'Calls an edge function as the scheduler does. Needs pg_net, and two secrets in the vault: project_url and cron_secret, the function''s CRON_SECRET.';
revoke execute on function private.call_function from public;

create function private.cron_rhythm(every_seconds int) returns text
language sql immutable set search_path = '' as $$
  select case
    when every_seconds < 60 then every_seconds || ' seconds'
    when every_seconds < 3600 then '*/' || every_seconds / 60 || ' * * * *'
    else '0 */' || every_seconds / 3600 || ' * * *' end
$$;
comment on function private.cron_rhythm is 'As pg_cron says it.';

do $$
declare
  job record;
begin
  if not exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then return; end if;
  create extension if not exists pg_cron;
  create extension if not exists pg_net;
  for job in select * from private.schedule loop
    perform cron.schedule(job.name, private.cron_rhythm(job.every_seconds),
      case when job.edge then format('select private.call_function(%L)', job.name) else format('select public.%I()', replace(job.name, '-', '_')) end);
  end loop;
end $$;
