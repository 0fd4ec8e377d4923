import type { Client } from 'pg'
import { crowd, type DemoPerson, guests, hoteliers } from './people.ts'

/** Makes the demo users: those with a password through the auth API, as an administrator would, the crowd as bare rows. */
export async function makeUsers(db: Client, url: string, secretKey: string): Promise<void> {
  const people = [...Object.values(guests), ...hoteliers]
  await Promise.all(people.map((person) => createAccount(person, url, secretKey)))
  await db.query(
    `insert into auth.users (id, email, aud, role, created_at, updated_at)
     select id, email, 'authenticated', 'authenticated', now() - interval '60 days', now() from jsonb_to_recordset($1) p (id uuid, email text)
     on conflict (id) do nothing`,
    [JSON.stringify(crowd)],
  )
  await db.query(
    `update public.profiles p set display_name = d.name, locale = d.locale
     from jsonb_to_recordset($1) d (id uuid, name text, locale text) where p.id = d.id`,
    [JSON.stringify([...people, ...crowd])],
  )
}

async function createAccount({ id, email, password }: DemoPerson, url: string, secretKey: string): Promise<void> {
  const response = await fetch(`${url}/auth/v1/admin/users`, {
    method: 'POST',
    headers: { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, email, password, email_confirm: true }),
  })
  // 422: a seed that was broken off before has made it already.
  if (!response.ok && response.status !== 422) throw new Error(`demo user ${email}: HTTP ${response.status} ${await response.text()}`)
}
