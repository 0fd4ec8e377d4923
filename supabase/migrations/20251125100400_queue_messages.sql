-- A queue for a hotel's own services, by name: what the library in core/queue sends and polls.
--   waiting → done | dead        (in hand until next_at; a try that failed waits again)
-- What is done loses its text at once and its key after a month, so that a key sent again counts once.

create table public.queue_messages (
  id uuid primary key default gen_random_uuid(),
  queue text not null,
  key text not null,
  body jsonb,
  status text not null default 'waiting',
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  constraint queue_messages_once unique (queue, key),
  constraint queue_messages_queue_shape check (queue ~ '^[a-z0-9]+([-/][a-z0-9]+)*$' and char_length(queue) <= 60),
  constraint queue_messages_key_length check (char_length(key) between 1 and 200),
  constraint queue_messages_body_length check (octet_length(body::text) <= 65536),
  constraint queue_messages_status_known check (status in ('waiting', 'done', 'dead') and (status <> 'done' or body is null)),
  constraint queue_messages_error_length check (char_length(last_error) <= 500)
);
comment on table public.queue_messages is 'Messages of the queues of a hotel''s own services. Forgotten 31 days after they came.';

create index queue_messages_due on public.queue_messages (queue, next_at, id) where status = 'waiting';
create index queue_messages_age on public.queue_messages (created_at);

alter table public.queue_messages enable row level security;
revoke all on public.queue_messages from anon, authenticated, service_role;
grant select, delete on public.queue_messages to service_role;

create function public.send_messages(queue text, messages jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  count int;
begin
  perform private.require(send_messages.queue ~ '^[a-z0-9]+([-/][a-z0-9]+)*$' and char_length(send_messages.queue) <= 60, 'queue');
  perform private.require(jsonb_typeof(messages) = 'array', 'messages');
  if jsonb_array_length(messages) > 500 or exists (select from jsonb_array_elements(messages) m where octet_length((m -> 'body')::text) > 65536) then
    perform private.fail('too-large', 'messages');
  end if;
  perform private.require(not exists (select from jsonb_array_elements(messages) m
    where jsonb_typeof(m) <> 'object' or jsonb_typeof(m -> 'key') is distinct from 'string' or char_length(m ->> 'key') not between 1 and 200 or not m ? 'body'), 'messages');
  insert into public.queue_messages (queue, key, body)
  -- In one order, so that two senders of the same keys wait for each other and not both.
  select send_messages.queue, m ->> 'key', m -> 'body' from jsonb_array_elements(messages) m order by m ->> 'key'
  on conflict (queue, key) do nothing;
  get diagnostics count = row_count;
  return jsonb_build_object('kind', 'queued', 'count', count);
end $$;
comment on function public.send_messages is '{kind: queued, count}: keeps a batch [{key, body}] of at most 500 messages of 64 KB, and says how many keys were new. Errors: invalid-argument, too-large.';
revoke execute on function public.send_messages from public, anon, authenticated, service_role;
grant execute on function public.send_messages to service_role;

create function public.take_messages(queue text, max_rows int default 50, visibility_s int default 60) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  answer jsonb;
begin
  perform private.require(take_messages.queue is not null, 'queue');
  perform private.require(max_rows between 1 and 1000, 'max_rows');
  perform private.require(visibility_s between 1 and 3600, 'visibility_s');
  with locked as materialized (
    select m.id from public.queue_messages m where m.queue = take_messages.queue and m.status = 'waiting' and m.next_at <= now()
    order by m.next_at, m.id limit max_rows for no key update skip locked
  ), taken as (
    -- Eight readers who had it never answered.
    update public.queue_messages m set status = case when m.attempts < 8 then 'waiting' else 'dead' end, attempts = least(m.attempts + 1, 8),
      next_at = now() + make_interval(secs => visibility_s), last_error = case when m.attempts < 8 then m.last_error else coalesce(m.last_error, 'ended without an answer, eight times') end
    from locked l where m.id = l.id
    returning m.*
  )
  select jsonb_build_object(
    'messages', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'attempt', t.attempts, 'key', t.key, 'body', t.body)) from taken t where t.status = 'waiting'), '[]'),
    'dead', (select count(*) from taken t where t.status = 'dead')) into answer;
  return answer;
end $$;
comment on function public.take_messages is '{messages: [{id, attempt, key, body}], dead}: what is due in a queue, hidden from other readers for visibility_s seconds. Errors: invalid-argument.';
revoke execute on function public.take_messages from public, anon, authenticated, service_role;
grant execute on function public.take_messages to service_role;

create function public.finish_message(message uuid, attempt int, outcome jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  o record := private.outcome_from(outcome, 'done', 'failed', 'refused');
  m public.queue_messages;
begin
  perform private.require(message is not null, 'message');
  perform private.require(attempt is not null, 'attempt');
  select * into m from public.queue_messages k where k.id = message for no key update;
  if not found or m.status <> 'waiting' then return jsonb_build_object('kind', 'stale'); end if;
  if o.kind = 'done' then
    update public.queue_messages k set status = 'done', body = null, last_error = null where k.id = m.id;
    return jsonb_build_object('kind', 'done');
  end if;
  if m.attempts <> attempt then return jsonb_build_object('kind', 'stale'); end if;
  if o.kind = 'refused' or m.attempts >= 8 then
    update public.queue_messages k set status = 'dead', last_error = o.error where k.id = m.id;
    return jsonb_build_object('kind', 'dead');
  end if;
  update public.queue_messages k set last_error = o.error, next_at = now() + private.pause_after(m.attempts, o.retry_after_s) where k.id = m.id
  returning * into m;
  return jsonb_build_object('kind', 'waiting', 'next_at', m.next_at);
end $$;
comment on function public.finish_message is '{kind: done | waiting, next_at | dead | stale}: how attempt no. so many went. outcome: {kind: done | failed | refused, error?, retry_after_s?}. The eighth failure is the last. Errors: invalid-argument.';
revoke execute on function public.finish_message from public, anon, authenticated, service_role;
grant execute on function public.finish_message to service_role;

create function private.forget_messages(most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  done int;
begin
  delete from public.queue_messages m using (
    select o.id from public.queue_messages o where o.created_at < now() - interval '31 days'
    order by o.created_at limit most for update skip locked) old where m.id = old.id;
  get diagnostics done = row_count;
  return done;
end $$;
comment on function private.forget_messages is 'Deletes messages that came 31 days ago: how many.';
revoke execute on function private.forget_messages from public;
