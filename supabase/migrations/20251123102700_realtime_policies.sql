-- Who may join which private channel. Nobody may send: there is no policy for insert.

create function private.may_join(topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select topic = 'guest:' || auth.uid()
    or topic in (select format('hotel:%s:desk', h) from private.my_hotels() h)
    or topic in (select format('hotel:%s:offers', f.hotel_id) from public.follows f
      where f.guest_id = auth.uid() and f.ended_at is null and not f.muted)
$$;
comment on function private.may_join is 'guest:<id>: that user; hotel:<id>:desk: its members; hotel:<id>:offers: its followers who are not muted.';
revoke execute on function private.may_join from public;
grant execute on function private.may_join to authenticated;

create policy "users join their channels" on realtime.messages
  for select to authenticated
  using (extension = 'broadcast' and private.may_join((select realtime.topic())));
