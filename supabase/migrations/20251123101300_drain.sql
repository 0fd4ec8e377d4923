-- From the queue to the daily figures, in one statement: killed anywhere it has done all or nothing.

-- Without a search path of its own and without regular expressions: it is inlined and runs once per event.
create function private.judge_event(event jsonb, from_server boolean, received_at timestamptz) returns text
language sql stable parallel safe as $$
  select case
    when jsonb_typeof(event) <> 'object' or coalesce(jsonb_typeof(event -> 'kind'), '') <> 'string' then 'malformed'
    when event ->> 'kind' not in ('view', 'redemption', 'use') or (event ->> 'kind' = 'view') = from_server then 'unknown-kind'
    when not coalesce(pg_input_is_valid(event ->> 'coupon', 'uuid'), false) then 'malformed'
    when not coalesce(pg_input_is_valid(event ->> 'at', 'timestamptz'), false) then 'malformed'
    -- An instant with its zone, and none of the words and local times that Postgres reads as well.
    when event ->> 'at' not like '____-__-__T__:__%Z' and event ->> 'at' not like '____-__-__T__:__%+__:__'
      and event ->> 'at' not like '____-__-__T__:__%-__:__' then 'malformed'
    when from_server then null
    when (event ->> 'at')::timestamptz > received_at + interval '5 minutes' then 'future'
    when (event ->> 'at')::timestamptz < received_at - interval '30 days' then 'too-old'
  end
$$;
comment on function private.judge_event is 'Why an event cannot be counted, or null where it can (given that its coupon exists).';

create function public.drain_interactions(max_events int default 50000) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done jsonb;
  batches_ahead int;
begin
  perform private.require(max_events between 1 and 1000000, 'max_events');
  -- Whole batches are taken, so first guess how many make up max_events.
  select greatest(1, ceil(max_events / greatest(avg(event_count), 1))) into batches_ahead
  from (select q.event_count from public.interaction_queue q order by q.received_at, q.batch_id limit 500) head;

  with locked as materialized (
    select q.batch_id, q.event_count, q.received_at from public.interaction_queue q
    order by q.received_at, q.batch_id limit batches_ahead for update skip locked
  ), measured as (
    select l.batch_id, sum(l.event_count) over (order by l.received_at, l.batch_id) - l.event_count as before from locked l
  ), taken as (
    delete from public.interaction_queue q using measured m
    where q.batch_id = m.batch_id and (m.before = 0 or m.before + q.event_count <= max_events)
    returning q.batch_id, q.events, q.from_server, q.received_at
  ), judged as (
    select t.batch_id, e.event, private.judge_event(e.event, t.from_server, t.received_at) as reason
    from taken t cross join lateral jsonb_array_elements(t.events) e (event)
  ), placed as (
    select j.batch_id, j.event, coalesce(j.reason, case when c.id is null then 'unknown-coupon' end) as reason,
      c.id as coupon_id, h.id as hotel_id, h.time_zone
    from judged j
    left join public.coupons c on j.reason is null and c.id = case when j.reason is null then (j.event ->> 'coupon')::uuid end
    left join public.hotels h on h.id = c.hotel_id
  ), dead as (
    insert into public.interaction_dead_letters (batch_id, event, reason)
    select p.batch_id, p.event, p.reason from placed p where p.reason is not null
    returning 1
  ), counted as (
    -- In key order, so that overlapping drains lock the rows in the same order.
    insert into public.interaction_daily as d (coupon_id, day, hotel_id, views, redemptions, uses)
    select p.coupon_id, ((p.event ->> 'at')::timestamptz at time zone p.time_zone)::date as day, p.hotel_id,
      count(*) filter (where p.event ->> 'kind' = 'view'),
      count(*) filter (where p.event ->> 'kind' = 'redemption'),
      count(*) filter (where p.event ->> 'kind' = 'use')
    from placed p where p.reason is null
    group by p.coupon_id, day, p.hotel_id order by p.coupon_id, day
    on conflict (coupon_id, day) do update set
      views = d.views + excluded.views, redemptions = d.redemptions + excluded.redemptions, uses = d.uses + excluded.uses
    returning 1
  )
  select jsonb_build_object('batches', (select count(*) from taken), 'events', (select count(*) from judged),
    'dead', (select count(*) from dead), 'days', (select count(*) from counted)) into done;

  return done - 'days' || jsonb_build_object('left', (select count(*) from (select from public.interaction_queue limit 100000) q));
end $$;
comment on function public.drain_interactions is 'Counts about max_events queued events (whole batches, at least one) and disposes of them. {batches, events, dead, left}; left in batches, at most 100000. Errors: invalid-argument.';
revoke execute on function public.drain_interactions from public, anon, authenticated, service_role;
grant execute on function public.drain_interactions to service_role;
