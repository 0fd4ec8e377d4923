-- The schema that the API does not expose: what all other migrations build on.

create schema private;
comment on schema private is 'Rules behind the API. Never listed among the exposed schemas; API roles have no usage on it.';

-- Hosted projects hand every new object to the API roles. Here each one is granted by name.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

create function private.fail(slug text, detail text default '') returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception using
    message = slug,
    detail = detail,
    errcode = case slug
      when 'invalid-argument' then 'HC001'
      when 'sign-in-required' then 'HC002'
      when 'not-allowed' then 'HC003'
      when 'not-found' then 'HC004'
      when 'command-mismatch' then 'HC005'
      when 'too-large' then 'HC006'
      when 'wrong-state' then 'HC007'
      when 'not-local' then 'HC008'
    end;
end $$;
comment on function private.fail is 'Raises one of the errors of docs/database.md: SQLSTATE HC00x, the slug as message, what was wrong as detail.';

create function private.require(holds boolean, argument text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if holds is not true then perform private.fail('invalid-argument', argument); end if;
end $$;
comment on function private.require is 'Raises invalid-argument with the argument''s name unless the condition is true (null is not).';

create function private.assert_local() returns void
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(current_setting('app.local_stack', true), '') <> 'on' then perform private.fail('not-local'); end if;
end $$;
comment on function private.assert_local is 'Raises not-local unless the database was marked by the local stack (app.local_stack = on).';

create function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.changed_xid := pg_catalog.pg_current_xact_id();
  new.updated_at := pg_catalog.now();
  return new;
end $$;
comment on function private.touch is 'Stamps a replicated row with the transaction that wrote it, which is its place in the change feed.';
