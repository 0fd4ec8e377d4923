-- The audit log as managers read it: a page at a time, narrowed, and with the names behind its ids.

create index audit_log_happened on public.audit_log (hotel_id, happened_at desc, id desc);

create function private.audit_actions(filters jsonb) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(filters -> 'actions') = 'null' or not filters ? 'actions' then return null; end if;
  perform private.require(jsonb_typeof(filters -> 'actions') = 'array' and jsonb_array_length(filters -> 'actions') between 1 and 40, 'actions');
  return array(select a from jsonb_array_elements_text(filters -> 'actions') a);
end $$;
comment on function private.audit_actions is 'The actions that a page of the audit log is narrowed to; null: any.';

create function public.audit_page(hotel uuid, filters jsonb default '{}', after uuid default null, max_rows int default 50) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  caller uuid := private.member(hotel, 'manager');
  clock text := (select h.time_zone from public.hotels h where h.id = hotel);
  wanted text[] := private.audit_actions(filters);
  who uuid := private.uuid_arg(filters, 'member');
  about_coupon uuid := private.uuid_arg(filters, 'coupon');
  about_redemption uuid := private.uuid_arg(filters, 'redemption');
  since timestamptz := private.day_arg(filters, 'from_day')::timestamp at time zone clock;
  until timestamptz := (private.day_arg(filters, 'to_day') + 1)::timestamp at time zone clock;
  sought text[] := string_to_array(private.plain(private.line_arg(filters, 'words', 100)), ' ');
  last record;
begin
  perform private.known_keys(filters, 'filters', 'actions', 'member', 'coupon', 'redemption', 'from_day', 'to_day', 'words');
  perform private.require(max_rows between 1 and 200, 'max_rows');
  select a.happened_at, a.id into last from public.audit_log a where a.id = after and a.hotel_id = hotel;
  perform private.require(after is null or last.id is not null, 'after');
  return coalesce((
    select jsonb_agg(to_jsonb(page) order by page.happened_at desc, page.id desc) from (
      select a.id, a.user_id, a.role, a.action, a.subject, a.device, a.happened_at, a.received_at, a.detail,
        names.who, names.member, names.guest, names.coupon, c.id coupon_id
      from public.audit_log a
      left join public.redemptions r on r.id = (a.detail ->> 'redemption_id')::uuid and r.hotel_id = hotel
      left join public.coupons c on c.id = coalesce(r.coupon_id, a.subject) and c.hotel_id = hotel
      cross join lateral (
        select (select p.display_name from public.profiles p where p.id = a.user_id) who,
          (select p.display_name from public.profiles p where p.id = a.subject) member,
          (select p.display_name from public.profiles p where p.id = r.guest_id) guest,
          coalesce(a.detail ->> 'title', c.title) coupon) names
      where a.hotel_id = hotel
        and (after is null or (a.happened_at, a.id) < (last.happened_at, last.id))
        and (wanted is null or a.action = any (wanted))
        and (who is null or a.user_id = who)
        and (since is null or a.happened_at >= since) and (until is null or a.happened_at < until)
        and (about_coupon is null or c.id = about_coupon)
        and (about_redemption is null or r.id = about_redemption)
        and (sought is null or not exists (select from unnest(sought) word where strpos(private.plain(
          concat_ws(' ', names.who, names.member, names.guest, names.coupon, c.title, a.device, a.detail ->> 'reason')), word) = 0))
      order by a.happened_at desc, a.id desc limit max_rows) page), '[]');
end $$;
comment on function public.audit_page is '[{…a row of audit_log, who, member, guest, coupon, coupon_id}], what happened last first, behind the entry after: the names of whoever did it, of the member or the guest it is about (null: erased), the coupon''s title. filters {actions, member (who did it), coupon, redemption, from_day, to_day (of the hotel, both included), words (each in a name, a title, a device or a reason)}. At most 200. Manager or owner. Errors: invalid-argument, too-large, sign-in-required, not-allowed.';
revoke execute on function public.audit_page from public, anon, authenticated, service_role;
grant execute on function public.audit_page to authenticated;
