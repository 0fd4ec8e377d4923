import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'
import { clientsOf, listen, testUser, type Listener } from './test-clients.ts'
import { admit, createPolicies, sendFromSql, withPostgres } from './test-policies.ts'

let stack: Stack
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  stack = await startTestStack({ migrate: false })
  clients = clientsOf(stack)
  await createPolicies(stack.dbUrl)
})
afterEach(() => clients.closeAll())
afterAll(() => stack.stop())

async function member(topic: string): Promise<Listener> {
  const user = testUser(stack)
  await admit(stack.dbUrl, user.id, topic)
  const listener = listen(await clients.connect(user.token), topic)
  expect(await listener.joined).toBe('SUBSCRIBED')
  return listener
}

const texts = (listener: Listener) => listener.broadcasts.all.map(({ payload }) => payload['text'])
const heard = (listener: Listener, text: string) => listener.broadcasts.next(({ payload }) => payload['text'] === text)

describe('realtime.send', () => {
  it('reaches the members of its topic, with the id of the stored message', async () => {
    const listener = await member('hall')
    await sendFromSql(stack.dbUrl, 'hall', { text: 'hello' })
    const message = await listener.broadcasts.next()
    expect(message).toEqual({
      type: 'broadcast',
      event: 'said',
      payload: { text: 'hello', id: message.meta?.id },
      meta: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
  })

  it('keeps an id of the payload', async () => {
    const listener = await member('ids')
    await sendFromSql(stack.dbUrl, 'ids', { id: 7 })
    expect((await listener.broadcasts.next()).payload).toEqual({ id: 7 })
  })

  it('reaches nobody in another topic, and no public channel of the same name', async () => {
    const there = await member('there')
    const elsewhere = await member('elsewhere')
    const stranger = listen(await clients.connect(), 'there', { private: false })
    expect(await stranger.joined).toBe('SUBSCRIBED')
    await sendFromSql(stack.dbUrl, 'there', { text: 'secret' })
    await sendFromSql(stack.dbUrl, 'elsewhere', { text: 'end' })
    await sendFromSql(stack.dbUrl, 'there', { text: 'end' }, 'said', false)
    await Promise.all([heard(there, 'secret'), heard(elsewhere, 'end'), heard(stranger, 'end')])
    expect(texts(elsewhere)).toEqual(['end'])
    expect(texts(stranger)).toEqual(['end'])
    expect(texts(there)).toEqual(['secret'])
  })

  it('never fails the transaction it is called in', async () => {
    const notices: string[] = []
    const rows = await withPostgres(stack.dbUrl, async client => {
      client.on('notice', notice => notices.push(String(notice.message)))
      await client.query('begin')
      await client.query("select realtime.send('[]'::jsonb, 'said', 'hall')")
      return (await client.query('select 1 as one')).rows
    })
    expect(rows).toEqual([{ one: 1 }])
    expect(notices[0]).toMatch(/^WarnSendingBroadcastMessage: /)
  })
})

describe('transactions', () => {
  const connections: Client[] = []
  afterEach(() => Promise.all(connections.splice(0).map(client => client.end())))

  async function transaction() {
    const client = new Client({ connectionString: stack.dbUrl })
    connections.push(client)
    await client.connect()
    await client.query('begin')
    return {
      send: (topic: string, text: string) =>
        client.query('select realtime.send($1, $2, $3)', [JSON.stringify({ text }), 'said', topic]),
      end: (how: 'commit' | 'rollback') => client.query(how),
    }
  }

  it('are delivered in the order of their commits', async () => {
    const listener = await member('order')
    const slow = await transaction()
    const quick = await transaction()
    await slow.send('order', 'slow 1')
    await quick.send('order', 'quick 1')
    await slow.send('order', 'slow 2')
    await quick.end('commit')
    await slow.end('commit')
    await heard(listener, 'slow 2')
    expect(texts(listener)).toEqual(['quick 1', 'slow 1', 'slow 2'])
  })

  it('that are rolled back are never delivered', async () => {
    const listener = await member('rollback')
    const undone = await transaction()
    await undone.send('rollback', 'undone')
    await undone.end('rollback')
    await sendFromSql(stack.dbUrl, 'rollback', { text: 'done' })
    await heard(listener, 'done')
    expect(texts(listener)).toEqual(['done'])
  })

  it('of many at once lose nothing, double nothing and never mix', async () => {
    const listener = await member('many')
    const names = Array.from({ length: 10 }, (_, index) => `worker ${index}`)
    const rounds = Array.from({ length: 10 }, (_, round) => `round ${round}`)
    const work = async (name: string) => {
      for (const round of rounds) {
        const one = await transaction()
        await one.send('many', `${name} ${round} a`)
        await one.send('many', `${name} ${round} b`)
        await one.end('commit')
      }
    }
    await Promise.all(names.map(work))
    await sendFromSql(stack.dbUrl, 'many', { text: 'end' })
    await heard(listener, 'end')
    const firsts = texts(listener).filter((_text, index) => index % 2 === 0)
    const pairs = firsts.slice(0, -1).flatMap(text => [text, String(text).replace(/a$/, 'b')])
    expect(texts(listener)).toEqual([...pairs, 'end'])
    for (const name of names) {
      const own = firsts.filter(text => String(text).startsWith(`${name} `))
      expect(own).toEqual(rounds.map(round => `${name} ${round} a`))
    }
  })
})

describe('realtime.broadcast_changes', () => {
  it('sends the rows of a trigger', async () => {
    await withPostgres(stack.dbUrl, client =>
      client.query(`
        create table public.notes (id int primary key, body text);
        create function public.tell() returns trigger language plpgsql security definer set search_path = '' as $$
        begin
          perform realtime.broadcast_changes('notes', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
          return null;
        end $$;
        create trigger tell after insert or update or delete on public.notes for each row execute function public.tell();
      `),
    )
    const listener = await member('notes')
    await withPostgres(stack.dbUrl, async client => {
      await client.query("insert into public.notes values (1, 'a')")
      await client.query("update public.notes set body = 'b'")
      await client.query('delete from public.notes')
    })
    await listener.broadcasts.next(({ event }) => event === 'DELETE')
    expect(listener.broadcasts.all.map(({ payload: { id: _id, ...payload } }) => payload)).toEqual([
      { operation: 'INSERT', schema: 'public', table: 'notes', record: { id: 1, body: 'a' }, old_record: null },
      { operation: 'UPDATE', schema: 'public', table: 'notes', record: { id: 1, body: 'b' }, old_record: { id: 1, body: 'a' } },
      { operation: 'DELETE', schema: 'public', table: 'notes', record: null, old_record: { id: 1, body: 'b' } },
    ])
  })
})

describe('a lost database connection', () => {
  it('is made anew, and clients are told to join again because they may have missed something', async () => {
    const listener = await member('resume')
    await withPostgres(stack.adminUrl, client =>
      client.query(
        "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name like 'supabase_realtime_messages%'",
      ),
    )
    await listener.statuses.next(({ status }) => status === 'CHANNEL_ERROR')
    await listener.statuses.next(({ status }) => status === 'SUBSCRIBED', 1)
    await sendFromSql(stack.dbUrl, 'resume', { text: 'again' })
    await heard(listener, 'again')
    const slots = await withPostgres(stack.adminUrl, client => client.query('select temporary from pg_replication_slots'))
    expect(slots.rows).toEqual([{ temporary: true }])
  })
})

describe('partitions', () => {
  it('are made ahead and dropped when they are old', async () => {
    const names = await withPostgres(stack.adminUrl, async client => {
      await client.query(
        "create table realtime.messages_2020_01_01 partition of realtime.messages for values from ('2020-01-01') to ('2020-01-02')",
      )
      await client.query('alter table realtime.messages_2020_01_01 owner to supabase_realtime_admin')
      await client.query('select realtime.maintain_partitions()')
      const { rows } = await client.query<{ name: string }>(
        "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'realtime.messages'::regclass",
      )
      return rows.map(({ name }) => name)
    })
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '_')
    expect(names).toEqual(expect.arrayContaining([-1, 0, 1, 2, 3].map(offset => `realtime.messages_${day(offset)}`)))
    expect(names).not.toContain('realtime.messages_2020_01_01')
  })

  it('are closed to the API roles', async () => {
    const { rows } = await withPostgres(stack.dbUrl, client =>
      client.query(`
        select relation.relname, role from pg_class relation, unnest(array['anon', 'authenticated']) as role
        where relation.relnamespace = 'realtime'::regnamespace and relation.relname ~ '^messages_\\d'
          and has_table_privilege(role, relation.oid, 'select, insert, update, delete')
      `),
    )
    expect(rows).toEqual([])
  })
})
