-- What time does to the rows: redemptions expire, guests are reminded, what is old is forgotten. Each function takes a little at a
-- time, leaves alone what another run holds, and can be killed anywhere.

create index redemptions_open on public.redemptions (expires_at, id) where status = 'redeemed';
create index notifications_age on public.notifications (created_at);
create index commands_age on public.commands (created_at);
create index hotel_invitations_age on public.hotel_invitations (created_at);

create function public.expire_redemptions(max_rows int default 5000) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done int;
begin
  perform private.require(max_rows between 1 and 100000, 'max_rows');
  update public.redemptions r set status = 'expired'
  from (select o.id from public.redemptions o where o.status = 'redeemed' and o.expires_at <= now()
    order by o.expires_at, o.id limit max_rows for no key update skip locked) over
  where r.id = over.id;
  get diagnostics done = row_count;
  return jsonb_build_object('done', done, 'more', done = max_rows);
end $$;
comment on function public.expire_redemptions is '{done, more}: marks redemptions whose time is over. A use that happened before, and is told of later, still counts. Errors: invalid-argument.';
revoke execute on function public.expire_redemptions from public, anon, authenticated, service_role;
grant execute on function public.expire_redemptions to service_role;

create table private.reminders (
  days int primary key check (days in (1, 3)),
  expires_at timestamptz not null default now(),
  redemption_id uuid not null default '00000000-0000-0000-0000-000000000000'
);
comment on table private.reminders is 'How far the reminders of so many days before the end have come: up to this redemption, in the order of expiry.';
alter table private.reminders enable row level security;
insert into private.reminders (days) values (1), (3);

create unique index notifications_reminder_once on public.notifications (redemption_id, (payload ->> 'days')) where kind = 'redemption-expiring';

create function private.remind(ahead int, most int, out looked int, out told int)
language plpgsql security definer set search_path = '' as $$
declare
  place private.reminders;
  last_at timestamptz;
  last_id uuid;
begin
  -- One run at a time: another one finds nothing to do.
  select * into place from private.reminders p where p.days = ahead for update skip locked;
  with due as materialized (
    select r.* from public.redemptions r
    where r.status = 'redeemed' and (r.expires_at, r.id) > (place.expires_at, place.redemption_id)
      and r.expires_at <= now() + make_interval(days => ahead)
    order by r.expires_at, r.id limit most
  ), written as (
    insert into public.notifications (audience, user_id, hotel_id, kind, coupon_id, redemption_id, payload)
    select 'user', d.guest_id, d.hotel_id, 'redemption-expiring', d.coupon_id, d.id,
      jsonb_build_object('title', c.title, 'hotel_name', h.name, 'expires_at', d.expires_at, 'days', ahead)
    from due d join public.coupons c on c.id = d.coupon_id join public.hotels h on h.id = d.hotel_id
    -- Not for what is over or refused, nor where the last reminder is due already, nor where it was taken after this one was due.
    where d.expires_at > now() + make_interval(days => case ahead when 3 then 1 else 0 end)
      and c.status <> 'archived' and d.redeemed_at <= d.expires_at - make_interval(days => ahead)
    on conflict do nothing
    returning 1
  )
  select (select count(*) from due), (select count(*) from written), l.expires_at, l.id into looked, told, last_at, last_id
  from (select d.expires_at, d.id from due d order by d.expires_at desc, d.id desc limit 1) l;
  looked := coalesce(looked, 0);
  told := coalesce(told, 0);
  if looked > 0 then
    update private.reminders p set expires_at = last_at, redemption_id = last_id where p.days = ahead;
  end if;
end $$;
comment on function private.remind is 'Tells guests of redemptions that end in at most so many days, each once: how many it looked at, and how many guests it told.';
revoke execute on function private.remind from public;

create function public.remind_expiring(max_rows int default 5000) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  last_day record;
  three_days record;
begin
  perform private.require(max_rows between 1 and 100000, 'max_rows');
  last_day := private.remind(1, max_rows);
  three_days := private.remind(3, max_rows);
  return jsonb_build_object('done', last_day.told + three_days.told, 'more', greatest(last_day.looked, three_days.looked) = max_rows);
end $$;
comment on function public.remind_expiring is '{done, more}: a notification three days before a redemption ends and one a day before, never twice. Errors: invalid-argument.';
revoke execute on function public.remind_expiring from public, anon, authenticated, service_role;
grant execute on function public.remind_expiring to service_role;

create function public.clean_up(max_rows int default 5000) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  notices int;
  answers int;
  invitations int;
  deliveries int;
  messages int;
begin
  perform private.require(max_rows between 1 and 100000, 'max_rows');
  deliveries := private.forget_deliveries(max_rows);
  messages := private.forget_messages(max_rows);
  delete from public.notifications n using (
    select o.id from public.notifications o where o.created_at < now() - interval '180 days'
    order by o.created_at limit max_rows for update skip locked) old where n.id = old.id;
  get diagnostics notices = row_count;
  -- A command that is sent again after half a year is a new one.
  delete from public.commands c using (
    select o.user_id, o.command_id from public.commands o where o.created_at < now() - interval '180 days'
    order by o.created_at limit max_rows for update skip locked) old where c.user_id = old.user_id and c.command_id = old.command_id;
  get diagnostics answers = row_count;
  -- They hold addresses of people who may never have come.
  delete from public.hotel_invitations i using (
    select o.id from public.hotel_invitations o where o.created_at < now() - interval '90 days'
    order by o.created_at limit max_rows for update skip locked) old where i.id = old.id;
  get diagnostics invitations = row_count;
  return jsonb_build_object('done', deliveries + messages + notices + answers + invitations, 'more', greatest(deliveries, messages, notices, answers, invitations) = max_rows);
end $$;
comment on function public.clean_up is '{done, more}: forgets notifications and answers of commands after 180 days, invitations after 90, deliveries after 30, messages of queues after 31; ends those that waited for three days. (The drain forgets batches, dead letters and entered codes.) Errors: invalid-argument.';
revoke execute on function public.clean_up from public, anon, authenticated, service_role;
grant execute on function public.clean_up to service_role;
