/** A rule that the catalogue can tell: `finds` lists what breaks it, `breach` is SQL that must make it fire. */
export interface Lint {
  rule: string
  finds: string
  breach: string
}

const ours = `('public', 'private')`
const apiRoles = `('anon', 'authenticated', 'service_role')`

export const lints: Lint[] = [
  {
    rule: 'every table has row level security',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace::regnamespace::text in ${ours}
      and c.relkind in ('r', 'p') and not c.relrowsecurity`,
    breach: 'create table public.leak (id uuid primary key)',
  },
  {
    rule: 'a security definer pins an empty search path',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace::regnamespace::text in ${ours}
      and p.prosecdef and not coalesce(p.proconfig, '{}') @> '{"search_path=\\"\\""}'`,
    breach: `create function public.leak() returns int language sql security definer as 'select 1'`,
  },
  {
    rule: 'nobody executes a function because he is public',
    finds: `select p.oid::regprocedure::text as found from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where p.pronamespace::regnamespace::text in ${ours} and a.grantee = 0`,
    breach: `create function public.leak() returns int language sql as 'select 1'; grant execute on function public.leak to public`,
  },
  {
    rule: 'anon executes what the contract opens to anyone, and nothing else',
    finds: `select p.oid::regprocedure::text as found from pg_proc p where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('anon', p.oid, 'execute') and p.proname not in ('search_coupons', 'count_coupons', 'get_coupon', 'record_interactions', 'unsubscribe')`,
    breach: 'grant execute on function public.drain_interactions to anon',
  },
  {
    rule: 'clients get column lists, never whole tables',
    finds: `select c.oid::regclass || ' ' || a.privilege_type as found from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace::regnamespace::text in ${ours} and a.grantee::regrole::text in ('anon', 'authenticated')`,
    breach: 'grant select on public.coupons to anon',
  },
  {
    rule: 'clients write nothing but their profile',
    finds: `select t.attrelid::regclass || '.' || t.attname || ' ' || a.privilege_type as found
      from pg_attribute t, aclexplode(t.attacl) a join pg_roles r on r.oid = a.grantee
      where r.rolname in ('anon', 'authenticated') and a.privilege_type <> 'SELECT' and t.attrelid::regclass::text !~ '^(auth|storage|realtime)'
        and not (t.attrelid = 'public.profiles'::regclass and t.attname in ('display_name', 'locale', 'avatar_path') and a.privilege_type = 'UPDATE')`,
    breach: 'grant update (title) on public.coupons to authenticated',
  },
  {
    rule: 'no API role truncates, references or puts triggers',
    finds: `select c.oid::regclass || ' ' || a.privilege_type as found from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace::regnamespace::text in ${ours} and a.grantee::regrole::text in ${apiRoles}
        and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')`,
    breach: 'grant truncate on public.coupons to service_role',
  },
  {
    rule: 'no API role may look into the schema private',
    finds: `select rolname as found from pg_roles where rolname in ${apiRoles} and has_schema_privilege(rolname, 'private', 'usage')`,
    breach: 'grant usage on schema private to authenticated',
  },
  {
    rule: 'every text and jsonb column has a check',
    finds: `select a.attrelid::regclass || '.' || a.attname as found from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace::regnamespace::text in ${ours} and c.relkind = 'r' and a.attnum > 0 and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey))`,
    breach: 'alter table public.hotels add column motto text',
  },
  {
    rule: 'every foreign key leads an index',
    finds: `select k.conrelid::regclass || ' ' || k.conname as found from pg_constraint k
      where k.contype = 'f' and k.connamespace::regnamespace::text in ${ours} and not exists (
        select from pg_index i where i.indrelid = k.conrelid
          and (select array_agg(n::int order by n) from unnest(k.conkey) n)
            = (select array_agg(n::int order by n) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) n))`,
    breach: 'alter table public.coupons add column twin uuid references public.coupons (id)',
  },
  {
    rule: 'a policy names its role and one action',
    finds: `select schemaname || '.' || tablename || ': ' || policyname as found from pg_policies
      where schemaname in ('public', 'private', 'storage', 'realtime') and ('public' = any (roles) or cmd = 'ALL')`,
    breach: 'create policy all_of_it on public.hotels using (true)',
  },
  {
    rule: 'a policy asks who it is once a query',
    finds: `select schemaname || '.' || tablename || ': ' || policyname as found from pg_policies
      where schemaname in ('public', 'storage') and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''), 'SELECT auth\\.uid\\(\\)', '', 'g') like '%auth.uid()%'`,
    breach: 'create policy slow on public.hotels for select to authenticated using (id = auth.uid())',
  },
  {
    rule: 'no table of ours is published to realtime',
    finds: `select schemaname || '.' || tablename as found from pg_publication_tables where pubname = 'supabase_realtime' and schemaname in ${ours}`,
    breach: 'alter publication supabase_realtime add table public.hotels',
  },
  {
    rule: 'tables and public functions say what they are',
    finds: `select c.oid::regclass::text as found from pg_class c where c.relnamespace::regnamespace::text in ${ours} and c.relkind = 'r'
        and obj_description(c.oid, 'pg_class') is null
      union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace and obj_description(p.oid, 'pg_proc') is null`,
    breach: 'create table private.nameless (id int)',
  },
  {
    rule: 'a replicated table stamps its rows',
    finds: `select c.oid::regclass::text as found from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'changed_xid'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'private.touch'::regproc and t.tgtype & 20 = 20)`,
    breach: 'drop trigger touch on public.coupons',
  },
  {
    rule: 'what the people of a hotel change is audited by a trigger',
    finds: `select t.name as found from unnest('{hotels,hotel_members,hotel_invitations,coupons,uses,reports}'::text[]) t (name)
      where not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid where g.tgrelid = ('public.' || t.name)::regclass
        and p.prosrc like '%private.audit(%' and g.tgenabled = 'O')`,
    breach: 'alter table public.uses disable trigger audit',
  },
  {
    rule: 'a log that is append-only refuses each way to change it',
    finds: `select 'audit_log' as found where (select bit_or(t.tgtype::int) & 56 from pg_trigger t
      where t.tgrelid = 'public.audit_log'::regclass and t.tgfoid = 'private.refuse_change'::regproc and t.tgenabled = 'O') is distinct from 56`,
    breach: 'drop trigger append_only_whole on public.audit_log',
  },
  {
    rule: 'a user who goes takes his rows along or leaves them without him',
    finds: `select k.conrelid::regclass || ' ' || k.conname as found from pg_constraint k
      where k.contype = 'f' and k.confrelid = 'public.profiles'::regclass and k.confdeltype not in ('c', 'n')`,
    breach: 'alter table public.reports add column read_by uuid references public.profiles (id)',
  },
]
