-- Batches at the door. What is plain, and nearly all is, is read in one piece; a batch with anything odd in it is judged event by event.

create function private.instant(text) returns timestamptz
language sql stable parallel safe as $$
  -- With its zone, and none of the words and local times that Postgres reads as well. Nothing pinned: so it is inlined.
  select case when ($1 like '____-__-__T__:__%Z' or $1 like '____-__-__T__:__%+__:__' or $1 like '____-__-__T__:__%-__:__')
    and pg_input_is_valid($1, 'timestamptz') then $1::timestamptz end
$$;
comment on function private.instant is 'The instant that an ISO 8601 text names, or null.';

create function private.judge_events(events jsonb) returns table (event jsonb, coupon uuid, at timestamptz, reason text)
language sql stable set search_path = '' as $$
  select r.event, r.coupon, r.at, case
    when r.kind is null then 'malformed'
    when r.kind <> 'view' then 'unknown-kind'
    when r.coupon is null or r.at is null then 'malformed'
    when r.at > now() + interval '5 minutes' then 'future'
    when r.at < now() - interval '30 days' then 'too-old' end
  from (
    select e.event, e.event ->> 'kind' as kind, private.instant(e.event ->> 'at') as at,
      case when pg_input_is_valid(e.event ->> 'coupon', 'uuid') then (e.event ->> 'coupon')::uuid end as coupon
    from jsonb_array_elements(events) e (event)
  ) r
$$;
comment on function private.judge_events is 'A client''s events one by one, with the reason why one cannot be counted: malformed, unknown-kind, future, too-old.';
revoke execute on function private.judge_events from public;

create function private.queue_carefully(batch uuid, events jsonb) returns void
language sql security definer set search_path = '' as $$
  with judged as materialized (
    select j.* from private.judge_events(events) j
  ), dead as (
    insert into public.interaction_dead_letters (batch_id, event, reason)
    select batch, left(j.event::text, 2000), j.reason from judged j where j.reason is not null
  )
  insert into public.interaction_queue (batch_id, coupons, ats, dead)
  select batch, coalesce(array_agg(j.coupon) filter (where j.reason is null), '{}'), coalesce(array_agg(j.at) filter (where j.reason is null), '{}'),
    count(j.reason)
  from judged j
$$;
comment on function private.queue_carefully is 'Queues what of a batch can be counted; the rest goes to the dead letters at once.';
revoke execute on function private.queue_carefully from public;

create function public.record_interactions(batch_id uuid, events jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  coupons uuid[];
  ats timestamptz[];
  plain boolean;
begin
  perform private.require(record_interactions.batch_id is not null, 'batch_id');
  perform private.require(jsonb_typeof(record_interactions.events) = 'array' and record_interactions.events <> '[]', 'events');
  -- The size of what was read; to measure the text it would have to be written out again.
  if jsonb_array_length(record_interactions.events) > 200 or pg_column_size(record_interactions.events) > 65536 then
    perform private.fail('too-large', 'events');
  end if;

  insert into public.interaction_batches (batch_id) values (record_interactions.batch_id) on conflict do nothing;
  if not found then return jsonb_build_object('kind', 'duplicate', 'count', 0); end if;
  begin
    select array_agg(e.coupon), array_agg(e.at::timestamptz),
      bool_and((e.kind = 'view' and e.coupon is not null and e.at like '____-__-__T__:__%Z') is true)
    into coupons, ats, plain from jsonb_to_recordset(record_interactions.events) e (kind text, coupon uuid, at text);
  exception when data_exception then plain := false;
  end;
  if plain and now() - interval '30 days' <= all (ats) and now() + interval '5 minutes' >= all (ats) then
    insert into public.interaction_queue (batch_id, coupons, ats) values (record_interactions.batch_id, coupons, ats);
  else
    perform private.queue_carefully(record_interactions.batch_id, record_interactions.events);
  end if;
  return jsonb_build_object('kind', 'queued', 'count', jsonb_array_length(record_interactions.events));
end $$;
comment on function public.record_interactions is 'Queues 1..200 events [{kind: view, coupon, at}], at most 64 KB. {kind: queued | duplicate, count}. An event that cannot be counted is kept as a dead letter. Errors: invalid-argument, too-large.';
revoke execute on function public.record_interactions from public, anon, authenticated, service_role;
grant execute on function public.record_interactions to anon, authenticated;
