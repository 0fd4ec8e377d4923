-- A manager takes a use back, or closes a conflict. What was undone stays in the books with its reason.
-- counted → undone   conflict → closed

alter table public.notifications drop constraint notifications_kind_known;
alter table public.notifications add constraint notifications_kind_known
  check (kind in ('coupon-published', 'redemption-used', 'redemption-expiring', 'redemption-restored', 'report-saved'));

create function private.refuse_undone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.uses u where u.redemption_id = new.redemption_id and u.used_by = new.used_by
    and u.happened_at = new.happened_at and u.status = 'undone') then
    perform private.fail('wrong-state', 'undone');
  end if;
  return new;
end $$;
comment on function private.refuse_undone is 'A use that was undone does not count again because a device tells of it again. Raises wrong-state.';
revoke execute on function private.refuse_undone from public;

create trigger refuse_undone before insert on public.uses
  for each row when (new.status = 'counted') execute function private.refuse_undone();

create function private.managed_use(hotel uuid, use uuid) returns public.uses
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  u public.uses;
begin
  perform private.member(hotel, 'manager');
  select * into u from public.uses x where x.id = managed_use.use and x.hotel_id = managed_use.hotel;
  if not found then perform private.fail('not-allowed'); end if;
  -- In the order in which uses are made: the redemption first. Whoever uses or undoes it meanwhile is waited for.
  perform from public.redemptions r where r.id = u.redemption_id for no key update;
  select * into u from public.uses x where x.id = managed_use.use for update;
  return u;
end $$;
comment on function private.managed_use is 'A use of the hotel whose manager the caller is, locked with its redemption. Raises not-allowed for any other.';
revoke execute on function private.managed_use from public;

