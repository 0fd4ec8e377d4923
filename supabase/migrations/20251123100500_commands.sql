-- What was answered to which intent, so that a command sent twice is done once.

create table public.commands (
  user_id uuid not null references public.profiles (id) on delete cascade,
  command_id uuid not null,
  name text not null,
  args_digest text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (user_id, command_id),
  constraint commands_name_length check (char_length(name) <= 60),
  constraint commands_digest_length check (char_length(args_digest) = 64),
  constraint commands_result_length check (pg_column_size(result) <= 131072)
);
comment on table public.commands is 'One row per command and user. A committed row always has its result.';

alter table public.commands enable row level security;
revoke all on public.commands from anon, authenticated, service_role;
grant select, delete on public.commands to service_role;

create function private.begin_command(command_id uuid, name text, args jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller uuid := private.caller();
  digest text := encode(sha256(convert_to(args::text, 'UTF8')), 'hex');
  earlier public.commands;
begin
  perform private.require(begin_command.command_id is not null, 'command_id');
  -- The row comes first: a second sender waits here until the first one has committed or failed.
  insert into public.commands (user_id, command_id, name, args_digest)
  values (caller, begin_command.command_id, begin_command.name, digest)
  on conflict (user_id, command_id) do nothing;
  if found then return null; end if;
  select * into earlier from public.commands c where c.user_id = caller and c.command_id = begin_command.command_id;
  if earlier.name <> begin_command.name or earlier.args_digest <> digest then
    perform private.fail('command-mismatch');
  end if;
  return earlier.result;
end $$;
comment on function private.begin_command is 'Null for a new command of the caller, its first answer for one that was done. Raises command-mismatch for other arguments.';
revoke execute on function private.begin_command from public;

create function private.end_command(command_id uuid, result jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  update public.commands c set result = end_command.result
  where c.user_id = auth.uid() and c.command_id = end_command.command_id
  returning c.result
$$;
comment on function private.end_command is 'Keeps the answer of a command that was begun, and returns it.';
revoke execute on function private.end_command from public;

create function private.forget_command(command_id uuid) returns void
language sql security definer set search_path = '' as $$
  delete from public.commands c where c.user_id = auth.uid() and c.command_id = forget_command.command_id
$$;
comment on function private.forget_command is 'Lets a command be tried again: for an answer that only says "later".';
revoke execute on function private.forget_command from public;

create function private.take_turn(command_id uuid, name text, args jsonb, out digest text, out answer jsonb)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  earlier public.commands;
begin
  perform private.require(take_turn.command_id is not null, 'command_id');
  digest := encode(sha256(convert_to(args::text, 'UTF8')), 'hex');
  -- A second sender waits here until the first one has committed or failed.
  perform pg_advisory_xact_lock(hashtextextended(take_turn.command_id::text, 0));
  select * into earlier from public.commands c where c.user_id = auth.uid() and c.command_id = take_turn.command_id;
  if found and (earlier.name <> take_turn.name or earlier.args_digest <> digest) then perform private.fail('command-mismatch'); end if;
  answer := earlier.result;
end $$;
comment on function private.take_turn is 'As begin_command, for what is done by the thousand: the row is written once, with the answer, by keep_answer. Raises command-mismatch for other arguments.';
revoke execute on function private.take_turn from public;

create function private.keep_answer(command_id uuid, name text, digest text, answer jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into public.commands (user_id, command_id, name, args_digest, result)
  values (auth.uid(), keep_answer.command_id, keep_answer.name, digest, answer) on conflict do nothing;
  -- Another function was faster to begin under this id.
  if not found then perform private.fail('command-mismatch'); end if;
  return answer;
end $$;
comment on function private.keep_answer is 'Keeps the answer of a command whose turn was taken, and returns it.';
revoke execute on function private.keep_answer from public;
