-- Readers of JSON arguments. Each gives null for what is absent or null, the typed value for what is right, and raises
-- invalid-argument with the key's name for the rest.

create function private.known_keys(args jsonb, variable text, variadic keys text[]) returns void
language plpgsql immutable set search_path = '' as $$
declare
  stranger text;
begin
  if args is null or jsonb_typeof(args) <> 'object' then perform private.fail('invalid-argument', variable); end if;
  if octet_length(args::text) > 32768 then perform private.fail('too-large', variable); end if;
  select k into stranger from jsonb_object_keys(args) k where k <> all (keys) order by k limit 1;
  if stranger is not null then perform private.fail('invalid-argument', left(stranger, 60)); end if;
end $$;
comment on function private.known_keys is 'Refuses what is no object, is over 32 KB, or has a key outside the list.';

create function private.trim_blank(value text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  -- By code point, because what the database's locale calls a space is its own affair.
  select btrim(value, U&' \0009\000A\000B\000C\000D\00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\200B\2028\2029\202F\205F\2060\3000\FEFF')
$$;
comment on function private.trim_blank is 'A text without the Unicode spaces, line ends and invisible blanks at its ends.';

create function private.text_arg(args jsonb, key text, most int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  found text := private.trim_blank(args ->> key);
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(
    jsonb_typeof(args -> key) = 'string' and char_length(found) <= most and found !~ '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]', key);
  return found;
end $$;
comment on function private.text_arg is 'A trimmed string of at most so many characters, without control characters other than tab and line ends.';

create function private.is_line(value text) returns boolean
language sql immutable strict parallel safe set search_path = '' as $$
  select value !~ '[\x01-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]'
$$;
comment on function private.is_line is 'Whether a text stays on one line and runs the way its letters do: no control characters, line ends or marks that turn its direction.';
grant execute on function private.is_line to authenticated, service_role;

create function private.line_arg(args jsonb, key text, most int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  found text := private.text_arg(args, key, most);
begin
  perform private.require(found is null or private.is_line(found), key);
  return found;
end $$;
comment on function private.line_arg is 'As text_arg, on one line.';

create function private.is_file_in(path text, folder uuid) returns boolean
language sql immutable strict parallel safe set search_path = '' as $$
  select path ~ ('^' || folder || '/[A-Za-z0-9_-][A-Za-z0-9._-]{0,149}$')
$$;
comment on function private.is_file_in is 'Whether a path is <folder>/<file>, the file of at most 150 plain characters and not hidden.';
grant execute on function private.is_file_in to authenticated, service_role;

create function private.int_arg(args jsonb, key text, lowest int, highest int) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(jsonb_typeof(args -> key) = 'number', key);
  perform private.require((args ->> key)::numeric between lowest and highest, key);
  perform private.require((args ->> key)::numeric = trunc((args ->> key)::numeric), key);
  return (args ->> key)::numeric::int;
end $$;
comment on function private.int_arg is 'A whole number within a range, both ends included.';

create function private.bool_arg(args jsonb, key text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(jsonb_typeof(args -> key) = 'boolean', key);
  return (args ->> key)::boolean;
end $$;
comment on function private.bool_arg is 'True or false.';

create function private.uuid_arg(args jsonb, key text) returns uuid
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(jsonb_typeof(args -> key) = 'string' and pg_input_is_valid(args ->> key, 'uuid'), key);
  return (args ->> key)::uuid;
end $$;
comment on function private.uuid_arg is 'A UUID.';

create function private.day_arg(args jsonb, key text) returns date
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(args ->> key ~ '^20\d\d-\d\d-\d\d$' and pg_input_is_valid(args ->> key, 'date'), key);
  return (args ->> key)::date;
end $$;
comment on function private.day_arg is 'A day YYYY-MM-DD of this century.';

create function private.time_arg(args jsonb, key text) returns time
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(args ->> key ~ '^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$', key);
  return (args ->> key)::time;
end $$;
comment on function private.time_arg is 'A time of day, HH:MM or HH:MM:SS.';

create function private.weekdays_arg(args jsonb, key text) returns smallint[]
language plpgsql immutable set search_path = '' as $$
declare
  days smallint[];
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(jsonb_typeof(args -> key) = 'array' and jsonb_array_length(args -> key) between 1 and 7, key);
  perform private.require(not exists (select from jsonb_array_elements_text(args -> key) d where d is null or d !~ '^[1-7]$'), key);
  select array_agg(distinct d::smallint order by d::smallint) into days from jsonb_array_elements_text(args -> key) d;
  return days;
end $$;
comment on function private.weekdays_arg is 'ISO weekdays (1 = Monday), sorted, each once; an empty list is refused, null means every day.';

create function private.days_arg(args jsonb, key text) returns date[]
language plpgsql immutable set search_path = '' as $$
declare
  days date[];
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(jsonb_typeof(args -> key) = 'array' and jsonb_array_length(args -> key) between 1 and 60, key);
  perform private.require(not exists (
    select from jsonb_array_elements_text(args -> key) d where d is null or d !~ '^20\d\d-\d\d-\d\d$' or not pg_input_is_valid(d, 'date')), key);
  select array_agg(distinct d::date order by d::date) into days from jsonb_array_elements_text(args -> key) d;
  return days;
end $$;
comment on function private.days_arg is 'At most 60 days YYYY-MM-DD of this century, sorted, each once; an empty list is refused, null means none.';
