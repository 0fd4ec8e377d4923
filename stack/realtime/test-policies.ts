import { Client } from 'pg'

/** Runs SQL as `postgres`, the role of migrations. */
export async function withPostgres<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A table that says who may read and who may write which topic, and the policies that ask it. */
export async function createPolicies(url: string): Promise<void> {
  await withPostgres(url, client =>
    client.query(`
      create table public.room_members (user_id uuid, topic text, may_write boolean not null default false);
      alter table public.room_members enable row level security;
      create policy own on public.room_members for select to authenticated using (user_id = (select auth.uid()));
      create policy members_read on realtime.messages for select to authenticated using (
        extension = 'broadcast'
        and exists (select from public.room_members member where member.topic = (select realtime.topic()))
      );
      create policy members_write on realtime.messages for insert to authenticated with check (
        extension = 'broadcast'
        and exists (select from public.room_members member where member.topic = (select realtime.topic()) and member.may_write)
      );
    `),
  )
}

/** Lets a user into a topic. */
export async function admit(url: string, userId: string, topic: string, mayWrite = false): Promise<void> {
  await withPostgres(url, client =>
    client.query('insert into public.room_members values ($1, $2, $3)', [userId, topic, mayWrite]),
  )
}

/** Takes a user out of a topic. */
export async function expel(url: string, userId: string, topic: string): Promise<void> {
  await withPostgres(url, client =>
    client.query('delete from public.room_members where user_id = $1 and topic = $2', [userId, topic]),
  )
}

/** Sends from SQL, as a trigger would. */
export async function sendFromSql(url: string, topic: string, payload: object, event = 'said', isPrivate = true): Promise<void> {
  await withPostgres(url, client =>
    client.query('select realtime.send($1, $2, $3, $4)', [JSON.stringify(payload), event, topic, isPrivate]),
  )
}
