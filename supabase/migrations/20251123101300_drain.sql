-- From the queue to the daily figures, in one statement: killed anywhere it has done all or nothing.

create function private.instant(text) returns timestamptz
language sql stable parallel safe as $$
  -- With its zone, and none of the words and local times that Postgres reads as well. Nothing pinned: so it is inlined.
  select case when ($1 like '____-__-__T__:__%Z' or $1 like '____-__-__T__:__%+__:__' or $1 like '____-__-__T__:__%-__:__')
    and pg_input_is_valid($1, 'timestamptz') then $1::timestamptz end
$$;
comment on function private.instant is 'The instant that an ISO 8601 text names, or null.';

create function private.forget_old() returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- What another drain is removing at the same time is left to it.
  delete from public.interaction_batches b using (
    select o.batch_id from public.interaction_batches o where o.received_at < now() - interval '31 days'
    order by o.received_at limit 10000 for update skip locked) old
  where b.batch_id = old.batch_id;
  delete from public.interaction_dead_letters d using (
    select o.id from public.interaction_dead_letters o where o.at < now() - interval '31 days'
    order by o.at limit 10000 for update skip locked) old
  where d.id = old.id;
  delete from public.code_attempts a using (
    select o.id from public.code_attempts o where o.at < now() - interval '31 days'
    order by o.at limit 10000 for update skip locked) old
  where a.id = old.id;
end $$;
comment on function private.forget_old is 'Removes what nobody asks for after 31 days: ids of batches, dead letters, entered codes.';
revoke execute on function private.forget_old from public;

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
  ), read as materialized (
    select t.batch_id, e.n, t.from_server, t.received_at, e.event ->> 'kind' as kind, e.event ->> 'coupon' as coupon, e.event ->> 'at' as at
    from taken t cross join lateral jsonb_array_elements(t.events) with ordinality e (event, n)
  ), named as materialized (
    -- Thousands of events name a few coupons: each is looked up once. A draft has no guests yet.
    select n.coupon, n.id, c.id as coupon_id, c.hotel_id, h.time_zone
    from (select d.coupon, case when pg_input_is_valid(d.coupon, 'uuid') then d.coupon::uuid end as id from (select distinct r.coupon from read r) d) n
    left join public.coupons c on c.id = n.id and c.published_at is not null
    left join public.hotels h on h.id = c.hotel_id
  ), timed as materialized (
    select r.batch_id, r.n, r.from_server, r.received_at, r.kind, r.coupon, private.instant(r.at) as at from read r
  ), judged as materialized (
    select t.batch_id, t.n, t.kind, t.at, k.coupon_id, k.hotel_id, k.time_zone, case
      when t.kind is null then 'malformed'
      when t.kind not in ('view', 'redemption', 'use', 'undo') or (t.kind = 'view') = t.from_server then 'unknown-kind'
      when k.id is null or t.at is null then 'malformed'
      when k.coupon_id is null then 'unknown-coupon'
      when t.from_server then null
      when t.at > t.received_at + interval '5 minutes' then 'future'
      when t.at < t.received_at - interval '30 days' then 'too-old' end as reason
    from timed t left join named k on k.coupon = t.coupon
  ), dead as (
    insert into public.interaction_dead_letters (batch_id, event, reason)
    select j.batch_id, left((t.events -> (j.n - 1)::int)::text, 2000), j.reason
    from judged j join taken t on t.batch_id = j.batch_id where j.reason is not null
    returning 1
  ), counted as (
    -- In key order, so that overlapping drains lock the rows in the same order.
    insert into public.interaction_daily as d (coupon_id, day, hotel_id, views, redemptions, uses)
    select j.coupon_id, (j.at at time zone j.time_zone)::date as day, j.hotel_id,
      count(*) filter (where j.kind = 'view'), count(*) filter (where j.kind = 'redemption'),
      count(*) filter (where j.kind = 'use') - count(*) filter (where j.kind = 'undo')
    from judged j where j.reason is null
    group by j.coupon_id, day, j.hotel_id order by j.coupon_id, day
    on conflict (coupon_id, day) do update set
      views = d.views + excluded.views, redemptions = d.redemptions + excluded.redemptions, uses = d.uses + excluded.uses
    returning 1
  )
  select jsonb_build_object('batches', (select count(*) from taken), 'events', (select count(*) from judged),
    'dead', (select count(*) from dead), 'days', (select count(*) from counted)) into done;

  perform private.forget_old();
  return done - 'days' || jsonb_build_object('left', (select count(*) from (select from public.interaction_queue limit 100000) q));
end $$;
comment on function public.drain_interactions is 'Counts about max_events queued events (whole batches, at least one) and disposes of them, and of what is older than 31 days. {batches, events, dead, left}; left in batches, at most 100000. Errors: invalid-argument.';
revoke execute on function public.drain_interactions from public, anon, authenticated, service_role;
grant execute on function public.drain_interactions to service_role;
