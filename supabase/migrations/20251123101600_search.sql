-- Finding coupons: full text in English, Spanish and as written, accents ignored, the last word as a prefix.

create extension if not exists unaccent with schema extensions;

alter table public.coupons add column search tsvector not null default '';
comment on column public.coupons.search is 'Words of title (A), hotel and city (B), description and terms (C). Set by trigger.';
create index coupons_search on public.coupons using gin (search) where status = 'published';

create function private.words(document text, weight "char") returns tsvector
language sql stable set search_path = '' as $$
  -- The bar, which no query can hold, keeps phrases from running over from one copy of the text into the next.
  select setweight(to_tsvector('pg_catalog.simple', d) || bar || to_tsvector('pg_catalog.english', d) || bar
    || to_tsvector('pg_catalog.spanish', d) || bar, weight)
  from extensions.unaccent(document) d, (select '''|'':1'::tsvector bar) separator
$$;
comment on function private.words is 'The words of a text as written, by their English stem and by their Spanish one.';

create function private.index_coupon() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  hotel_words text := (select h.name || ' ' || h.city from public.hotels h where h.id = new.hotel_id);
begin
  new.search := private.words(new.title, 'A') || private.words(hotel_words, 'B')
    || private.words(new.description || ' ' || new.terms, 'C');
  return new;
end $$;
comment on function private.index_coupon is 'Keeps coupons.search.';
revoke execute on function private.index_coupon from public;

create trigger index_coupon before insert or update of title, description, terms, hotel_id on public.coupons
  for each row execute function private.index_coupon();

create function private.search_query(typed text) returns tsquery
language plpgsql stable set search_path = '' as $$
declare
  plain text := extensions.unaccent(typed);
  last_word text := substring(plain from '(?:^|\s)(\w+)\s*$');
  before text := regexp_replace(plain, '\w+\s*$', '');
  whole tsquery := websearch_to_tsquery('pg_catalog.simple', plain) || websearch_to_tsquery('pg_catalog.english', plain)
    || websearch_to_tsquery('pg_catalog.spanish', plain);
begin
  -- Inside quotes the last word is meant as it is.
  if last_word is null or strpos(plain, '"') > 0 then return whole; end if;
  return whole || ((websearch_to_tsquery('pg_catalog.simple', before) || websearch_to_tsquery('pg_catalog.english', before)
    || websearch_to_tsquery('pg_catalog.spanish', before)) && to_tsquery('pg_catalog.simple', last_word || ':*'));
end $$;
comment on function private.search_query is 'What a person typed (words, "phrases", or, -not) as a query; the word being typed matches what begins with it.';

create function private.search_cursor(cursor text, sort text) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  parts text[] := string_to_array(cursor, '|');
begin
  if cursor is null then return null; end if;
  perform private.require(cardinality(parts) = 3 and parts[1] = sort and pg_input_is_valid(parts[3], 'uuid')
    and pg_input_is_valid(parts[2], case sort when 'relevance' then 'real' else 'timestamptz' end), 'cursor');
  return parts[2:3];
end $$;
comment on function private.search_cursor is 'Sort key and id of the last card of the page before; null for the first page. Raises invalid-argument.';

create function public.search_coupons(query text default '', filters jsonb default '{}', cursor text default null, max_rows int default 20)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  typed text := coalesce(btrim(query), '');
  sort text;
  after text[];
  key text;
  items jsonb;
  next text;
begin
  if char_length(typed) > 200 then perform private.fail('too-large', 'query'); end if;
  perform private.require(max_rows between 1 and 100, 'max_rows');
  perform private.known_keys(filters, 'filters', 'hotel', 'city', 'discount_kind', 'min_percent', 'ends_within_days', 'available', 'sort');
  sort := coalesce(private.text_arg(filters, 'sort', 20), case typed when '' then 'newest' else 'relevance' end);
  perform private.require(sort in ('relevance', 'newest', 'ends-soon'), 'sort');
  perform private.require(coalesce(private.text_arg(filters, 'discount_kind', 20), 'gift') in ('percent', 'amount', 'gift'), 'discount_kind');
  after := private.search_cursor(cursor, sort);
  key := case sort when 'newest' then 'c.published_at' when 'ends-soon' then 'c.ends_at' else 'ts_rank(c.search, $1)' end;

  -- Only key and direction vary, both from the fixed lists above, so that each sort can walk its own index.
  execute format($q$
    with page as (
      select c.id, %1$s as key from public.coupons c join public.hotels h on h.id = c.hotel_id
      where c.status = 'published' and h.listed and c.ends_at > now()
        and ($2 = '' or c.search @@ $1)
        and ($3 is null or c.hotel_id = $3)
        and ($4 is null or lower(extensions.unaccent(h.city)) = lower(extensions.unaccent($4)))
        and ($5 is null or c.discount_kind = $5)
        and ($6 is null or (c.discount_kind = 'percent' and c.discount_value >= $6))
        and ($7 is null or c.ends_at <= now() + make_interval(days => $7))
        and ($8 is not true or (c.starts_at <= now()
          and (c.max_redemptions is null or (select true from private.coupon_slots s where s.coupon_id = c.id order by s.slot limit 1))))
        and ($9 is null or (%1$s, c.id) %2$s ($9::%4$s, $10::uuid))
      order by %1$s %3$s, c.id %3$s limit $11 + 1
    ), shown as (select * from page order by key %3$s, id %3$s limit $11)
    select coalesce((select jsonb_agg(private.card(c, h) order by s.key %3$s, s.id %3$s)
        from shown s join public.coupons c on c.id = s.id join public.hotels h on h.id = c.hotel_id), '[]'),
      case when (select count(*) from page) > $11
        then (select $12 || '|' || s.key || '|' || s.id from shown s order by s.key %5$s, s.id %5$s limit 1) end
  $q$, key, case sort when 'ends-soon' then '>' else '<' end, case sort when 'ends-soon' then 'asc' else 'desc' end,
    case sort when 'relevance' then 'real' else 'timestamptz' end, case sort when 'ends-soon' then 'desc' else 'asc' end)
  into items, next
  using private.search_query(typed), typed, private.uuid_arg(filters, 'hotel'), private.text_arg(filters, 'city', 80),
    private.text_arg(filters, 'discount_kind', 20), private.int_arg(filters, 'min_percent', 1, 100),
    private.int_arg(filters, 'ends_within_days', 0, 3660), private.bool_arg(filters, 'available'),
    after[1], after[2], max_rows, sort;
  return jsonb_build_object('items', items, 'cursor', next);
end $$;
comment on function public.search_coupons is '{items: [Card], cursor}: published coupons of listed hotels that are not over. Filters and sorts: docs/database.md. At most 100 rows. Errors: invalid-argument, too-large.';
revoke execute on function public.search_coupons from public, anon, authenticated, service_role;
grant execute on function public.search_coupons to anon, authenticated;
