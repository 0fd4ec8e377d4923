-- A signed-in user, as others may see him. The one table that clients write themselves.

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null,
  locale text,
  avatar_path text,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint profiles_display_name_length check (char_length(display_name) <= 80 and display_name ~ '\S' and private.is_line(display_name)),
  constraint profiles_locale_known check (locale in ('en', 'es')),
  constraint profiles_avatar_own check (private.is_file_in(avatar_path, id))
);
comment on table public.profiles is 'Made by trigger at sign-up. No right follows from anything here.';
comment on column public.profiles.locale is 'The language of mails and pushes, and of a device where none was chosen. Null: nobody chose one yet.';
comment on column public.profiles.avatar_path is 'Object in the bucket avatars: <user id>/<file>.';

alter table public.profiles enable row level security;
revoke all on public.profiles from anon, authenticated, service_role;
-- What fellow members may see. Locale and picture reach their owner by his feed.
grant select (id, display_name) on public.profiles to authenticated;
grant update (display_name, locale, avatar_path) on public.profiles to authenticated;
grant select, insert, update, delete on public.profiles to service_role;

create policy "a user writes his own profile" on public.profiles
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));

create trigger touch before insert or update on public.profiles
  for each row execute function private.touch();

create function private.check_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.display_name := private.trim_blank(new.display_name);
  perform private.require(new.display_name <> '' and char_length(new.display_name) <= 80 and private.is_line(new.display_name), 'display_name');
  perform private.require(new.locale is null or new.locale in ('en', 'es'), 'locale');
  perform private.require(new.avatar_path is null or private.is_file_in(new.avatar_path, new.id), 'avatar_path');
  return new;
end $$;
comment on function private.check_profile is 'Trims the name, and refuses what is wrong as the functions do: invalid-argument with the column''s name.';
revoke execute on function private.check_profile from public;

create trigger check_profile before insert or update on public.profiles
  for each row execute function private.check_profile();

create function private.create_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  told jsonb := coalesce(new.raw_user_meta_data, '{}');
begin
  insert into public.profiles (id, display_name, locale)
  select new.id, n.name, case when told ->> 'locale' in ('en', 'es') then told ->> 'locale' end
  from (
    select private.trim_blank(left(c.text, 80)), c.place
    from unnest(array[told ->> 'display_name', split_part(new.email, '@', 1), 'guest']) with ordinality c (text, place)
  ) n (name, place)
  where n.name <> '' and private.is_line(n.name) order by n.place limit 1;
  return null;
end $$;
comment on function private.create_profile is 'A profile for each new user: named as he said at sign-up, else as the part of the e-mail before the @, or "guest" where neither is a name; in the language that he read then.';
revoke execute on function private.create_profile from public;

create trigger create_profile after insert on auth.users
  for each row execute function private.create_profile();

create function private.caller() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from public.profiles where id = auth.uid()) then perform private.fail('sign-in-required'); end if;
  return auth.uid();
end $$;
comment on function private.caller is 'The signed-in user. Raises sign-in-required where the token names nobody, or somebody who is gone.';
revoke execute on function private.caller from public;
