-- A user goes. What the hotels' books need stays without him: his redemptions belong from then on to an erased guest, a profile
-- that no user has, one for each erasure. Everything else of his is deleted: profile, codes, follows, notifications, readings,
-- memberships, answers of commands, invitations to his address. It is done when the user is deleted, by whomever.

alter table public.profiles drop constraint profiles_id_fkey;
comment on table public.profiles is 'Made by trigger at sign-up, deleted with the user. No right follows from anything here. Erased guests have one each that no user has.';

-- Only for desks: what they were answered holds the guest's name.
create index commands_redemption on public.commands ((result ->> 'redemption_id')) where name = 'use_code';

create function private.forget_names(redemptions uuid[], member uuid) returns void
language sql security definer set search_path = '' as $$
  update public.commands c set result = c.result || '{"guest_name": "Erased guest"}'
  where c.name = 'use_code' and c.result ->> 'redemption_id' = any (redemptions::text[]) and c.result ? 'guest_name';
  -- Whoever was told "already used by him": his use of the same redemption is kept with the command.
  update public.commands c set result = c.result || '{"used_by_name": null}'
  from public.uses his join public.uses other on other.redemption_id = his.redemption_id
  where his.used_by = member and c.user_id = other.used_by and c.command_id = other.command_id and c.result ? 'used_by_name';
$$;
comment on function private.forget_names is 'Takes a guest''s and a member''s name out of what desks were answered.';
revoke execute on function private.forget_names from public;

create function private.release_redemptions(guest uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  erased uuid := gen_random_uuid();
  coupons uuid[] := array(select distinct r.coupon_id from public.redemptions r where r.guest_id = guest);
  kept uuid[];
  freed uuid[];
begin
  if coupons = '{}' then return '{}'; end if;
  -- Coupons before redemptions, in order, as those who redeem do. What he takes of another one meanwhile goes with his profile.
  perform from public.coupons c where c.id = any (coupons) order by c.id for update;
  select array_agg(r.id) into kept from public.redemptions r where r.guest_id = guest and r.coupon_id = any (coupons);
  insert into public.profiles (id, display_name) values (erased, 'Erased guest');
  with changed as (
    update public.redemptions r set guest_id = erased, status = case r.status when 'redeemed' then 'cancelled' else r.status end
    where r.id = any (kept) returning r.coupon_id, r.status
  )
  select array_agg(distinct c.coupon_id order by c.coupon_id) into freed from changed c where c.status = 'cancelled';
  -- The pieces of what is unused are free again.
  perform private.set_stock(c.id) from public.coupons c
  where c.id = any (freed) and c.max_redemptions is not null and c.published_at is not null and c.status <> 'archived';
  return kept;
end $$;
comment on function private.release_redemptions is 'Gives a guest''s redemptions to a new erased guest and cancels those that are unused: their ids.';
revoke execute on function private.release_redemptions from public;

create function private.erase_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.forget_names(private.release_redemptions(old.id), old.id);
  delete from public.hotel_invitations i where i.email = lower(old.email);
  delete from public.profiles p where p.id = old.id;
  return old;
end $$;
comment on function private.erase_user is 'Deletes what is a user''s own, and takes him out of the rest.';
revoke execute on function private.erase_user from public;

create trigger erase_user before delete on auth.users
  for each row execute function private.erase_user();

create function public.erase_me(command_id uuid, confirmation text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := private.caller();
  sole jsonb;
  files jsonb;
begin
  perform private.require(erase_me.command_id is not null, 'command_id');
  perform private.require(exists (select from auth.users u where u.id = me and lower(u.email) = lower(btrim(confirmation))), 'confirmation');
  -- His hotels' teams stay as they are until he is gone.
  perform from public.hotels h where h.id in (select m.hotel_id from public.hotel_members m where m.user_id = me and m.role = 'owner')
  order by h.id for no key update;
  select jsonb_agg(m.hotel_id) into sole from public.hotel_members m
  where m.user_id = me and m.role = 'owner' and not private.other_owner(m.hotel_id, me);
  if sole is not null then return jsonb_build_object('kind', 'last-owner', 'hotels', sole); end if;
  -- Only the storage API deletes a file with its row.
  select jsonb_agg(o.name order by o.name) into files from storage.objects o
  where o.bucket_id = 'avatars' and starts_with(o.name, me::text || '/');
  if files is not null then return jsonb_build_object('kind', 'files-left', 'bucket', 'avatars', 'paths', files); end if;
  delete from auth.users u where u.id = me;
  return jsonb_build_object('kind', 'erased');
end $$;
comment on function public.erase_me is '{kind: erased}, or {kind: files-left, bucket, paths}: remove these first; or {kind: last-owner, hotels}: hand these over first. confirmation: the caller''s e-mail address. Nothing of the command is kept: sent again it is sign-in-required. Errors: invalid-argument, sign-in-required.';
revoke execute on function public.erase_me from public, anon, authenticated, service_role;
grant execute on function public.erase_me to authenticated;
