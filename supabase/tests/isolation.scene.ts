import type { SupabaseClient } from '@supabase/supabase-js'
import type { Intruder, Target } from './isolation.matrix.ts'
import { browser, draft, join, openHotel, publish, redeem, use } from './scene.ts'
import { call, command, type Json, type Person, startWorld, type World } from './world.ts'

/** Hotel A with a row in every table, its people, and those who have nothing to do with it. */
export interface Scene {
  world: World
  target: Omit<Target, 'own'>
  owner: Person
  manager: Person
  desk: Person
  victim: Person
  client: Record<Intruder, SupabaseClient>
  own: Record<Intruder, string | null>
  /** Every row there was before the intruders came, by table and primary key. */
  before: Snapshot
}

export type Snapshot = Map<string, Map<string, Json>>

/** Builds the scene. */
export async function startScene(): Promise<Scene> {
  const world = await startWorld()
  const [owner, desk, victim] = [await world.person('owner-a'), await world.person('desk-a'), await world.person('victim')]
  const hotel = await openHotel(owner)
  const { endpoint, channel } = await wantsToBeTold(world, victim)
  await join(world, hotel, desk, 'desk')
  const [manager, removed] = [await world.person('manager-a'), await world.person('removed')]
  await join(world, hotel, manager, 'manager')
  await join(world, hotel, removed, 'manager')
  await command(victim.client, 'set_follow', { hotel, following: true })
  const published = await publish(owner, hotel, { max_redemptions: 50 })
  const hidden = await draft(owner, hotel, { title: 'Secret tea' })
  const other = await publish(owner, hotel, { title: 'Breakfast' })
  const used = await redeem(victim, other)
  const { use_id } = await use(desk, hotel, used.code)
  const { code } = await redeem(victim, published)
  await call(world.service, 'drain_interactions')
  await makeRest(world, victim, hotel, published)
  await saveReport(desk, hotel)
  await command(owner.client, 'remove_member', { hotel, member: removed.id })
  // What he was told himself is his.
  await world.sql.query('delete from public.notifications where user_id = $1', [removed.id])
  const invited = await command(owner.client, 'invite_member', { hotel, email: 'somebody@example.com', role: 'manager' })
  const told = await world.sql.query<{ id: string }>('select id from public.notifications where user_id = $1', [victim.id])
  const target = { hotel, published, draft: hidden, code, notification: told.rows[0]?.id ?? '', invitation: invited.invitation_id, use: use_id, member: owner.id, endpoint, channel }
  const before = await snapshot(world)
  before.get('profiles')?.delete(removed.id)

  const [guest, ownerB, deskB] = [await world.person('stranger'), await world.person('owner-b'), await world.person('desk-b')]
  const hotelB = await openHotel(ownerB)
  await join(world, hotelB, deskB, 'desk')
  return {
    world, target, owner, manager, desk, victim, before,
    client: { anon: world.anon, guest: guest.client, 'owner-of-b': ownerB.client, 'desk-of-b': deskB.client, removed: removed.client },
    own: { anon: null, guest: null, 'owner-of-b': hotelB, 'desk-of-b': hotelB, removed: null },
  }
}

/** Pushes and mails for him; so what he is told of becomes deliveries. */
async function wantsToBeTold(world: World, victim: Person): Promise<{ endpoint: string; channel: string }> {
  const subscription = browser()
  await command(victim.client, 'save_push_subscription', { subscription })
  await command(victim.client, 'set_delivery_channel', { channel: 'email', enabled: true })
  const { rows } = await world.sql.query<{ id: string }>(`select id from public.delivery_channels where channel = 'email'`)
  return { endpoint: subscription.endpoint, channel: rows[0]?.id ?? '' }
}

/** Rows that the loop alone does not leave behind: a waiting batch, its id, a dead letter, something read. */
async function makeRest(world: World, victim: Person, hotel: string, coupon: string): Promise<void> {
  const batch = (events: Json[]) => call(world.anon, 'record_interactions', { batch_id: crypto.randomUUID(), events })
  await batch([{ kind: 'unheard-of' }])
  await call(world.service, 'send_messages', { queue: 'own', messages: [{ key: '1', body: { hotel } }] })
  await call(world.service, 'drain_interactions')
  await batch([{ kind: 'view', coupon, at: new Date().toISOString() }])
  const { rows } = await world.sql.query<{ id: string }>('select id from public.notifications where hotel_id = $1', [hotel])
  await command(victim.client, 'mark_notifications_read', { ids: rows.slice(0, 1).map(({ id }) => id) })
}

async function saveReport(member: Person, hotel: string): Promise<void> {
  const path = `${hotel}/report.pdf`
  const { error } = await member.client.storage.from('reports').upload(path, new Blob(['%PDF'], { type: 'application/pdf' }), { contentType: 'application/pdf' })
  if (error) throw error
  await command(member.client, 'save_report', { report: { id: crypto.randomUUID(), hotel_id: hotel, from_day: '2026-01-01', to_day: '2026-01-31', path, bytes: 4 } })
  await member.client.storage.from('reports').remove([path])
}

/** Every row of every table of the schema public, as the database itself sees it. */
export async function snapshot(world: World): Promise<Snapshot> {
  const tables = await tablesOf(world)
  const rows: Snapshot = new Map(tables.map(({ name }) => [name, new Map<string, Json>()]))
  const keys = new Map(tables.map(({ name, key }) => [name, key]))
  // One question for all tables: it is asked after each attempt.
  const found = await world.sql.query<{ name: string; row: Json }>(tables.map(({ name }) => `select '${name}' as name, to_jsonb(t) as row from public.${name} t`).join(' union all '))
  for (const { name, row } of found.rows) rows.get(name)?.set((keys.get(name) ?? []).map((column) => row[column]).join('|'), row)
  return rows
}

/** A table of the API with its primary key and the columns a role may select or update. */
export interface Table {
  name: string
  key: string[]
  columns: string[]
  readable: Record<string, string[]>
}

/** All tables that the API exposes, from the catalogue. */
export async function tablesOf(world: World): Promise<Table[]> {
  const readable = (role: string): string =>
    `coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege('${role}', c.oid, a.attnum, 'select')), '{}')`
  const { rows } = await world.sql.query<{ name: string; key: string[]; columns: string[]; anon: string[]; authenticated: string[] }>(`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns,
      ${readable('anon')} as anon, ${readable('authenticated')} as authenticated,
      (select array_agg(k.attname::text order by k.attnum) from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') group by c.oid order by 1`)
  return rows.map(({ name, key, columns, anon, authenticated }) => ({ name, key, columns, readable: { anon, authenticated } }))
}
