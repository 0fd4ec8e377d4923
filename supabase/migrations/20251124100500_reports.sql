-- Reports that were made and uploaded: the list of them. The files lie in the bucket "reports".

create table public.reports (
  id uuid primary key,
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  from_day date not null,
  to_day date not null,
  path text not null unique,
  bytes int not null,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint reports_days_in_order check (from_day <= to_day),
  constraint reports_bytes check (bytes between 1 and 20 * 1024 * 1024),
  constraint reports_path_own check (private.is_file_in(path, hotel_id))
);
comment on table public.reports is 'Reports for a range of hotel-local days, both included. Read online, newest first.';
comment on column public.reports.path is 'Object in the bucket reports: <hotel id>/<file>.';

create index reports_hotel on public.reports (hotel_id, created_at desc, id desc);
create index reports_created_by on public.reports (created_by);

alter table public.reports enable row level security;
revoke all on public.reports from anon, authenticated, service_role;
grant select (id, hotel_id, from_day, to_day, path, bytes, created_by, created_at) on public.reports to authenticated;
grant select, insert, update, delete on public.reports to service_role;

create policy "a member reads the reports of his hotels" on public.reports
  for select to authenticated using (hotel_id in (select private.my_hotels()));

select private.note_hints('reports', '{"hotel:%s:desk": "hotel_id"}');

create function private.audit_report() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.audit(new.hotel_id, 'report-saved', new.id, jsonb_build_object('from_day', new.from_day, 'to_day', new.to_day));
  return null;
end $$;
comment on function private.audit_report is 'Writes down who saved a report.';
revoke execute on function private.audit_report from public;

create trigger audit after insert on public.reports
  for each row execute function private.audit_report();

create function private.report_from(args jsonb) returns public.reports
language plpgsql stable security definer set search_path = '' as $$
declare
  r public.reports;
begin
  perform private.known_keys(args, 'report', 'id', 'hotel_id', 'from_day', 'to_day', 'path', 'bytes');
  r.id := private.uuid_arg(args, 'id');
  r.hotel_id := private.uuid_arg(args, 'hotel_id');
  r.from_day := private.day_arg(args, 'from_day');
  r.to_day := private.day_arg(args, 'to_day');
  r.path := private.text_arg(args, 'path', 200);
  r.bytes := private.int_arg(args, 'bytes', 1, 20 * 1024 * 1024);
  perform private.require(r.id is not null, 'id');
  perform private.require(r.hotel_id is not null, 'hotel_id');
  perform private.require(r.from_day is not null, 'from_day');
  perform private.require(r.to_day >= r.from_day, 'to_day');
  perform private.require(private.is_file_in(r.path, r.hotel_id) and r.path like '%.pdf', 'path');
  perform private.require(r.bytes is not null, 'bytes');
  return r;
end $$;
comment on function private.report_from is 'The report that the arguments describe. Raises invalid-argument with the column''s name.';
revoke execute on function private.report_from from public;

create function public.save_report(command_id uuid, report jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  r public.reports := private.report_from(report);
  author uuid := private.member(r.hotel_id);
  replay jsonb := private.begin_command(command_id, 'save_report', report);
begin
  if replay is not null then return replay; end if;
  if not exists (select from storage.objects o where o.bucket_id = 'reports' and o.name = r.path) then
    perform private.fail('not-found', 'path');
  end if;
  insert into public.reports (id, hotel_id, from_day, to_day, path, bytes, created_by)
  values (r.id, r.hotel_id, r.from_day, r.to_day, r.path, r.bytes, author) on conflict do nothing;
  if not found then perform private.fail('wrong-state', 'saved'); end if;
  -- A row for each fellow: a team is a handful of people, and each has his own reading of it.
  insert into public.notifications (audience, user_id, hotel_id, kind, payload)
  select 'user', m.user_id, h.id, 'report-saved',
    jsonb_build_object('title', h.name, 'hotel_name', h.name, 'report_id', r.id, 'from_day', r.from_day, 'to_day', r.to_day)
  from public.hotels h join public.hotel_members m on m.hotel_id = h.id and m.user_id <> author where h.id = r.hotel_id;
  return private.end_command(command_id, jsonb_build_object('kind', 'saved', 'report_id', r.id));
end $$;
comment on function public.save_report is '{kind: saved, report_id}: lists a report whose file is in the bucket, and tells the other members. Keys: id, hotel_id, from_day, to_day, path, bytes. Any member. Errors: invalid-argument, not-allowed, not-found (path), wrong-state (saved: that id or path is listed), command-mismatch.';
revoke execute on function public.save_report from public, anon, authenticated, service_role;
grant execute on function public.save_report to authenticated;
