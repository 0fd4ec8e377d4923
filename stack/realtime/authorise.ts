import { randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { Refusal } from './refusal.ts'
import type { LiveClaims } from './token.ts'

/** Who asks for what: the policies on `realtime.messages` see all of it. */
export interface Caller {
  topic: string
  claims: LiveClaims
  /** The `x-…` headers of the request or the upgrade. */
  headers: Record<string, string>
}

/** What a private channel can be used for. */
export type Extension = 'broadcast' | 'presence'

/** Asks the policies of the database; throws `Refusal` when they cannot be asked. Nothing tried here is ever committed. */
export interface Authoriser {
  readable(caller: Caller, extensions: Extension[]): Promise<Set<Extension>>
  writable(caller: Caller): Promise<boolean>
}

const unreachable = 'Realtime was unable to connect to the project database'

/** Makes the authoriser of one database. `log` hears of policies that fail. */
export function makeAuthoriser(db: Pool, log: (message: string) => void): Authoriser {
  return {
    readable: (caller, extensions) =>
      rolledBack(db, async client => {
        const probes = await insertProbes(client, caller.topic, extensions)
        await becomeCaller(client, caller)
        return seenProbes(client, probes)
      }).catch(error => denied(error, new Set<Extension>(), log)),
    writable: caller =>
      rolledBack(db, async client => {
        await becomeCaller(client, caller)
        await client.query('insert into realtime.messages (topic, extension) values ($1, $2)', [caller.topic, 'broadcast'])
        return true
      }).catch(error => denied(error, false, log)),
  }
}

async function rolledBack<T>(db: Pool, ask: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    return await ask(client)
  } finally {
    await client.query('rollback').catch((error: unknown) => {
      broken = error as Error
    })
    client.release(broken)
  }
}

async function insertProbes(client: PoolClient, topic: string, extensions: Extension[]): Promise<Map<string, Extension>> {
  const probes = new Map(extensions.map(extension => [randomUUID() as string, extension]))
  await client.query(
    'insert into realtime.messages (id, topic, extension) select id, $1, extension from unnest($2::uuid[], $3::text[]) as probe (id, extension)',
    [topic, [...probes.keys()], [...probes.values()]],
  )
  return probes
}

/** A slow policy must not keep a connection of the pool; hosted gives up as well. */
const statementTimeout = '5s'

async function becomeCaller(client: PoolClient, { topic, claims, headers }: Caller): Promise<void> {
  await client.query(
    `select set_config('statement_timeout', $1, true), set_config('realtime.topic', $2, true),
       set_config('request.jwt.claims', $3, true), set_config('request.jwt.claim.sub', $4, true),
       set_config('request.jwt.claim.role', $5, true), set_config('request.headers', $6, true),
       set_config('role', $5, true)`,
    [statementTimeout, topic, JSON.stringify(claims), claims.sub ?? '', claims.role, JSON.stringify(headers)],
  )
}

async function seenProbes(client: PoolClient, probes: Map<string, Extension>): Promise<Set<Extension>> {
  const { rows } = await client.query<{ id: string }>('select id from realtime.messages where id = any($1)', [
    [...probes.keys()],
  ])
  return new Set(rows.flatMap(row => probes.get(row.id) ?? []))
}

/** A refusal by a policy, or a policy that fails, is "no"; everything else is an error of its own. */
function denied<T>(error: unknown, no: T, log: (message: string) => void): T {
  const code = (error as { code?: unknown }).code
  const text = error instanceof Error ? error.message : String(error)
  if (code === '42501') return no
  if (code === '57014') throw new Refusal('QueryCanceled', text, error)
  if (code === '23514') {
    const missing = 'Realtime was unable to find the expected messages partition'
    throw new Refusal('MissingPartition', missing, error)
  }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57)/.test(code)) {
    throw new Refusal('UnableToConnectToProject', unreachable, error)
  }
  log(`RlsPolicyError: ${text}`)
  return no
}
