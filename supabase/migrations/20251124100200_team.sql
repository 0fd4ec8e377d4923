-- Changing a hotel's team. It never is without an owner: who changes owners holds the hotel's row meanwhile.

create function private.other_owner(hotel uuid, member uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  -- Two owners who remove each other at once do so one after the other.
  perform from public.hotels h where h.id = hotel for no key update;
  return exists (select from public.hotel_members m where m.hotel_id = hotel and m.role = 'owner' and m.user_id <> member);
end $$;
comment on function private.other_owner is 'Whether the hotel has an owner beside this member. Locks the team until the transaction ends.';
revoke execute on function private.other_owner from public;

create function public.change_member_role(command_id uuid, hotel uuid, member uuid, role text) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  others boolean;
  replay jsonb;
begin
  perform private.member(hotel, 'owner');
  perform private.require(change_member_role.role in ('owner', 'manager', 'desk'), 'role');
  replay := private.begin_command(command_id, 'change_member_role',
    jsonb_build_object('hotel', hotel, 'member', change_member_role.member, 'role', change_member_role.role));
  if replay is not null then return replay; end if;
  others := private.other_owner(hotel, change_member_role.member);
  -- While this one waited for the team, the caller may have ceased to be its owner.
  perform private.member(hotel, 'owner');
  if not others and change_member_role.role <> 'owner' then
    return private.end_command(command_id, jsonb_build_object('kind', 'last-owner'));
  end if;
  update public.hotel_members m set role = change_member_role.role
  where m.hotel_id = change_member_role.hotel and m.user_id = change_member_role.member;
  if not found then perform private.fail('not-found', 'member'); end if;
  return private.end_command(command_id, jsonb_build_object('kind', 'changed', 'user_id', change_member_role.member, 'role', change_member_role.role));
end $$;
comment on function public.change_member_role is '{kind: changed, user_id, role} or {kind: last-owner}. member is a user''s id. Owner. Errors: invalid-argument, not-allowed, not-found (member), command-mismatch.';
revoke execute on function public.change_member_role from public, anon, authenticated, service_role;
grant execute on function public.change_member_role to authenticated;

create function public.remove_member(command_id uuid, hotel uuid, member uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  others boolean;
  replay jsonb;
begin
  perform private.member(hotel, 'owner');
  perform private.require(remove_member.member is not null, 'member');
  replay := private.begin_command(command_id, 'remove_member', jsonb_build_object('hotel', hotel, 'member', member));
  if replay is not null then return replay; end if;
  others := private.other_owner(hotel, member);
  perform private.member(hotel, 'owner');
  if not others then return private.end_command(command_id, jsonb_build_object('kind', 'last-owner')); end if;
  delete from public.hotel_members m where m.hotel_id = remove_member.hotel and m.user_id = remove_member.member;
  if not found then perform private.fail('not-found', 'member'); end if;
  return private.end_command(command_id, jsonb_build_object('kind', 'removed', 'user_id', member));
end $$;
comment on function public.remove_member is '{kind: removed, user_id}: with effect on his very next call; or {kind: last-owner}. member is a user''s id. Owner. Errors: invalid-argument, not-allowed, not-found (member), command-mismatch.';
revoke execute on function public.remove_member from public, anon, authenticated, service_role;
grant execute on function public.remove_member to authenticated;

create function public.leave_hotel(command_id uuid, hotel uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := private.caller();
  replay jsonb;
begin
  perform private.require(hotel is not null, 'hotel');
  -- The command first: who has left is no member any more when he asks again.
  replay := private.begin_command(command_id, 'leave_hotel', to_jsonb(hotel));
  if replay is not null then return replay; end if;
  perform private.member(hotel);
  if not private.other_owner(hotel, caller) then return private.end_command(command_id, jsonb_build_object('kind', 'last-owner')); end if;
  delete from public.hotel_members m where m.hotel_id = hotel and m.user_id = caller;
  return private.end_command(command_id, jsonb_build_object('kind', 'left', 'hotel_id', hotel));
end $$;
comment on function public.leave_hotel is '{kind: left, hotel_id} or {kind: last-owner}. Any member. Errors: invalid-argument, sign-in-required, not-allowed, command-mismatch.';
revoke execute on function public.leave_hotel from public, anon, authenticated, service_role;
grant execute on function public.leave_hotel to authenticated;

create function private.revoke_his_invitations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.hotel_invitations i set revoked_at = now()
  where i.hotel_id = old.hotel_id and i.invited_by = old.user_id and i.accepted_at is null and i.revoked_at is null;
  return null;
end $$;
comment on function private.revoke_his_invitations is 'Who ceases to be an owner leaves no door open behind him: his open invitations are revoked.';
revoke execute on function private.revoke_his_invitations from public;

create trigger revoke_his_invitations after delete on public.hotel_members
  for each row when (old.role = 'owner') execute function private.revoke_his_invitations();
create trigger revoke_his_invitations_of_role after update of role on public.hotel_members
  for each row when (old.role = 'owner' and new.role <> 'owner') execute function private.revoke_his_invitations();
