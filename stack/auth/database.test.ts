import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthBench } from './test-clients.ts'
import { startAuthBench } from './test-clients.ts'

let bench: AuthBench
/** Connected as `postgres`, the role that migrations run as. */
let migrator: Pool
beforeAll(async () => {
  bench = await startAuthBench()
  migrator = new Pool({ connectionString: bench.migratorUrl, max: 1 })
  await migrator.query(migration)
})
afterAll(async () => {
  await migrator.end()
  await bench.stop()
})

const migration = `
  create table public.people (id uuid primary key references auth.users on delete cascade, email text not null);
  create table public.notes (owner uuid not null default auth.uid() references auth.users on delete cascade, body text);
  alter table public.notes enable row level security;
  create policy own on public.notes for all to authenticated using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
  create function public.me() returns jsonb language sql stable as
    $$ select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'email', auth.email(), 'session', auth.jwt() ->> 'session_id') $$;
  create schema private;
  create function private.greet() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    if new.email like 'unwelcome%' then raise exception 'unwelcome'; end if;
    insert into public.people values (new.id, new.email);
    return new;
  end $$;
  create trigger greet after insert on auth.users for each row execute function private.greet();
  notify pgrst, 'reload schema';`

describe('schema auth', () => {
  it('tells SQL who calls through PostgREST', async () => {
    const { client, id, email } = await bench.newcomer()
    await expect.poll(async () => (await client.rpc('me')).error).toBeNull()
    expect((await client.rpc('me')).data).toEqual({ uid: id, role: 'authenticated', email, session: expect.any(String) as string })
    expect((await bench.client().rpc('me')).data).toEqual({ uid: null, role: 'anon', email: null, session: null })
    expect((await bench.admin.rpc('me')).data).toMatchObject({ uid: null, role: 'service_role' })
  })

  it('lets row level security tell two guests apart', async () => {
    const [a, b] = [await bench.newcomer(), await bench.newcomer()]
    expect((await a.client.from('notes').insert({ body: 'mine' })).error).toBeNull()
    expect((await a.client.from('notes').select('body')).data).toEqual([{ body: 'mine' }])
    expect((await b.client.from('notes').select('body')).data).toEqual([])
    expect((await b.client.from('notes').insert({ owner: a.id, body: 'forged' })).error?.code).toBe('42501')
  })

  it('reads the older settings, too', async () => {
    const id = '22222222-2222-4222-8222-222222222222'
    const { rows } = await bench.db.query(`select set_config('request.jwt.claim.sub', $1, true), auth.uid() as uid`, [id])
    expect(rows[0]).toMatchObject({ uid: id })
  })

  it('runs a trigger of the migrations with each new user, and deletes with the user what refers to it', async () => {
    const { id, email } = await bench.newcomer()
    expect((await migrator.query('select email from public.people where id = $1', [id])).rows).toEqual([{ email }])
    await bench.admin.auth.admin.deleteUser(id)
    expect((await migrator.query('select 1 from public.people where id = $1', [id])).rows).toEqual([])
  })

  it('keeps nothing of a sign-up that the trigger refused', async () => {
    const answer = await bench.send('POST', '/signup', { body: { email: 'unwelcome@example.com', password: 'long-enough' } })
    expect(answer.body).toEqual({ code: 500, error_code: 'unexpected_failure', msg: 'Database error saving new user' })
    expect((await migrator.query(`select 1 from auth.users where email like 'unwelcome%'`)).rows).toEqual([])
  })

  it('runs triggers as supabase_auth_admin, which may not write the project’s tables', async () => {
    await migrator.query('alter function private.greet() security invoker')
    const answer = await bench.send('POST', '/signup', { body: { email: 'invoker@example.com', password: 'long-enough' } })
    await migrator.query('alter function private.greet() security definer')
    expect(answer.body).toMatchObject({ msg: 'Database error saving new user' })
  })

  it.each(['anon', 'authenticated', 'service_role'])('is closed to %s', async (role) => {
    const { rows } = await bench.db.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('auth', 'mailbox') and c.relkind in ('r', 'v', 'p')
       and has_table_privilege($1, c.oid, 'select, insert, update, delete, truncate, references, trigger')`, [role])
    expect(rows).toEqual([])
  })

  it('accepts a user that a seed inserted with SQL', async () => {
    await migrator.query(`insert into auth.users (id, email, encrypted_password, email_confirmed_at, aud, role)
      values (gen_random_uuid(), 'seeded@example.com', extensions.crypt('seed-password', extensions.gen_salt('bf')), now(), 'authenticated', 'authenticated')`)
    const { data, error } = await bench.client().auth.signInWithPassword({ email: 'seeded@example.com', password: 'seed-password' })
    expect(error).toBeNull()
    expect(data.user).toMatchObject({ user_metadata: {}, identities: [] })
  })
})
