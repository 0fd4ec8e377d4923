-- What leaves the inbox: one row for each notification, user and channel (for push: each of his browsers).
--   waiting → sent | dead | withdrawn        (a try that failed waits again, until next_at)
-- dead: the last try failed, or it waited for three days. withdrawn: its user does not want it any more.

create table public.deliveries (
  id uuid primary key default gen_random_uuid(),
  channel text not null,
  notification_id uuid references public.notifications (id) on delete cascade,
  user_id uuid references public.profiles (id) on delete cascade,
  subscription_id uuid references public.push_subscriptions (id) on delete cascade,
  invitation_id uuid unique references public.hotel_invitations (id) on delete cascade,
  token text,
  status text not null default 'waiting',
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  constraint deliveries_once unique nulls not distinct (notification_id, user_id, channel, subscription_id, invitation_id),
  constraint deliveries_channel_known check (channel in ('push', 'email') and (channel = 'push') = (subscription_id is not null)),
  constraint deliveries_about check (case when invitation_id is null then notification_id is not null and user_id is not null
    else notification_id is null and user_id is null and channel = 'email' end),
  constraint deliveries_status_known check (status in ('waiting', 'sent', 'dead', 'withdrawn')),
  -- What opens the door of a hotel is kept for as long as it still has to be told, and no longer.
  constraint deliveries_token_waits check (token is null or (token ~ '^[0-9a-f]{64}$' and invitation_id is not null and status = 'waiting')),
  constraint deliveries_error_length check (char_length(last_error) <= 500)
);
comment on table public.deliveries is 'Notifications and invitations on their way by push or e-mail, and what became of them. Kept for 30 days.';
comment on column public.deliveries.next_at is 'When it may be taken (again): while somebody has it in hand, when he is thought to have died.';

create index deliveries_due on public.deliveries (channel, next_at, id) where status = 'waiting';
create index deliveries_age on public.deliveries (created_at);
create index deliveries_user on public.deliveries (user_id);
create index deliveries_subscription on public.deliveries (subscription_id);

alter table public.deliveries enable row level security;
revoke all on public.deliveries from anon, authenticated, service_role;
grant select (id, channel, notification_id, user_id, subscription_id, invitation_id, status, attempts, next_at, last_error, sent_at, created_at)
  on public.deliveries to service_role;

create table private.fan_outs (
  notification_id uuid primary key references public.notifications (id) on delete cascade,
  -- The guest that was looked at last.
  after_guest uuid not null default '00000000-0000-0000-0000-000000000000',
  created_at timestamptz not null default now()
);
comment on table private.fan_outs is 'Notifications for all followers of a hotel that are still to be made into deliveries, and how far each has come.';
create index fan_outs_age on private.fan_outs (created_at, notification_id);
alter table private.fan_outs enable row level security;

create function private.make_deliveries(notifications uuid[], users uuid[]) returns int
language sql security definer set search_path = '' as $$
  with made as (
    insert into public.deliveries (notification_id, user_id, channel, subscription_id)
    select t.notification, t.guest, c.channel, s.id from unnest(notifications, users) t (notification, guest)
    join public.delivery_channels c on c.user_id = t.guest and c.enabled
    left join public.push_subscriptions s on s.user_id = t.guest and c.channel = 'push'
    where c.channel <> 'push' or s.id is not null
    on conflict do nothing
    returning 1
  )
  select count(*)::int from made
$$;
comment on function private.make_deliveries is 'Deliveries of these notifications to these users, pair by pair, on the channels that they have switched on: how many.';
revoke execute on function private.make_deliveries from public;

create function private.queue_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever publishes writes one row, however many follow. What is told late is no news.
  insert into private.fan_outs (notification_id)
  select m.id from made m where m.audience = 'followers' and m.created_at > now() - interval '1 day';
  perform private.make_deliveries(array_agg(m.id), array_agg(m.user_id))
  from made m where m.audience = 'user' and m.created_at > now() - interval '1 day'
    and exists (select from public.delivery_channels c where c.user_id = m.user_id and c.enabled)
  having count(*) > 0;
  return null;
end $$;
comment on function private.queue_deliveries is 'Puts new notifications on their way: those for one user at once, those for followers later and by pages.';
revoke execute on function private.queue_deliveries from public;

create trigger queue_deliveries after insert on public.notifications referencing new table as made
  for each statement execute function private.queue_deliveries();

create function public.expand_deliveries(max_rows int default 5000) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  f private.fan_outs;
  n public.notifications;
  guests uuid[];
  last_guest uuid;
  done int;
begin
  perform private.require(max_rows between 1 and 100000, 'max_rows');
  delete from private.fan_outs o where o.created_at < now() - interval '3 days';
  -- The oldest that no other run has in hand. Killed here, the page is made again: nobody gets it twice.
  select * into f from private.fan_outs o order by o.created_at, o.notification_id limit 1 for update skip locked;
  if not found then return jsonb_build_object('done', 0, 'more', false); end if;
  select * into n from public.notifications o where o.id = f.notification_id;
  -- Of one hotel, in the order of its key: a page reads as many followers as it has, however many there are.
  select array_agg(p.guest_id) filter (where p.told), (array_agg(p.guest_id order by p.guest_id desc))[1] into guests, last_guest
  from (
    select w.guest_id, not w.muted and w.ended_at is null and w.since <= n.created_at as told
    from public.follows w where w.hotel_id = n.hotel_id and w.guest_id > f.after_guest order by w.guest_id limit max_rows) p;
  done := private.make_deliveries(array_fill(f.notification_id, array[coalesce(cardinality(guests), 0)]), guests);
  if last_guest is null then
    delete from private.fan_outs o where o.notification_id = f.notification_id;
  else
    update private.fan_outs o set after_guest = last_guest where o.notification_id = f.notification_id;
  end if;
  return jsonb_build_object('done', done, 'more', exists (select from private.fan_outs));
end $$;
comment on function public.expand_deliveries is '{done, more}: looks at the next max_rows followers of the oldest notification that is for followers, and makes deliveries for those who have a channel switched on. Errors: invalid-argument.';
revoke execute on function public.expand_deliveries from public, anon, authenticated, service_role;
grant execute on function public.expand_deliveries to service_role;

create function private.is_wanted(d public.deliveries) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when d.invitation_id is not null then exists (
    select from public.hotel_invitations i where i.id = d.invitation_id and i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
  else exists (
    select from public.delivery_channels c join public.notifications n on n.id = d.notification_id
    where c.user_id = d.user_id and c.channel = d.channel and c.enabled
      and not exists (select from public.notification_reads r where r.notification_id = n.id and r.user_id = d.user_id)
      and (n.audience = 'user' or exists (
        select from public.follows f where f.hotel_id = n.hotel_id and f.guest_id = d.user_id and f.ended_at is null and not f.muted and f.since <= n.created_at))
      -- Mails go to addresses that proved to be their user's.
      and (d.channel <> 'email' or exists (select from auth.users u where u.id = d.user_id and u.email_confirmed_at is not null)))
  end
$$;
comment on function private.is_wanted is 'Whether a delivery still makes sense: its switch is on, the hotel not muted, the notification not yet read; the invitation open.';
revoke execute on function private.is_wanted from public;
