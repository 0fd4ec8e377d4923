/** A rule that the catalogue can tell: `finds` lists what breaks it, `breach` is SQL that must make it fire, `mend` what silences it again. */
export interface Lint {
  rule: string
  finds: string
  breach: string
  mend: string
}

const ours = `('public', 'private', 'gate')`
const apiRoles = `('anon', 'authenticated', 'service_role')`

export const lints: Lint[] = [
  {
    rule: 'every table has row level security',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace::regnamespace::text in ${ours}
      and c.relkind in ('r', 'p') and not c.relrowsecurity`,
    breach: 'create table public.leak (id uuid primary key)',
    mend: 'alter table public.leak enable row level security',
  },
  {
    rule: 'a security definer pins an empty search path',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace::regnamespace::text in ${ours}
      and p.prosecdef and not coalesce(p.proconfig, '{}') @> '{"search_path=\\"\\""}'`,
    breach: `create function public.leak() returns int language sql security definer as 'select 1'`,
    mend: `alter function public.leak() set search_path = ''`,
  },
  {
    rule: 'nobody executes a function because he is public',
    finds: `select p.oid::regprocedure::text as found from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where p.pronamespace::regnamespace::text in ${ours} and a.grantee = 0`,
    breach: `create function public.leak() returns int language sql as 'select 1'; grant execute on function public.leak to public`,
    mend: 'revoke execute on function public.leak from public',
  },
  {
    rule: 'anon executes what the contract opens to anyone, and nothing else',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('anon', p.oid, 'execute') and p.proname not in ('search_coupons', 'count_coupons', 'get_coupon', 'record_interactions', 'unsubscribe', 'server_info')`,
    breach: 'grant execute on function public.drain_interactions to anon',
    mend: 'revoke execute on function public.drain_interactions from anon',
  },
  {
    rule: 'clients get column lists, never whole tables',
    finds: `select c.oid::regclass || ' ' || a.privilege_type as found from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace::regnamespace::text in ${ours} and a.grantee::regrole::text in ('anon', 'authenticated')`,
    breach: 'grant select on public.coupons to anon',
    mend: 'revoke select on public.coupons from anon',
  },
  {
    rule: 'clients write nothing but their profile',
    finds: `select t.attrelid::regclass || '.' || t.attname || ' ' || a.privilege_type as found
      from pg_attribute t, aclexplode(t.attacl) a join pg_roles r on r.oid = a.grantee
      where r.rolname in ('anon', 'authenticated') and a.privilege_type <> 'SELECT' and t.attrelid::regclass::text !~ '^(auth|storage|realtime)'
        and not (t.attrelid = 'public.profiles'::regclass and t.attname in ('display_name', 'locale', 'avatar_path') and a.privilege_type = 'UPDATE')`,
    breach: 'grant update (title) on public.coupons to authenticated',
    mend: 'revoke update (title) on public.coupons from authenticated',
  },
  {
    rule: 'no API role truncates, references or puts triggers',
    finds: `select c.oid::regclass || ' ' || a.privilege_type as found from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace::regnamespace::text in ${ours} and a.grantee::regrole::text in ${apiRoles}
        and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')`,
    breach: 'grant truncate on public.coupons to service_role',
    mend: 'revoke truncate on public.coupons from service_role',
  },
  {
    rule: 'no API role may look into the schema private',
    finds: `select rolname as found from pg_roles where rolname in ${apiRoles} and has_schema_privilege(rolname, 'private', 'usage')`,
    breach: 'grant usage on schema private to authenticated',
    mend: 'revoke usage on schema private from authenticated',
  },
  {
    rule: 'every text and jsonb column has a check',
    finds: `select a.attrelid::regclass || '.' || a.attname as found from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace::regnamespace::text in ${ours} and c.relkind = 'r' and a.attnum > 0 and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey))`,
    breach: 'alter table public.hotels add column motto text',
    mend: 'alter table public.hotels add check (char_length(motto) <= 100)',
  },
  {
    rule: 'every foreign key leads an index',
    finds: `select k.conrelid::regclass || ' ' || k.conname as found from pg_constraint k
      where k.contype = 'f' and k.connamespace::regnamespace::text in ${ours} and not exists (
        select from pg_index i where i.indrelid = k.conrelid
          and (select array_agg(n::int order by n) from unnest(k.conkey) n)
            = (select array_agg(n::int order by n) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) n))`,
    breach: 'alter table public.coupons add column twin uuid references public.coupons (id)',
    mend: 'create index on public.coupons (twin)',
  },
  {
    rule: 'a policy names its role and one action',
    finds: `select schemaname || '.' || tablename || ': ' || policyname as found from pg_policies
      where schemaname in ('public', 'private', 'storage', 'realtime') and ('public' = any (roles) or cmd = 'ALL')`,
    breach: 'create policy all_of_it on public.hotels using (true)',
    mend: 'drop policy all_of_it on public.hotels',
  },
  {
    rule: 'a policy asks who it is once a query',
    finds: `select schemaname || '.' || tablename || ': ' || policyname as found from pg_policies
      where schemaname in ('public', 'storage') and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''), 'SELECT auth\\.\\w+\\(\\)', '', 'g') ~ 'auth\\.\\w+\\('`,
    breach: 'create policy slow on public.hotels for select to authenticated using (id = auth.uid())',
    mend: 'alter policy slow on public.hotels using (id = (select auth.uid()))',
  },
  {
    rule: 'no table of ours is published to realtime',
    finds: `select schemaname || '.' || tablename as found from pg_publication_tables where pubname = 'supabase_realtime' and schemaname in ${ours}`,
    breach: 'alter publication supabase_realtime add table public.hotels',
    mend: 'alter publication supabase_realtime drop table public.hotels',
  },
  {
    rule: 'tables and public functions say what they are',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace::regnamespace::text in ${ours} and c.relkind = 'r'
        and obj_description(c.oid, 'pg_class') is null
      union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace and obj_description(p.oid, 'pg_proc') is null`,
    breach: 'create table private.nameless (id int)',
    mend: `comment on table private.nameless is 'x'`,
  },
  {
    rule: 'a replicated table stamps its rows',
    finds: `select c.oid::regclass::text as found from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'changed_xid'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'private.touch'::regproc and t.tgtype & 20 = 20)`,
    breach: 'drop trigger touch on public.coupons',
    mend: 'create trigger touch before insert or update on public.coupons for each row execute function private.touch()',
  },
  {
    rule: 'what the people of a hotel change is audited by a trigger',
    finds: `select t.name as found from unnest('{hotels,hotel_members,hotel_invitations,coupons,uses,reports}'::text[]) t (name)
      where not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid where g.tgrelid = ('public.' || t.name)::regclass
        and p.prosrc like '%private.audit(%' and g.tgenabled = 'O')`,
    breach: 'alter table public.uses disable trigger audit',
    mend: 'alter table public.uses enable trigger audit',
  },
  {
    rule: 'a log that is append-only refuses each way to change it',
    finds: `select 'audit_log' as found where (select bit_or(t.tgtype::int) & 56 from pg_trigger t
      where t.tgrelid = 'public.audit_log'::regclass and t.tgfoid = 'private.refuse_change'::regproc and t.tgenabled = 'O') is distinct from 56`,
    breach: 'drop trigger append_only_whole on public.audit_log',
    mend: 'create trigger append_only_whole before truncate on public.audit_log for each statement execute function private.refuse_change()',
  },
  {
    rule: 'a user who goes takes his rows along or leaves them without him',
    finds: `select k.conrelid::regclass || ' ' || k.conname as found from pg_constraint k
      where k.contype = 'f' and k.confrelid = 'public.profiles'::regclass and k.confdeltype not in ('c', 'n')`,
    breach: 'alter table public.reports add column read_by uuid references public.profiles (id)',
    mend: 'alter table public.reports drop column read_by',
  },
  {
    rule: 'what clients may read has a policy',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and has_any_column_privilege('authenticated', c.oid, 'select') and not exists (select from pg_policy p where p.polrelid = c.oid)`,
    breach: 'grant select (name) on private.schedule to authenticated; alter table private.schedule set schema public',
    mend: `create policy seen on public.schedule for select to authenticated using (name = 'x')`,
  },
  {
    rule: 'one permissive policy for a role and an action',
    finds: `select schemaname || '.' || tablename || ' ' || cmd || ' ' || role as found from pg_policies, unnest(roles) role
      where schemaname in ('public', 'private', 'storage', 'realtime') and permissive = 'PERMISSIVE'
      group by schemaname, tablename, cmd, role having count(*) > 1`,
    breach: `create policy second on public.hotels for select to anon using (city = 'Dublin')`,
    mend: 'drop policy second on public.hotels',
  },
  {
    rule: 'no policy lets everybody write',
    finds: `select schemaname || '.' || tablename || ': ' || policyname as found from pg_policies
      where schemaname in ('public', 'private', 'storage', 'realtime') and cmd <> 'SELECT' and 'true' in (btrim(qual, '() '), btrim(with_check, '() '))`,
    breach: 'create policy open_door on public.hotels for update to authenticated using (listed) with check (true)',
    mend: 'alter policy open_door on public.hotels with check (listed)',
  },
  {
    // But for the name and the language that a new profile begins with, which follow from a sign-up and give no right.
    rule: 'nothing reads what a user can write about himself in his token',
    finds: `select policyname::text as found from pg_policies where coalesce(qual, '') || coalesce(with_check, '') ~ 'user_meta'
      union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text in ${ours} and p.prosrc ~ 'user_meta' and p.oid <> 'private.create_profile()'::regprocedure`,
    breach: `create policy vain on public.hotels for update to authenticated using ((select auth.jwt()) -> 'user_metadata' ->> 'role' = 'owner')`,
    mend: 'drop policy vain on public.hotels',
  },
  {
    rule: 'every column of its table that a policy reads leads an index',
    finds: `select d.refobjid::regclass || '.' || a.attname as found from pg_depend d join pg_policy p on p.oid = d.objid and p.polrelid = d.refobjid
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.refobjid::regclass::text !~ '^(storage|realtime)'
        and not exists (select from pg_index i where i.indrelid = d.refobjid and i.indkey[0] = d.refobjsubid)`,
    breach: `create policy by_address on public.hotels for delete to authenticated using (address = 'x')`,
    mend: 'create index on public.hotels (address)',
  },
  {
    rule: 'what the schedule calls, clients do not',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('service_role', p.oid, 'execute') and has_function_privilege('authenticated', p.oid, 'execute')
      and p.proname <> 'unsubscribe'`,
    breach: 'grant execute on function public.clean_up to authenticated',
    mend: 'revoke execute on function public.clean_up from authenticated',
  },
  {
    rule: 'of the functions behind the API clients execute what policies and checks ask, and nothing else',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace = 'private'::regnamespace
      and (has_function_privilege('authenticated', p.oid, 'execute') or has_function_privilege('anon', p.oid, 'execute')) and p.prosecdef
      and p.proname not in ('my_hotels', 'may_join', 'in_hotel_folder', 'in_own_folder', 'may_keep', 'fits_bucket')`,
    breach: 'grant execute on function private.start_epoch to authenticated',
    mend: 'revoke execute on function private.start_epoch from authenticated',
  },
  {
    rule: 'a function with its owner’s rights asks who calls it',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and has_function_privilege('authenticated', p.oid, 'execute') and p.prosrc !~ 'private\\.(caller|member|managed_coupon|managed_use|begin_command|change_status)\\('
      -- Open to anyone, as docs/database.md says.
      and not has_function_privilege('anon', p.oid, 'execute')`,
    breach: `create function public.leak() returns bigint language sql security definer set search_path = '' as 'select count(*) from public.redemptions';
      grant execute on function public.leak to authenticated`,
    mend: `create or replace function public.leak() returns bigint language sql security definer set search_path = '' as
      'select count(*) from public.redemptions where guest_id = private.caller()'`,
  },
  {
    rule: 'a view has the rights of who looks',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace::regnamespace::text in ${ours}
      and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && '{security_invoker=true,security_invoker=on}')`,
    breach: 'create view public.leak as select * from public.redemption_codes',
    mend: 'alter view public.leak set (security_invoker = true)',
  },
  {
    rule: 'no API role makes anything',
    finds: `select r.rolname || ' in ' || n.nspname as found from pg_roles r, pg_namespace n where r.rolname in ${apiRoles} and n.nspname in ${ours}
      and has_schema_privilege(r.oid, n.oid, 'create')`,
    breach: 'grant create on schema public to authenticated',
    mend: 'revoke create on schema public from authenticated',
  },
  {
    rule: 'every table has a primary key',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace::regnamespace::text in ${ours} and c.relkind in ('r', 'p')
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    breach: 'create table private.heap (id int)',
    mend: 'alter table private.heap add primary key (id)',
  },
  {
    rule: 'no index is there twice',
    finds: `select min(i.indexrelid::regclass::text) as found from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace::regnamespace::text in ${ours}
      group by i.indrelid, i.indkey::text, i.indclass::text, i.indoption::text, coalesce(i.indexprs::text, ''), coalesce(i.indpred::text, ''), c.relam having count(*) > 1`,
    breach: 'create index again on public.follows (guest_id, hotel_id)',
    mend: 'drop index public.again',
  },
  {
    rule: 'a bucket limits size and kind, and runs nothing',
    finds: `select id as found from storage.buckets where file_size_limit is null or coalesce(cardinality(allowed_mime_types), 0) = 0
      or exists (select from unnest(allowed_mime_types) t where t ~ '(svg|html|xml|javascript|\\*)')`,
    breach: `insert into storage.buckets (id, name) values ('anything', 'anything')`,
    mend: `update storage.buckets set file_size_limit = 1, allowed_mime_types = '{image/png}' where id = 'anything'`,
  },
]
