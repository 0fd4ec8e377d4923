-- Who was asked to join a hotel's team.   open → accepted | revoked   (expires_at decides whether an open one still holds)

create table public.hotel_invitations (
  id uuid primary key default gen_random_uuid(),
  hotel_id uuid not null references public.hotels (id) on delete cascade,
  email text not null,
  role text not null,
  token_digest text not null unique,
  invited_by uuid references public.profiles (id) on delete set null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint hotel_invitations_email_shape check (email ~ '^[^@\s]{1,64}@[^@\s]{1,189}$' and email = lower(email)),
  constraint hotel_invitations_role_known check (role in ('owner', 'manager', 'desk')),
  constraint hotel_invitations_digest check (token_digest ~ '^[0-9a-f]{64}$'),
  constraint hotel_invitations_one_end check (accepted_at is null or revoked_at is null)
);
comment on table public.hotel_invitations is 'Invitations by e-mail address. The token that accepts one is told once; here lies its digest.';

create unique index hotel_invitations_open_once on public.hotel_invitations (hotel_id, email) where accepted_at is null and revoked_at is null;
create index hotel_invitations_hotel on public.hotel_invitations (hotel_id, created_at);
create index hotel_invitations_invited_by on public.hotel_invitations (invited_by);
create index hotel_invitations_email on public.hotel_invitations (email);

alter table public.hotel_invitations enable row level security;
revoke all on public.hotel_invitations from anon, authenticated, service_role;
grant select (id, hotel_id, email, role, invited_by, expires_at, accepted_at, revoked_at, created_at) on public.hotel_invitations to authenticated;
grant select, insert, update, delete on public.hotel_invitations to service_role;

create policy "an owner reads his hotels' invitations" on public.hotel_invitations
  for select to authenticated using (hotel_id in (select private.my_hotels('owner')));

create function private.audit_invitation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Without the address: it may have to be forgotten.
  if tg_op = 'INSERT' then perform private.audit(new.hotel_id, 'member-invited', new.id, jsonb_build_object('role', new.role));
  elsif new.accepted_at is not null and old.accepted_at is null then
    perform private.audit(new.hotel_id, 'invitation-accepted', new.id, jsonb_build_object('role', new.role));
  elsif new.revoked_at is not null and old.revoked_at is null then
    perform private.audit(new.hotel_id, 'invitation-revoked', new.id, jsonb_build_object('role', new.role));
  end if;
  return null;
end $$;
comment on function private.audit_invitation is 'Writes down who asked, and what came of it.';
revoke execute on function private.audit_invitation from public;

create trigger audit after insert or update on public.hotel_invitations
  for each row execute function private.audit_invitation();

create function private.token_digest(token text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(token, 'UTF8')), 'hex')
$$;
comment on function private.token_digest is 'What is kept of an invitation''s token.';

create function public.invite_member(command_id uuid, hotel uuid, email text, role text) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  owner uuid := private.member(hotel, 'owner');
  address text := lower(btrim(invite_member.email));
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  made public.hotel_invitations;
  answer jsonb;
begin
  perform private.require(address ~ '^[^@\s]{1,64}@[^@\s]{1,189}$', 'email');
  perform private.require(invite_member.role in ('owner', 'manager', 'desk'), 'role');
  answer := private.begin_command(command_id, 'invite_member', jsonb_build_object('hotel', hotel, 'email', address, 'role', invite_member.role));
  if answer is not null then return answer; end if;

  -- The hotel's invitations are made one after the other. While this one waited, the caller may have ceased to be its owner.
  perform from public.hotels h where h.id = invite_member.hotel for no key update;
  perform private.member(hotel, 'owner');
  if exists (select from public.hotel_members m join auth.users u on u.id = m.user_id
    where m.hotel_id = invite_member.hotel and lower(u.email) = address) then
    return private.end_command(command_id, jsonb_build_object('kind', 'already-member'));
  end if;
  update public.hotel_invitations i set revoked_at = now()
  where i.hotel_id = invite_member.hotel and i.email = address and i.accepted_at is null and i.revoked_at is null;
  if (select count(*) >= 100 from public.hotel_invitations i
    where i.hotel_id = invite_member.hotel and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) then
    perform private.fail('too-large', 'invitations');
  end if;
  insert into public.hotel_invitations (hotel_id, email, role, token_digest, invited_by)
  values (invite_member.hotel, address, invite_member.role, private.token_digest(token), owner) returning * into made;
  answer := jsonb_build_object('kind', 'invited', 'invitation_id', made.id, 'expires_at', made.expires_at, 'mailed', private.mail_invitation(made, token));
  -- The token is in this answer alone, and not in what is kept of it.
  perform private.end_command(command_id, answer);
  return answer || jsonb_build_object('token', token);
