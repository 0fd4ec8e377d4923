-- From the queue to the daily figures, in one statement: killed anywhere it has done all or nothing.

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
-- With less memory the events are sorted on the disk.
language plpgsql security definer set search_path = '' set work_mem = '32MB' as $$
declare
  done jsonb;
  batches_ahead int;
begin
  perform private.require(max_events between 1 and 1000000, 'max_events');
  -- Whole batches are taken, so first guess how many make up max_events.
  select greatest(1, ceil(max_events / greatest(avg(event_count), 1))) into batches_ahead
  from (select q.event_count from public.interaction_queue q order by q.id limit 500) head;

  with locked as materialized (
    select q.id, q.event_count from public.interaction_queue q order by q.id limit batches_ahead for update skip locked
  ), measured as (
    select l.id, sum(l.event_count) over (order by l.id) - l.event_count as before from locked l
  ), taken as (
    delete from public.interaction_queue q using measured m
    where q.id = m.id and (m.before = 0 or m.before + q.event_count <= max_events)
    returning q.batch_id, q.kind, q.coupons, q.ats, q.dead
  ), gathered as materialized (
    -- By quarters of an hour, of which every zone's midnight is one: thousands of events become a few rows to look up and place.
    select e.coupon, 'view' as kind, date_bin('15 minutes', e.at, 'epoch') as at, count(*)::int as n
    from (select unnest(t.coupons) as coupon, unnest(t.ats) as at from taken t where t.kind = 'view') e group by 1, 3
    union all
    select t.coupons[1], t.kind, date_bin('15 minutes', t.ats[1], 'epoch'), count(*)::int from taken t where t.kind <> 'view' group by 1, 2, 3
  ), placed as materialized (
    -- A draft has no guests yet.
    select g.coupon, g.kind, g.n, c.hotel_id, (g.at at time zone h.time_zone)::date as day
    from gathered g left join public.coupons c on c.id = g.coupon and c.published_at is not null left join public.hotels h on h.id = c.hotel_id
  ), lost as (
    insert into public.interaction_dead_letters (batch_id, event, reason)
    select t.batch_id, jsonb_build_object('kind', t.kind, 'coupon', e.coupon, 'at', e.at), 'unknown-coupon'
    from taken t cross join lateral unnest(t.coupons, t.ats) e (coupon, at)
    where exists (select from placed p where p.hotel_id is null) and e.coupon in (select p.coupon from placed p where p.hotel_id is null)
    returning 1
  ), counted as (
    -- In key order, so that overlapping drains lock the rows in the same order. Touched here: a trigger's call would cost more.
    insert into public.interaction_daily as d (coupon_id, day, hotel_id, views, redemptions, uses)
    select p.coupon, p.day, p.hotel_id,
      coalesce(sum(p.n) filter (where p.kind = 'view'), 0), coalesce(sum(p.n) filter (where p.kind = 'redemption'), 0),
      coalesce(sum(case p.kind when 'use' then p.n when 'undo' then -p.n end), 0)
    from placed p where p.hotel_id is not null
    group by p.coupon, p.day, p.hotel_id order by p.coupon, p.day
    on conflict (coupon_id, day) do update set changed_xid = excluded.changed_xid, updated_at = excluded.updated_at,
      views = d.views + excluded.views, redemptions = d.redemptions + excluded.redemptions, uses = d.uses + excluded.uses
    returning 1
  )
  select jsonb_build_object('batches', (select count(*) from taken), 'days', (select count(*) from counted),
    'events', (select coalesce(sum(cardinality(t.coupons) + t.dead), 0) from taken t),
    'dead', (select count(*) from lost) + (select coalesce(sum(t.dead), 0) from taken t)) into done;

  perform private.forget_old();
  return done - 'days' || jsonb_build_object('left', (select count(*) from (select from public.interaction_queue limit 100000) q));
end $$;
comment on function public.drain_interactions is 'Counts about max_events queued events (whole batches, at least one) and disposes of them, and of what is older than 31 days. {batches, events, dead, left}: dead of these batches, also those that were refused when they came; left in batches, at most 100000. Errors: invalid-argument.';
revoke execute on function public.drain_interactions from public, anon, authenticated, service_role;
grant execute on function public.drain_interactions to service_role;
