-- Buckets. No SVG and no HTML: nothing that a browser would run.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('coupon-images', 'coupon-images', true, 2 * 1024 * 1024, '{image/png,image/jpeg,image/webp}'),
  ('avatars', 'avatars', false, 1024 * 1024, '{image/png,image/jpeg,image/webp}'),
  ('reports', 'reports', false, 20 * 1024 * 1024, '{application/pdf}');

create function private.in_hotel_folder(name text, minimum text default 'desk') returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.my_hotels(minimum) h where private.is_file_in(name, h))
$$;
comment on function private.in_hotel_folder is 'Whether <hotel id>/<file> lies in the folder of a hotel in which the caller has at least this role.';
revoke execute on function private.in_hotel_folder from public;
grant execute on function private.in_hotel_folder to authenticated;

create function private.in_own_folder(name text) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Who is gone has none any more, however long his token holds.
  select private.is_file_in(name, auth.uid()) and exists (select from public.profiles p where p.id = auth.uid())
$$;
comment on function private.in_own_folder is 'Whether <user id>/<file> lies in the folder of the caller, who is still a user.';
revoke execute on function private.in_own_folder from public;
grant execute on function private.in_own_folder to authenticated;

create function private.fits_bucket(bucket text, name text, metadata jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select fits_bucket.name ~ case bucket when 'reports' then '\.pdf$' else '\.(png|jpg|jpeg|webp)$' end
    and coalesce(metadata ->> 'mimetype' = any (b.allowed_mime_types), true)
    and coalesce((metadata ->> 'size')::bigint <= b.file_size_limit, true)
  from storage.buckets b where b.id = bucket
$$;
comment on function private.fits_bucket is 'Whether a file is of a kind that its bucket holds, by its name, its content type and its size (the last two may not yet be known). Moving a file between buckets asks the policies alone.';
revoke execute on function private.fits_bucket from public;
grant execute on function private.fits_bucket to authenticated;

create function private.may_keep(bucket text, name text) returns boolean
language sql stable security definer set search_path = '' as $$
  select case bucket
    when 'coupon-images' then private.in_hotel_folder(name, 'manager')
    when 'reports' then private.in_hotel_folder(name)
    when 'avatars' then private.in_own_folder(name)
    else false end
$$;
comment on function private.may_keep is 'Whether the caller may add, change and remove files here: coupon images a manager, reports any member, avatars their user.';
revoke execute on function private.may_keep from public;
grant execute on function private.may_keep to authenticated;

create policy "users read their avatars, members what is their hotel's" on storage.objects
  for select to authenticated using (case bucket_id
    when 'coupon-images' then private.in_hotel_folder(name)
    when 'reports' then private.in_hotel_folder(name)
    when 'avatars' then private.in_own_folder(name)
    else false end);
create policy "users add what they may keep" on storage.objects
  for insert to authenticated with check (private.may_keep(bucket_id, name) and private.fits_bucket(bucket_id, name, metadata));
create policy "users change what they may keep" on storage.objects
  for update to authenticated using (private.may_keep(bucket_id, name))
  with check (private.may_keep(bucket_id, name) and private.fits_bucket(bucket_id, name, metadata));
create policy "users remove what they may keep" on storage.objects
  for delete to authenticated using (private.may_keep(bucket_id, name));
