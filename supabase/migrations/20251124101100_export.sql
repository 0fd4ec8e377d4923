-- Everything that is kept about the caller, for himself.

create function private.rows_of(sql text, me uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  found jsonb;
begin
  execute format('select coalesce(jsonb_agg(to_jsonb(t) - ''{changed_xid,code_digest}''::text[]), ''[]'') from (%s) t', sql)
  into found using me;
  return found;
end $$;
comment on function private.rows_of is 'The rows of one of the queries below, without inner columns.';
revoke execute on function private.rows_of from public;

create function public.export_my_data() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := private.caller();
  mail text := (select lower(u.email) from auth.users u where u.id = auth.uid());
begin
  return jsonb_build_object(
    'exported_at', now(),
    'account', (select jsonb_build_object('id', u.id, 'email', u.email, 'created_at', u.created_at, 'last_sign_in_at', u.last_sign_in_at)
      from auth.users u where u.id = me),
    'profile', private.rows_of('select * from public.profiles where id = $1', me) -> 0,
    'redemptions', private.rows_of('select r.*, k.code, c.title, h.name as hotel_name from public.redemptions r
      join public.coupons c on c.id = r.coupon_id join public.hotels h on h.id = r.hotel_id
      left join public.redemption_codes k on k.redemption_id = r.id where r.guest_id = $1 order by r.redeemed_at', me),
    'follows', private.rows_of('select f.*, h.name as hotel_name from public.follows f join public.hotels h on h.id = f.hotel_id
      where f.guest_id = $1 order by f.since', me),
    'notifications', private.rows_of('select * from public.notifications where user_id = $1 order by created_at', me),
    'notification_reads', private.rows_of('select * from public.notification_reads where user_id = $1 order by read_at', me),
    'delivery_channels', private.rows_of('select * from public.delivery_channels where user_id = $1 order by created_at', me),
    -- Without its keys, with which anyone could write to that browser.
    'push_subscriptions', private.rows_of('select id, endpoint, label, saved_at, failed_at, last_error, created_at
      from public.push_subscriptions where user_id = $1 order by created_at', me),
    'deliveries', private.rows_of('select id, notification_id, channel, status, attempts, last_error, sent_at, created_at
      from public.deliveries where user_id = $1 order by created_at', me),
    'memberships', private.rows_of('select m.*, h.name as hotel_name from public.hotel_members m join public.hotels h on h.id = m.hotel_id
      where m.user_id = $1 order by m.created_at', me),
    'invitations', (select coalesce(jsonb_agg(jsonb_build_object('hotel_name', h.name, 'role', i.role, 'created_at', i.created_at,
        'expires_at', i.expires_at, 'accepted_at', i.accepted_at, 'revoked_at', i.revoked_at) order by i.created_at), '[]')
      from public.hotel_invitations i join public.hotels h on h.id = i.hotel_id where i.email = mail),
    'uses', private.rows_of('select * from public.uses where used_by = $1 order by happened_at', me),
    -- That he made them; what they say today is for members alone.
    'coupons', private.rows_of('select c.id, c.hotel_id, case when m.id is not null then c.title end as title, c.created_at from public.coupons c
      left join public.hotel_members m on m.hotel_id = c.hotel_id and m.user_id = $1 where c.created_by = $1 order by c.created_at', me),
    'reports', private.rows_of('select * from public.reports where created_by = $1 order by created_at', me),
    'code_attempts', private.rows_of('select * from public.code_attempts where user_id = $1 order by at', me),
    -- Without the answers: a desk's name guests.
    'commands', private.rows_of('select command_id, name, created_at from public.commands where user_id = $1 order by created_at', me),
    'audit_log', private.rows_of('select * from public.audit_log where user_id = $1 order by received_at', me),
    'files', private.rows_of('select bucket_id, name, created_at from storage.objects where owner_id = $1::text order by created_at', me));
end $$;
comment on function public.export_my_data is '{exported_at, account, profile, redemptions, follows, notifications, …}: every row that is about the caller, by table. Errors: sign-in-required.';
revoke execute on function public.export_my_data from public, anon, authenticated, service_role;
grant execute on function public.export_my_data to authenticated;
