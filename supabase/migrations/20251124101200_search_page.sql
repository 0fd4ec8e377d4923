-- Finding coupons: a page of cards by words, filters and order, and what a misspelt word may have meant.

create extension if not exists pg_trgm with schema extensions;

create table private.search_words (
  word text primary key check (char_length(word) between 4 and 40)
);
comment on table private.search_words is 'Words of titles, hotels and cities that were published: what a misspelt word may have meant.';
create index search_words_like on private.search_words using gin (word extensions.gin_trgm_ops);
alter table private.search_words enable row level security;

create index coupons_biggest on public.coupons ((case discount_kind when 'percent' then discount_value else 0 end) desc, id desc) where status = 'published';

create function private.learn_words() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- In their order, so that two who publish at once wait for each other in the same one.
  insert into private.search_words (word)
  select distinct w.lexeme from changed c join public.hotels h on h.id = c.hotel_id and h.listed
  cross join lateral unnest(to_tsvector('pg_catalog.simple', extensions.unaccent(c.title || ' ' || h.name || ' ' || h.city))) w
  where c.status = 'published' and char_length(w.lexeme) between 4 and 40 and w.lexeme ~ '^[[:alpha:]]+$'
    and not exists (select from private.search_words s where s.word = w.lexeme)
  order by 1 on conflict do nothing;
  return null;
end $$;
comment on function private.learn_words is 'Keeps the words of what is published.';
revoke execute on function private.learn_words from public;

create trigger learn_words_insert after insert on public.coupons referencing new table as changed
  for each statement execute function private.learn_words();
create trigger learn_words_update after update on public.coupons referencing new table as changed
  for each statement execute function private.learn_words();