end $$;
comment on function public.invite_member is '{kind: invited, invitation_id, expires_at, mailed, token} or {kind: already-member}. The token is told once, and mailed to the address (mailed: false where it, or the owner, had too many mails that day): a repeated command answers without it. An earlier open invitation to that address is revoked. Owner. Errors: invalid-argument, not-allowed, too-large (100 open ones), command-mismatch.';
revoke execute on function public.invite_member from public, anon, authenticated, service_role;
grant execute on function public.invite_member to authenticated;

create function public.accept_invitation(command_id uuid, token text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := private.caller();
  replay jsonb;
  invitation public.hotel_invitations;
  address text := (select lower(u.email) from auth.users u where u.id = caller and u.email_confirmed_at is not null);
begin
  perform private.require(token ~ '^[0-9a-f]{64}$', 'token');
  replay := private.begin_command(command_id, 'accept_invitation', to_jsonb(private.token_digest(token)));
  if replay is not null then return replay; end if;

  select * into invitation from public.hotel_invitations i where i.token_digest = private.token_digest(token);
  if not found then perform private.fail('not-found', 'token'); end if;
  if invitation.email is distinct from address then
    return private.end_command(command_id, jsonb_build_object('kind', 'other-email'));
  end if;
  -- Of any number of callers one finds it open.
  update public.hotel_invitations i set accepted_at = now()
  where i.id = invitation.id and i.accepted_at is null and i.revoked_at is null and i.expires_at > now();
  if not found then
    select * into invitation from public.hotel_invitations i where i.id = invitation.id;
    return private.end_command(command_id, jsonb_build_object('kind', case
      when invitation.accepted_at is not null then 'accepted' when invitation.revoked_at is not null then 'revoked' else 'expired' end));
  end if;
  insert into public.hotel_members (hotel_id, user_id, role) values (invitation.hotel_id, caller, invitation.role)
  on conflict (hotel_id, user_id) do nothing;
  return private.end_command(command_id, jsonb_build_object('kind', 'joined', 'hotel_id', invitation.hotel_id, 'role',
    (select m.role from public.hotel_members m where m.hotel_id = invitation.hotel_id and m.user_id = caller)));
end $$;
comment on function public.accept_invitation is '{kind: joined, hotel_id, role} or {kind: other-email | accepted | revoked | expired}. Once, within 7 days, by the user whose confirmed e-mail was invited. Errors: invalid-argument, sign-in-required, not-found (token), command-mismatch.';
revoke execute on function public.accept_invitation from public, anon, authenticated, service_role;
grant execute on function public.accept_invitation to authenticated;

create function public.revoke_invitation(command_id uuid, invitation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  i public.hotel_invitations;
  replay jsonb;
begin
  perform private.caller();
  perform private.require(invitation is not null, 'invitation');
  select * into i from public.hotel_invitations k where k.id = invitation;
  if not found or not private.is_member(i.hotel_id, 'owner') then perform private.fail('not-allowed'); end if;
  replay := private.begin_command(command_id, 'revoke_invitation', to_jsonb(invitation));
  if replay is not null then return replay; end if;
  update public.hotel_invitations k set revoked_at = now() where k.id = invitation and k.accepted_at is null and k.revoked_at is null;
  if not found then
    select * into i from public.hotel_invitations k where k.id = invitation;
    perform private.fail('wrong-state', case when i.accepted_at is null then 'revoked' else 'accepted' end);
  end if;
  return private.end_command(command_id, jsonb_build_object('kind', 'revoked', 'invitation_id', invitation));
end $$;
comment on function public.revoke_invitation is '{kind: revoked, invitation_id}. Owner. Errors: invalid-argument, not-allowed, wrong-state (accepted, revoked), command-mismatch.';
revoke execute on function public.revoke_invitation from public, anon, authenticated, service_role;
grant execute on function public.revoke_invitation to authenticated;
