-- Realtime: hints that something changed, one message per topic and transaction, sent when it commits. Clients pull then.

create unlogged table private.pending_hints (
  xid xid8 not null default pg_current_xact_id(),
  topic text not null check (char_length(topic) <= 100),
  table_name text not null check (char_length(table_name) <= 60),
  primary key (xid, topic, table_name)
);
comment on table private.pending_hints is 'What this transaction has changed for whom. Empty outside of transactions.';
alter table private.pending_hints enable row level security;

create function private.note_hint() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.pending_hints (topic, table_name)
  select distinct format(tg_argv[0], to_jsonb(c) ->> tg_argv[1]), tg_table_name from changed c
  where to_jsonb(c) ->> tg_argv[1] is not null
  on conflict do nothing;
  return null;
end $$;
comment on function private.note_hint is 'Notes a changed table for the topics that the rows'' column names. The arguments: a template, and the column that fills it in.';
revoke execute on function private.note_hint from public;

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
comment on function private.send_hints is 'At commit: sends what was noted. The first row''s trigger sends all, the others find nothing.';
revoke execute on function private.send_hints from public;

create constraint trigger send_hints after insert on private.pending_hints
  deferrable initially deferred for each row execute function private.send_hints();

do $$
declare
  t record;
begin
  for t in select * from (values
    ('hotels', 'hotel:%s:desk', 'id'), ('hotel_members', 'hotel:%s:desk', 'hotel_id'), ('coupons', 'hotel:%s:desk', 'hotel_id'),
    ('redemptions', 'hotel:%s:desk', 'hotel_id'), ('uses', 'hotel:%s:desk', 'hotel_id'), ('interaction_daily', 'hotel:%s:desk', 'hotel_id'),
    ('profiles', 'guest:%s', 'id'), ('redemptions', 'guest:%s', 'guest_id'), ('follows', 'guest:%s', 'guest_id'), ('delivery_channels', 'guest:%s', 'user_id'),
    ('notifications', 'guest:%s', 'user_id'), ('notification_reads', 'guest:%s', 'user_id')
  ) w (name, topic, col) loop
    execute format('create trigger %I after insert on public.%I referencing new table as changed
      for each statement execute function private.note_hint(%L, %L)', 'hint_insert_' || split_part(t.topic, ':', 1), t.name, t.topic, t.col);
    execute format('create trigger %I after update on public.%I referencing new table as changed
      for each statement execute function private.note_hint(%L, %L)', 'hint_update_' || split_part(t.topic, ':', 1), t.name, t.topic, t.col);
    execute format('create trigger %I after delete on public.%I referencing old table as changed
      for each statement execute function private.note_hint(%L, %L)', 'hint_delete_' || split_part(t.topic, ':', 1), t.name, t.topic, t.col);
  end loop;
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
