-- Who did what in a hotel, for good. Written by triggers on the tables themselves, so that no function can forget it.

create table public.audit_log (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null,
  user_id uuid,
  role text,
  action text not null,
  subject uuid not null,
  device text,
  happened_at timestamptz not null default now(),
  received_at timestamptz not null default now(),
  detail jsonb not null default '{}',
  constraint audit_log_role_known check (role in ('owner', 'manager', 'desk')),
  constraint audit_log_action_shape check (action ~ '^[a-z]+(-[a-z]+)+$' and char_length(action) <= 40),
  constraint audit_log_device_length check (char_length(device) <= 80),
  constraint audit_log_detail_length check (octet_length(detail::text) <= 4000)
);
comment on table public.audit_log is 'Append-only. Holds ids and no names, and refers to nothing: it outlives what it tells of.';
comment on column public.audit_log.device is 'As the device names itself; null: it did not, or the system did it.';
comment on column public.audit_log.user_id is 'Who did it; null: the system.';
comment on column public.audit_log.role is 'What he was in the hotel when he did it; null: not yet a member.';
comment on column public.audit_log.subject is 'The row that was acted upon; the action names its kind.';
comment on column public.audit_log.happened_at is 'As the device says. received_at: when the cloud heard of it.';

create index audit_log_page on public.audit_log (hotel_id, received_at desc, id desc);

alter table public.audit_log enable row level security;
revoke all on public.audit_log from anon, authenticated, service_role;
grant select (id, hotel_id, user_id, role, action, subject, device, happened_at, received_at, detail) on public.audit_log to authenticated;
grant select on public.audit_log to service_role;

create policy "managers read what was done" on public.audit_log
  for select to authenticated using (hotel_id in (select private.my_hotels('manager')));

create function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) then
    raise exception using message = 'append-only', errcode = '42501', detail = tg_table_name;
  end if;
  return case when tg_level = 'ROW' then case tg_op when 'DELETE' then old else new end end;
end $$;
comment on function private.refuse_change is 'Refuses whoever is no superuser: the table''s owner, too.';

create trigger append_only before update or delete on public.audit_log
  for each row execute function private.refuse_change();
create trigger append_only_whole before truncate on public.audit_log
  for each statement execute function private.refuse_change();

create function private.calling_device() returns text
language plpgsql stable set search_path = '' as $$
declare
  name text;
begin
  name := convert_from(decode(nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-device', 'base64'), 'UTF8');
  return case when private.is_line(name) and char_length(name) between 1 and 80 then name end;
-- Which device it was is told as a courtesy: what cannot be read holds nobody up.
exception when data_exception then return null;
end $$;
comment on function private.calling_device is 'What the calling device is called, by the request''s header x-device (base64 of UTF-8, 1..80 characters); null: it did not say.';
revoke execute on function private.calling_device from public;

create function private.audit(
  hotel uuid, action text, subject uuid, detail jsonb default '{}', device text default null,
  happened_at timestamptz default now(), who uuid default auth.uid(), as_role text default null) returns void
language sql security definer set search_path = '' as $$
  insert into public.audit_log (hotel_id, user_id, role, action, subject, device, happened_at, detail)
  values (hotel, who, coalesce(as_role, (select m.role from public.hotel_members m where m.hotel_id = hotel and m.user_id = who)),
    action, subject, coalesce(device, private.calling_device()), happened_at, jsonb_strip_nulls(detail))
$$;
comment on function private.audit is 'Writes down one thing that was done, and on which device if that is known.';
revoke execute on function private.audit from public;

create function private.changed_columns(before jsonb, after jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_agg(a.key order by a.key) from jsonb_each(after) a
  where a.value is distinct from before -> a.key
    and a.key not in ('changed_xid', 'updated_at', 'search', 'starts_at', 'ends_at', 'published_at')
$$;
comment on function private.changed_columns is 'Names of the columns that a person changed; null where none: what triggers derive does not count.';

create function private.audit_hotel() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  columns jsonb := case tg_op when 'UPDATE' then private.changed_columns(to_jsonb(old), to_jsonb(new)) end;
begin
  if tg_op = 'INSERT' then perform private.audit(new.id, 'hotel-created', new.id);
  elsif columns is not null then perform private.audit(new.id, 'hotel-changed', new.id, jsonb_build_object('columns', columns));
  end if;
  return null;
end $$;
comment on function private.audit_hotel is 'Writes down what became of a hotel.';
revoke execute on function private.audit_hotel from public;

create trigger audit after insert or update on public.hotels
  for each row execute function private.audit_hotel();

create function private.audit_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_op
    when 'INSERT' then perform private.audit(new.hotel_id, 'member-joined', new.user_id, jsonb_build_object('role', new.role));
    when 'DELETE' then perform private.audit(old.hotel_id, 'member-left', old.user_id, jsonb_build_object('role', old.role),
      as_role => case old.user_id when auth.uid() then old.role end);
    when 'UPDATE' then
      if old.role <> new.role then
        perform private.audit(new.hotel_id, 'member-changed', new.user_id, jsonb_build_object('role', new.role, 'before', old.role),
          as_role => case old.user_id when auth.uid() then old.role end);
      end if;
  end case;
  return null;
end $$;
comment on function private.audit_member is 'Writes down who came, went and became what.';
revoke execute on function private.audit_member from public;

create trigger audit after insert or update or delete on public.hotel_members
  for each row execute function private.audit_member();

create function private.audit_coupon() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  columns jsonb := case tg_op when 'UPDATE' then private.changed_columns(to_jsonb(old), to_jsonb(new)) - 'status' end;
begin
  if tg_op = 'INSERT' then perform private.audit(new.hotel_id, 'coupon-drafted', new.id, jsonb_build_object('title', new.title));
  elsif old.status <> new.status then
    perform private.audit(new.hotel_id, 'coupon-' || new.status, new.id, jsonb_build_object('title', new.title, 'before', old.status));
  -- A draft is made by an insert and filled by an update.
  elsif jsonb_array_length(columns) > 0 and old.created_at < now() then
    perform private.audit(new.hotel_id, 'coupon-changed', new.id, jsonb_build_object('title', new.title, 'columns', columns));
  end if;
  return null;
end $$;
comment on function private.audit_coupon is 'Writes down what became of a coupon.';
revoke execute on function private.audit_coupon from public;

create trigger audit after insert or update on public.coupons
  for each row execute function private.audit_coupon();

create function private.audit_use() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform private.audit(new.hotel_id, 'use-' || new.status, new.id, jsonb_build_object('redemption_id', new.redemption_id),
      new.device, new.happened_at, coalesce(auth.uid(), new.used_by));
  elsif old.status <> new.status then
    perform private.audit(new.hotel_id, 'use-' || new.status, new.id,
      jsonb_build_object('redemption_id', new.redemption_id, 'before', old.status, 'reason', new.reason));
  end if;
  return null;
end $$;
comment on function private.audit_use is 'Writes down each use of a code, with its device and both its times, and what became of it.';
revoke execute on function private.audit_use from public;

create trigger audit after insert or update on public.uses
  for each row execute function private.audit_use();
