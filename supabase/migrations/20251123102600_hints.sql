-- Realtime: hints that something changed, one message per topic and transaction, sent when it commits. Clients pull then.

create unlogged table private.pending_hints (
  xid xid8 not null default pg_current_xact_id(),
  topic text not null check (char_length(topic) <= 100),
  table_name text not null check (char_length(table_name) <= 60),
  sends boolean not null,
  primary key (xid, topic, table_name)
);
comment on table private.pending_hints is 'What this transaction has changed for whom. Empty outside of transactions.';
comment on column private.pending_hints.sends is 'The first row of its transaction, whose trigger sends all.';
alter table private.pending_hints enable row level security;

create function private.note_hints(name text, topics jsonb) returns void
language plpgsql security definer set search_path = '' as $note$
declare
  what text;
begin
  -- The statement is written for each table, so that its plan is kept and no row is turned into JSON for a look at one column.
  execute format($body$
    create function private.%I() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      insert into private.pending_hints (topic, table_name, sends)
      select t.topic, %L, row_number() over () = 1 and not exists (select from private.pending_hints p where p.xid = pg_current_xact_id())
      from (%s) t (topic) on conflict do nothing;
      return null;
    end $$ $body$, 'hint_' || name, name, (
      select string_agg(format('select distinct format(%L, c.%I) from changed c where c.%2$I is not null', t.key, t.value), ' union all ' order by t.key)
      from jsonb_each_text(topics) t));
  execute format('comment on function private.%I is %L', 'hint_' || name, 'Notes that ' || name || ' changed, for those who listen.');
  execute format('revoke execute on function private.%I from public', 'hint_' || name);
  foreach what in array '{insert,update,delete}'::text[] loop
    execute format('create trigger %I after %s on public.%I referencing %s table as changed for each statement execute function private.%I()',
      'hint_' || what, what, name, case what when 'delete' then 'old' else 'new' end, 'hint_' || name);
  end loop;
end $note$;
comment on function private.note_hints is 'From now on changes of a table are noted for topics {template: the column that fills it in}.';
revoke execute on function private.note_hints from public;

create function private.send_hints() returns trigger
-- The table is all but empty and yet long, as every transaction leaves dead rows: it is never read from end to end.
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  hint record;
begin
  for hint in
    with sent as (delete from private.pending_hints p where p.xid = new.xid returning p.topic, p.table_name)
    select s.topic, jsonb_agg(s.table_name order by s.table_name) tables from sent s group by s.topic
  loop
    perform realtime.send(jsonb_build_object('tables', hint.tables), 'changed', hint.topic, true);
  end loop;
  return null;
end $$;
comment on function private.send_hints is 'At commit: sends all that the transaction has noted.';
revoke execute on function private.send_hints from public;

create constraint trigger send_hints after insert on private.pending_hints
  deferrable initially deferred for each row when (new.sends) execute function private.send_hints();

do $$
begin
  perform private.note_hints('hotels', '{"hotel:%s:desk": "id"}');
  perform private.note_hints(name, '{"hotel:%s:desk": "hotel_id"}') from unnest('{hotel_members,coupons,uses,interaction_daily}'::text[]) name;
  perform private.note_hints('redemptions', '{"hotel:%s:desk": "hotel_id", "guest:%s": "guest_id"}');
  perform private.note_hints('profiles', '{"guest:%s": "id"}');
  perform private.note_hints('follows', '{"guest:%s": "guest_id"}');
  perform private.note_hints(name, '{"guest:%s": "user_id"}') from unnest('{notifications,notification_reads}'::text[]) name;
end $$;

create function private.announce() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case new.kind
    when 'coupon-published' then
      perform realtime.send(new.payload || jsonb_build_object('notification_id', new.id, 'coupon_id', new.coupon_id, 'hotel_id', new.hotel_id),
        'coupon-published', format('hotel:%s:offers', new.hotel_id), true);
    when 'redemption-used' then
      perform realtime.send(jsonb_build_object('redemption_id', new.redemption_id, 'coupon_title', new.payload -> 'title',
        'hotel_name', new.payload -> 'hotel_name', 'used_at', new.payload -> 'used_at'),
        'redemption-used', format('guest:%s', new.user_id), true);
    else null;
  end case;
  return null;
end $$;
comment on function private.announce is 'Says at once what a notification is about, so that it can be shown before the pull.';
revoke execute on function private.announce from public;

-- Only what is new is news: rows that are written late are found by the pull.
create trigger announce after insert on public.notifications
  for each row when (new.created_at > now() - interval '1 minute') execute function private.announce();
