-- The deliverer's side of the deliveries: take some, send each, say how it went. Any number of deliverers may run at once and die
-- anywhere. What one has in hand is invisible to the others for a while; `attempt` says whose answer counts.

create function private.delivery_message(d public.deliveries) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', d.id, 'attempt', d.attempts, 'channel', d.channel, 'created_at', d.created_at) || case
    when d.invitation_id is not null then (
      select jsonb_build_object('kind', 'invitation', 'invitation_id', i.id, 'hotel_id', h.id, 'coupon_id', null, 'redemption_id', null,
        'payload', jsonb_build_object('hotel_name', h.name, 'role', i.role, 'expires_at', i.expires_at, 'token', d.token,
          'invited_by', (select p.display_name from public.profiles p where p.id = i.invited_by)),
        -- Who is invited may have no account yet: then his host's language is the best guess.
        'locale', coalesce((select p.locale from auth.users u join public.profiles p on p.id = u.id where lower(u.email) = i.email limit 1),
          (select p.locale from public.profiles p where p.id = i.invited_by), 'en'),
        'to', jsonb_build_object('email', i.email))
      from public.hotel_invitations i join public.hotels h on h.id = i.hotel_id where i.id = d.invitation_id)
    else (
      select jsonb_build_object('kind', n.kind, 'notification_id', n.id, 'hotel_id', n.hotel_id, 'coupon_id', n.coupon_id,
        'redemption_id', n.redemption_id, 'payload', n.payload, 'locale', coalesce(p.locale, 'en'), 'to', case d.channel
          when 'push' then (select jsonb_build_object('endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth)
            from public.push_subscriptions s where s.id = d.subscription_id)
          else (select jsonb_build_object('email', u.email, 'unsubscribe', c.id) from auth.users u
            join public.delivery_channels c on c.user_id = u.id and c.channel = 'email' where u.id = d.user_id) end)
      from public.notifications n join public.profiles p on p.id = d.user_id where n.id = d.notification_id)
  end
$$;
comment on function private.delivery_message is 'What a deliverer has to know to send it.';
revoke execute on function private.delivery_message from public;

create function public.take_deliveries(channels text[], max_rows int default 50, visibility_s int default 60) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  answer jsonb;
begin
  perform private.require(cardinality(channels) between 1 and 2 and channels <@ '{push,email}' and channels[1] is distinct from channels[2], 'channels');
  perform private.require(max_rows between 1 and 1000, 'max_rows');
  perform private.require(visibility_s between 1 and 3600, 'visibility_s');
  with locked as materialized (
    select l.* from unnest(channels) c (channel) cross join lateral (
      select * from public.deliveries d where d.channel = c.channel and d.status = 'waiting' and d.next_at <= now()
      order by d.next_at, d.id limit max_rows for no key update skip locked) l
    order by l.next_at, l.id limit max_rows
  ), judged as materialized (
    select l.id, case
      when not private.is_wanted(l::public.deliveries) then 'withdrawn'
      when l.created_at < now() - interval '3 days' then 'waited for three days'
      -- Its last deliverer never answered, and nobody knows whether the one before did.
      when l.attempts >= 8 then 'ended without an answer, eight times' end as ending
    from locked l
  ), taken as (
    update public.deliveries d set
      attempts = d.attempts + (j.ending is null)::int,
      next_at = case when j.ending is null then now() + make_interval(secs => visibility_s) else d.next_at end,
      status = case when j.ending is null then 'waiting' when j.ending = 'withdrawn' then 'withdrawn' else 'dead' end,
      token = case when j.ending is null then d.token end,
      last_error = case when j.ending is null or j.ending = 'withdrawn' then d.last_error else coalesce(d.last_error, j.ending) end
    from judged j where d.id = j.id
    returning d.*
  )
  select jsonb_build_object(
    'deliveries', coalesce((select jsonb_agg(private.delivery_message(t::public.deliveries)) from taken t where t.status = 'waiting'), '[]'),
    'withdrawn', (select count(*) from taken t where t.status = 'withdrawn'),
    'dead', (select count(*) from taken t where t.status = 'dead')) into answer;
  return answer;
end $$;
comment on function public.take_deliveries is '{deliveries: [{id, attempt, channel, kind, payload, locale, to, …}], withdrawn, dead}: what is due, in hand for visibility_s seconds; and how many turned out to be unwanted or too old. Errors: invalid-argument.';
revoke execute on function public.take_deliveries from public, anon, authenticated, service_role;
grant execute on function public.take_deliveries to service_role;

create function private.outcome_from(args jsonb, variadic kinds text[], out kind text, out error text, out retry_after_s int)
language plpgsql immutable set search_path = '' as $$
begin
  perform private.known_keys(args, 'outcome', 'kind', 'error', 'retry_after_s');
  kind := private.text_arg(args, 'kind', 20);
  error := left(regexp_replace(coalesce(args ->> 'error', ''), '[\x01-\x1f\x7f-\x9f]+', ' ', 'g'), 500);
  retry_after_s := private.int_arg(args, 'retry_after_s', 0, 2147483647);
  perform private.require(kind = any (kinds), 'kind');
end $$;
comment on function private.outcome_from is 'How a try went, as one of these kinds. The error is cut and made one line.';

create function private.pause_after(attempts int, retry_after_s int) returns interval
language sql volatile set search_path = '' as $$
  select greatest(make_interval(secs => 30 * 2 ^ (attempts - 1) * (0.5 + random() / 2)), make_interval(secs => least(coalesce(retry_after_s, 0), 86400)))
$$;
comment on function private.pause_after is 'How long what failed waits: 30 s, a minute, two …, an hour in all until the eighth. Half of it is chance, so that what failed together does not come back together; never less than was asked for, up to a day.';
revoke execute on function private.pause_after from public;

create function public.finish_delivery(delivery uuid, attempt int, outcome jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  o record := private.outcome_from(outcome, 'sent', 'failed', 'refused', 'gone');
  d public.deliveries;
begin
  perform private.require(delivery is not null, 'delivery');
  perform private.require(attempt is not null, 'attempt');
  -- The browser before what is on its way to it, as where it changes hands: deleting it deletes those, too.
  if o.kind <> 'sent' then
    perform from public.push_subscriptions s where s.id = (select k.subscription_id from public.deliveries k where k.id = delivery) for update;
  end if;
  select * into d from public.deliveries k where k.id = delivery for no key update;
  -- Told before, withdrawn meanwhile, or gone with its user or browser.
  if not found or d.status <> 'waiting' then return jsonb_build_object('kind', 'stale'); end if;
  if o.kind = 'sent' then
    -- Whoever sent it: it is sent.
    update public.deliveries k set status = 'sent', sent_at = now(), token = null, last_error = null where k.id = d.id;
    return jsonb_build_object('kind', 'sent');
  end if;
  if d.attempts <> attempt then return jsonb_build_object('kind', 'stale'); end if;
  if o.kind = 'gone' and d.channel = 'push' then
    delete from public.push_subscriptions s where s.id = d.subscription_id;
    return jsonb_build_object('kind', 'removed');
  end if;
  update public.push_subscriptions s set failed_at = now(), last_error = o.error where s.id = d.subscription_id;
  if o.kind <> 'failed' or d.attempts >= 8 then
    update public.deliveries k set status = 'dead', token = null, last_error = o.error where k.id = d.id;
    return jsonb_build_object('kind', 'dead');
  end if;
  update public.deliveries k set last_error = o.error, next_at = now() + private.pause_after(d.attempts, o.retry_after_s) where k.id = d.id
  returning * into d;
  return jsonb_build_object('kind', 'waiting', 'next_at', d.next_at);
end $$;
comment on function public.finish_delivery is '{kind: sent | waiting, next_at | dead | removed | stale}: how attempt no. so many went. outcome: {kind: sent | failed | refused | gone, error?, retry_after_s?}. The eighth failure is the last; gone ends the push subscription. Errors: invalid-argument.';
revoke execute on function public.finish_delivery from public, anon, authenticated, service_role;
grant execute on function public.finish_delivery to service_role;

create function private.forget_deliveries(most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  done int;
begin
  -- What nobody took, as where no channel is set up, ends too, and an invitation's token with it.
  update public.deliveries d set status = 'dead', token = null, last_error = coalesce(d.last_error, 'waited for three days')
  from (select o.id from public.deliveries o where o.status = 'waiting' and o.created_at < now() - interval '3 days'
    order by o.created_at limit most for no key update skip locked) old where d.id = old.id;
  delete from public.deliveries d using (
    select o.id from public.deliveries o where o.created_at < now() - interval '30 days'
    order by o.created_at limit most for update skip locked) old where d.id = old.id;
  get diagnostics done = row_count;
  delete from private.fan_outs o where o.created_at < now() - interval '3 days';
  return done;
end $$;
comment on function private.forget_deliveries is 'Ends what waited for three days, and deletes deliveries after 30: how many.';
revoke execute on function private.forget_deliveries from public;
