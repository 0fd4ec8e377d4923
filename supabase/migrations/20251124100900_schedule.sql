-- What runs by itself. supabase/schedule.json is the same list for the local stack, which has no pg_cron.

create table private.schedule (
  name text primary key check (name ~ '^[a-z]+(-[a-z]+)+$' and char_length(name) <= 60),
  every_seconds int not null check (every_seconds between 1 and 86400)
);
comment on table private.schedule is 'Jobs: each calls the public function of its name (with _ for -) without arguments.';
alter table private.schedule enable row level security;
insert into private.schedule values
  ('drain-interactions', 2), ('expire-redemptions', 60), ('remind-expiring', 300), ('clean-up', 3600);

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
  for job in select * from private.schedule loop
    perform cron.schedule(job.name, private.cron_rhythm(job.every_seconds),
      format('select public.%I()', replace(job.name, '-', '_')));
  end loop;
end $$;
