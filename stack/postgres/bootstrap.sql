-- A new cluster becomes a Supabase database: its roles, schemas, grants and settings, as on a hosted project.
-- Run once, as supabase_admin, before the schemas of auth, storage and realtime.

-- Roles -----------------------------------------------------------------------------------------------------------
create role postgres login createdb createrole replication bypassrls password 'template';
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password 'template';
create role supabase_auth_admin nologin noinherit createrole;
create role supabase_storage_admin nologin noinherit;
create role supabase_realtime_admin nologin noinherit;
create role dashboard_user nologin createdb createrole replication;

grant anon, authenticated, service_role to authenticator, supabase_storage_admin;
grant authenticator to supabase_storage_admin;
-- Since version 16 createrole alone no longer lets postgres hand these on.
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin to postgres;
grant pg_monitor, pg_read_all_data, pg_signal_backend, pg_create_subscription to postgres;

-- Settings --------------------------------------------------------------------------------------------------------
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
-- A hosted project lets its owner configure PostgREST.
grant set on parameter "pgrst.db_pre_request" to postgres;
-- And to read a backup in without its triggers.
grant set on parameter session_replication_role to postgres;
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, auth, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_auth_admin set idle_in_transaction_session_timeout = 60000;
alter role supabase_storage_admin set search_path = storage;
alter database postgres owner to postgres;
-- What the demo seed asks for before it writes: no hosted database says this of itself.
alter database postgres set app.local_stack = 'on';

-- Schemas ---------------------------------------------------------------------------------------------------------
create schema extensions authorization postgres;
create schema graphql_public;
create schema auth;
create schema storage;
create schema realtime;

grant usage on schema public, extensions, graphql_public to postgres, anon, authenticated, service_role;
grant all on schema public, extensions to postgres;
grant all on schema extensions to dashboard_user;

create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;

-- Whoever makes something in public, the API roles get it; row level security decides from there.
alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;

create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;

-- The API learns of changed tables and functions --------------------------------------------------------------------
create function extensions.pgrst_ddl_watch() returns event_trigger language plpgsql as $$
begin
  if exists (
    select from pg_event_trigger_ddl_commands() command
    where command.schema_name is distinct from 'pg_temp'
      and command.command_tag ~ '^(CREATE|ALTER|COMMENT|GRANT|REVOKE|IMPORT)'
  ) then
    notify pgrst, 'reload schema';
  end if;
end
$$;

create function extensions.pgrst_drop_watch() returns event_trigger language plpgsql as $$
begin
  if exists (select from pg_event_trigger_dropped_objects() dropped where not dropped.is_temporary) then
    notify pgrst, 'reload schema';
  end if;
end
$$;

create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_drop_watch();
