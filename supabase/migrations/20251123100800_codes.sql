-- Redemption codes: 12 random Crockford characters (60 bits) and a check character, see docs/database.md "Codes".

create function private.code_run(code text) returns int
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  acc int := 0;
  letter text;
begin
  foreach letter in array string_to_array(code, null) loop
    acc := (((acc << 1) # case when acc & 16 > 0 then 37 else 0 end) & 31)
      # (strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', letter) - 1);
  end loop;
  return acc;
end $$;
comment on function private.code_run is 'Horner over GF(32) with x⁵+x²+1. Over a whole code it ends in 0.';

create function private.complete_code(body text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select body || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    1 + (((run << 1) # case when run & 16 > 0 then 37 else 0 end) & 31), 1)
  from private.code_run(body) run
$$;
comment on function private.complete_code is 'A code: its 12 characters and their check character.';

create function private.new_code() returns text
language plpgsql volatile set search_path = '' as $$
declare
  -- The first six bytes of a random UUID are all random, and as strong as pgcrypto's; two give the twelve characters.
  bytes bytea := substr(uuid_send(gen_random_uuid()), 1, 6) || substr(uuid_send(gen_random_uuid()), 1, 6);
  body text := '';
begin
  for i in 0 .. 11 loop
    body := body || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(bytes, i) & 31), 1);
  end loop;
  return private.complete_code(body);
end $$;
comment on function private.new_code is 'A fresh random code of 13 characters.';

create function private.normalise_code(code text) returns text
language sql immutable parallel safe set search_path = '' as $$
  -- The blanks are those of JavaScript, by code point, and only Latin letters are raised: desks read codes offline as well.
  select c from (select translate(regexp_replace(code, '[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff-]', '', 'g'),
    'abcdefghjkmnpqrstvwxyzOoIiLl', 'ABCDEFGHJKMNPQRSTVWXYZ001111') c) n
  where c ~ '^[0-9A-HJKMNP-TV-Z]{13}$' and private.code_run(c) = 0
$$;
comment on function private.normalise_code is 'The 13 characters of what was typed or scanned, or null where no valid code can be read from it.';

create function private.code_digest(hotel uuid, code text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select encode(sha256(convert_to(hotel::text || ':' || code, 'UTF8')), 'hex')
$$;
comment on function private.code_digest is 'What a hotel''s replica knows of a code: hex of SHA-256 over "hotel id:code".';
