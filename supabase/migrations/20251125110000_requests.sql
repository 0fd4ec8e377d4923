-- What is asked before each request of the API: PostgREST calls it by its setting db_pre_request, here as on a hosted project.

create schema gate;
comment on schema gate is 'What API roles execute though the API does not expose it. They see nothing else here.';
grant usage on schema gate to anon, authenticated, service_role;

create function gate.check_request() returns void
language plpgsql stable set search_path = '' as $$
begin
  -- A planned or estimated count is taken from the statistics of all rows, whoever may see them: it would tell a stranger about how
  -- many redemptions a hotel has. Of a header that is sent twice only one is seen here, so a read may have none of that name.
  if current_setting('request.method', true) in ('GET', 'HEAD') and current_user in ('anon', 'authenticated')
    and current_setting('request.headers', true)::jsonb ? 'prefer' then
    raise exception using message = 'invalid-argument', detail = 'prefer', errcode = 'HC001';
  end if;
end $$;
comment on function gate.check_request is 'Refuses reads with preferences, such as count=planned. Errors: invalid-argument (prefer).';
revoke execute on function gate.check_request from public;
grant execute on function gate.check_request to anon, authenticated, service_role;

alter role authenticator set pgrst.db_pre_request = 'gate.check_request';
notify pgrst, 'reload config';
