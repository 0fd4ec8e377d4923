/** More functions with their defences taken out, for the controls; see races.careless.ts. */
export const carelessInTime = `
create function public.careless_expire() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  over uuid[] := array(select r.id from public.redemptions r where r.status = 'redeemed' and r.expires_at <= now());
begin
  perform pg_sleep(0.02);
  update public.redemptions r set status = 'expired', used_at = null, used_by = null where r.id = any (over);
  return '{"kind": "expired"}';
end $$;

create function public.careless_undo(command_id uuid, hotel uuid, use uuid, reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  u public.uses;
begin
  select * into u from public.uses x where x.id = use;
  if u.status <> 'counted' then return '{"kind": "wrong-state"}'; end if;
  perform pg_sleep(0.01);
  update public.uses x set status = 'undone' where x.id = u.id;
  update public.redemptions x set status = 'redeemed', used_at = null, used_by = null where x.id = u.redemption_id;
  perform private.enqueue('undo', r.coupon_id, u.happened_at) from public.redemptions r where r.id = u.redemption_id;
  return '{"kind": "undone"}';
end $$;

create function public.careless_accept(command_id uuid, token text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.hotel_invitations i where i.token_digest = private.token_digest(token) and i.accepted_at is null) then
    return '{"kind": "accepted"}';
  end if;
  perform pg_sleep(0.01);
  update public.hotel_invitations i set accepted_at = now() where i.token_digest = private.token_digest(token);
  return '{"kind": "joined"}';
end $$;

grant execute on function public.careless_expire, public.careless_undo, public.careless_accept to authenticated;
`
