-- Finding coupons: full text in English, Spanish and as written, accents ignored, the last word as a prefix.

create extension if not exists unaccent with schema extensions;
create extension if not exists btree_gin with schema extensions;

alter table public.coupons add column search tsvector not null default '';
comment on column public.coupons.search is 'Words of title (A), hotel and city (B), description and terms (C). Set by trigger.';
-- With the kind, so that where one is asked for, coupons of the others with the same words are not read at all.
create index coupons_search on public.coupons using gin (search, discount_kind) where status = 'published';

create function private.plain(text) returns text
-- Immutable as long as nobody changes the dictionary's rules, which is why it is named.
language sql immutable parallel safe set search_path = '' as $$
  select lower(extensions.unaccent('extensions.unaccent', $1))
$$;
comment on function private.plain is 'A text in small letters without accents.';

create index hotels_city on public.hotels (private.plain(city));

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

create function private.search_words_of(plain text) returns tsquery
language sql stable set search_path = '' as $$
  select websearch_to_tsquery('pg_catalog.simple', plain) || websearch_to_tsquery('pg_catalog.english', plain)
    || websearch_to_tsquery('pg_catalog.spanish', plain)
$$;
comment on function private.search_words_of is 'These words as written or by their stem in either language.';

create function private.search_query(typed text) returns tsquery
language plpgsql stable set search_path = '' as $$
declare
  plain text := extensions.unaccent(typed);
  last_word text := substring(plain from '(?:^|\s)(\w+)\s*$');
  before text := regexp_replace(plain, '\w+\s*$', '');
  whole tsquery := private.search_words_of(plain);
begin
  -- Inside quotes the last word is meant as it is.
  if last_word is null or strpos(plain, '"') > 0 then return whole; end if;
  return whole || case when btrim(before) = '' then to_tsquery('pg_catalog.simple', last_word || ':*')
    else private.search_words_of(before) && to_tsquery('pg_catalog.simple', last_word || ':*') end;
end $$;
comment on function private.search_query is 'What a person typed (words, "phrases", or, -not) as a query; the word being typed matches what begins with it.';