create function private.reason_arg(reason text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  said text := private.text_arg(jsonb_build_object('reason', reason), 'reason', 500);
begin
  perform private.require(said <> '', 'reason');
  return said;
end $$;
comment on function private.reason_arg is 'A reason: 1 to 500 characters, trimmed.';

create function private.restore_redemption(redemption uuid) returns public.redemptions
language plpgsql security definer set search_path = '' as $$
declare
  r public.redemptions;
begin
  -- Without its code, which only its guest's erasure takes away, nobody could use it again.
  update public.redemptions x set used_at = null, used_by = null, device = null,
    status = case when x.expires_at > now() and exists (select from public.redemption_codes k where k.redemption_id = x.id)
      then 'redeemed' else 'expired' end
  where x.id = redemption returning * into r;
  insert into public.notifications (audience, user_id, hotel_id, kind, coupon_id, redemption_id, payload)
  select 'user', r.guest_id, r.hotel_id, 'redemption-restored', r.coupon_id, r.id,
    jsonb_build_object('title', c.title, 'hotel_name', h.name, 'status', r.status, 'expires_at', r.expires_at)
  from public.coupons c join public.hotels h on h.id = c.hotel_id
  where c.id = r.coupon_id and exists (select from public.redemption_codes k where k.redemption_id = r.id);
  return r;
end $$;
comment on function private.restore_redemption is 'Makes a used redemption an unused one again, and tells its guest.';
revoke execute on function private.restore_redemption from public;

create function private.take_back(u public.uses, why text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  r public.redemptions;
begin
  if u.status <> 'counted' then perform private.fail('wrong-state', u.status); end if;
  if u.received_at <= now() - interval '24 hours' then
    return jsonb_build_object('kind', 'too-late', 'until', u.received_at + interval '24 hours');
  end if;
  update public.uses x set status = 'undone', reason = why where x.id = u.id;
  r := private.restore_redemption(u.redemption_id);
  -- At the instant of the use, so that the figure of its day is put right.
  perform private.enqueue('undo', r.coupon_id, u.happened_at);
  return jsonb_build_object('kind', 'undone', 'use_id', u.id, 'redemption_id', r.id, 'status', r.status, 'expires_at', r.expires_at);
end $$;
comment on function private.take_back is 'Undoes a use that is locked and counted: undone, or too-late 24 hours after its arrival. Raises wrong-state.';
revoke execute on function private.take_back from public;

create function private.close_use(u public.uses, why text) returns jsonb
language sql security definer set search_path = '' as $$
  update public.uses x set status = 'closed', reason = why where x.id = u.id
  returning jsonb_build_object('kind', 'closed', 'use_id', x.id)
$$;
comment on function private.close_use is 'Closes a conflict that is locked.';
revoke execute on function private.close_use from public;

create function public.undo_use(command_id uuid, hotel uuid, use uuid, reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  why text := private.reason_arg(undo_use.reason);
  u public.uses := private.managed_use(hotel, undo_use.use);
  replay jsonb := private.begin_command(command_id, 'undo_use', jsonb_build_object('hotel', hotel, 'use', undo_use.use, 'reason', why));
begin
  if replay is not null then return replay; end if;
  return private.end_command(command_id, private.take_back(u, why));
end $$;
comment on function public.undo_use is '{kind: undone, use_id, redemption_id, status: redeemed | expired, expires_at} or {kind: too-late, until}: within 24 hours of its arrival. The guest is told, the day''s figure put right. Manager or owner. Errors: invalid-argument, not-allowed, wrong-state (of the use), command-mismatch.';
revoke execute on function public.undo_use from public, anon, authenticated, service_role;
grant execute on function public.undo_use to authenticated;

create function public.undo_code(command_id uuid, hotel uuid, code text, happened_at timestamptz, reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  why text := private.reason_arg(undo_code.reason);
  member uuid := private.member(hotel, 'manager');
  use_id uuid;
  u public.uses;
  replay jsonb;
begin
  perform private.check_entry(undo_code.code, null);
  perform private.require(private.normalise_code(undo_code.code) is not null, 'code');
  perform private.require(undo_code.happened_at is not null, 'happened_at');
  -- Each takes back his own uses alone: which codes there are, nobody learns here.
  select x.id into use_id from public.redemption_codes k
    join public.redemptions r on r.id = k.redemption_id and r.hotel_id = undo_code.hotel
    join public.uses x on x.redemption_id = r.id and x.used_by = member and x.happened_at = undo_code.happened_at
  where k.code = private.normalise_code(undo_code.code);
  u := private.managed_use(hotel, use_id);
  replay := private.begin_command(command_id, 'undo_code', jsonb_build_object(
    'hotel', hotel, 'code', undo_code.code, 'happened_at', extract(epoch from undo_code.happened_at), 'reason', why));
  if replay is not null then return replay; end if;
  -- It was taken back before anybody knew that another desk had been first: that settles the conflict, too.
  return private.end_command(command_id, case u.status when 'conflict' then private.close_use(u, why) else private.take_back(u, why) end);
end $$;
comment on function public.undo_code is 'As undo_use, for the caller''s own use of a code at an instant: what a desk that has not heard the use''s id takes back. One that came second is no use to undo: its conflict is closed with the reason, {kind: closed, use_id}. Manager or owner. Errors: invalid-argument, not-allowed (also where there is no such use), wrong-state (of the use), command-mismatch.';
revoke execute on function public.undo_code from public, anon, authenticated, service_role;
grant execute on function public.undo_code to authenticated;

create function public.close_conflict(command_id uuid, hotel uuid, use uuid, reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  why text := private.reason_arg(close_conflict.reason);
  u public.uses := private.managed_use(hotel, close_conflict.use);
  replay jsonb := private.begin_command(command_id, 'close_conflict', jsonb_build_object('hotel', hotel, 'use', close_conflict.use, 'reason', why));
begin
  if replay is not null then return replay; end if;
  if u.status <> 'conflict' then perform private.fail('wrong-state', u.status); end if;
  return private.end_command(command_id, private.close_use(u, why));
end $$;
comment on function public.close_conflict is '{kind: closed, use_id}: a conflict that somebody has looked into. Manager or owner. Errors: invalid-argument, not-allowed, wrong-state (of the use), command-mismatch.';
revoke execute on function public.close_conflict from public, anon, authenticated, service_role;
grant execute on function public.close_conflict to authenticated;