create function private.spelt_right(typed text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  plain text := lower(extensions.unaccent(typed));
begin
  -- Words and blanks alone: in phrases and with operators a person means what he says.
  if plain !~ '^[[:alnum:]]+(\s+[[:alnum:]]+){0,7}$' then return null; end if;
  return nullif((
    select string_agg(coalesce(best.word, t.word), ' ' order by t.n)
    from regexp_split_to_table(plain, '\s+') with ordinality t (word, n)
    left join lateral (
      select s.word from private.search_words s where s.word operator(extensions.%) t.word and char_length(t.word) >= 4
      order by extensions.similarity(s.word, t.word) desc, s.word limit 1) best on true), plain);
end $$;
comment on function private.spelt_right is 'What was typed with each word replaced by the known word that is most like it, or null where nothing changes.';
revoke execute on function private.spelt_right from public;

create function private.anything_found(typed text) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Of listed hotels: whether a correction is offered must not tell of what guests cannot find.
  select exists (select from public.coupons c join public.hotels h on h.id = c.hotel_id and h.listed
    where c.status = 'published' and c.ends_at > now() and c.search @@ private.search_query(typed))
$$;
comment on function private.anything_found is 'Whether any coupon that guests can find has these words.';
revoke execute on function private.anything_found from public;

create function private.search_key_type(sort text) returns text
language sql immutable set search_path = '' as $$
  select case sort when 'relevance' then 'real' when 'biggest' then 'integer' else 'timestamptz' end
$$;
comment on function private.search_key_type is 'The type of what this order sorts by.';

create function private.search_cursor(cursor text, sort text) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  parts text[] := string_to_array(cursor, '|');
begin
  if cursor is null then return null; end if;
  perform private.require(cardinality(parts) = 3 and parts[1] = sort and pg_input_is_valid(parts[3], 'uuid')
    and pg_input_is_valid(parts[2], private.search_key_type(sort)), 'cursor');
  return parts[2:3];
end $$;
comment on function private.search_cursor is 'Sort key and id of the last card of the page before; null for the first page. Raises invalid-argument.';

create function private.check_filters(filters jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.known_keys(filters, 'filters', 'hotel', 'city', 'discount_kind', 'min_percent', 'ends_within_days', 'available', 'sort');
  perform private.require(coalesce(private.text_arg(filters, 'discount_kind', 20), 'gift') in ('percent', 'amount', 'gift'), 'discount_kind');
end $$;
comment on function private.check_filters is 'Refuses filters that there are not.';

create function private.search_page(typed text, filters jsonb, sort text, after text[], max_rows int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  key text := case sort when 'newest' then 'c.published_at' when 'ends-soon' then 'c.ends_at'
    when 'biggest' then '(case c.discount_kind when ''percent'' then c.discount_value else 0 end)' else 'ts_rank(c.search, $1)' end;
  items jsonb;
  next text;
begin
  -- Only key and direction vary, both from the fixed lists above, so that each sort can walk its own index.
  execute format($q$
    with page as (
      select c.id, %1$s as key from public.coupons c join public.hotels h on h.id = c.hotel_id
      where c.status = 'published' and h.listed and c.ends_at > now()
        and ($2 = '' or c.search @@ $1)
        and ($3 is null or c.hotel_id = $3)
        and ($4 is null or private.plain(h.city) = $4)
        and ($5 is null or c.discount_kind = $5)
        and ($6 is null or (c.discount_kind = 'percent' and c.discount_value >= $6))
        and ($7 is null or c.ends_at <= now() + make_interval(days => $7))
        and ($8 is null or $8 = (c.starts_at <= now() and (c.max_redemptions is null
          or coalesce((select true from private.coupon_slots s where s.coupon_id = c.id order by s.slot limit 1), false))))
        and ($9 is null or (%1$s, c.id) %2$s ($9::%4$s, $10::uuid))
      order by %1$s %3$s, c.id %3$s limit $11 + 1
    ), shown as (select * from page order by key %3$s, id %3$s limit $11)
    select coalesce((select jsonb_agg(private.card(c, h) order by s.key %3$s, s.id %3$s)
        from shown s join public.coupons c on c.id = s.id join public.hotels h on h.id = c.hotel_id), '[]'),
      case when (select count(*) from page) > $11
        then (select $12 || '|' || s.key || '|' || s.id from shown s order by s.key %5$s, s.id %5$s limit 1) end
  $q$, key, case sort when 'ends-soon' then '>' else '<' end, case sort when 'ends-soon' then 'asc' else 'desc' end,
    private.search_key_type(sort), case sort when 'ends-soon' then 'desc' else 'asc' end)
  into items, next
  using private.search_query(typed), typed, private.uuid_arg(filters, 'hotel'), private.plain(private.text_arg(filters, 'city', 80)),
    filters ->> 'discount_kind', private.int_arg(filters, 'min_percent', 1, 100),
    private.int_arg(filters, 'ends_within_days', 0, 3660), private.bool_arg(filters, 'available'),
    after[1], after[2], max_rows, sort;
  return jsonb_build_object('items', items, 'cursor', next);
end $$;
comment on function private.search_page is 'One page of the cards that these words and filters find.';
revoke execute on function private.search_page from public;

create function public.search_coupons(query text default '', filters jsonb default '{}', cursor text default null, max_rows int default 20)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  typed text := coalesce(btrim(query), '');
  sort text;
  after text[];
  page jsonb;
  corrected text;
begin
  if char_length(typed) > 200 then perform private.fail('too-large', 'query'); end if;
  perform private.require(max_rows between 1 and 100, 'max_rows');
  perform private.check_filters(filters);
  sort := coalesce(private.text_arg(filters, 'sort', 20), case typed when '' then 'newest' else 'relevance' end);
  perform private.require(sort in ('relevance', 'newest', 'ends-soon', 'biggest'), 'sort');
  after := private.search_cursor(cursor, sort);

  page := private.search_page(typed, filters, sort, after, max_rows);
  if typed <> '' and page -> 'items' = '[]' and not private.anything_found(typed) then
    corrected := private.spelt_right(typed);
    if corrected is not null then page := private.search_page(corrected, filters, sort, after, max_rows); end if;
    if page -> 'items' = '[]' then corrected := null; end if;
  end if;
  return page || jsonb_build_object('corrected', corrected);
end $$;
comment on function public.search_coupons is '{items: [Card], cursor, corrected}: published coupons of listed hotels that are not over; corrected: the words that were looked for instead of misspelt ones, else null. Filters and sorts: docs/database.md. At most 100 rows. Errors: invalid-argument, too-large.';
revoke execute on function public.search_coupons from public, anon, authenticated, service_role;
grant execute on function public.search_coupons to anon, authenticated;
