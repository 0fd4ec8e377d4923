-- Invitations go out by e-mail. The token waits beside the delivery until it is sent, revoked, accepted or too old, and is cleared then.

create function private.mail_invitation(i public.hotel_invitations, token text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody's mailbox is flooded by way of us: so many mails a day to one address, whoever invites, and by one owner.
  if (select count(*) > 5 from public.hotel_invitations o where o.email = i.email and o.created_at > now() - interval '1 day')
    or (select count(*) > 50 from public.hotel_invitations o where o.invited_by = i.invited_by and o.created_at > now() - interval '1 day')
  then return false; end if;
  insert into public.deliveries (channel, invitation_id, token) values ('email', i.id, mail_invitation.token);
  return true;
end $$;
comment on function private.mail_invitation is 'Puts the mail of a new invitation on its way, unless that address or its owner had too many within a day.';
revoke execute on function private.mail_invitation from public;

create function private.withdraw_invitation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.deliveries d set status = 'withdrawn', token = null where d.invitation_id = new.id and d.status = 'waiting';
  return null;
end $$;
comment on function private.withdraw_invitation is 'No mail of what is accepted or revoked; its token is forgotten.';
revoke execute on function private.withdraw_invitation from public;

create trigger withdraw_mail after update of accepted_at, revoked_at on public.hotel_invitations
  for each row when (new.accepted_at is not null or new.revoked_at is not null) execute function private.withdraw_invitation();
