import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { readStream, standbyStatus, type Change } from './pgoutput.ts'

/** A committed row of `realtime.messages`, values as PostgreSQL prints them. */
export type Row = Record<string, string | null>

/** What the follower needs and whom it tells. */
export interface FollowOptions {
  url: string
  publication: string
  /** Called for each committed row, in commit order. */
  onRow(row: Row): void
  /** Called when the stream is back after it was lost: messages committed in between were not seen. */
  onGap(): void
  log(message: string): void
}

/** The one replication connection. */
export interface Follower {
  stop(): Promise<void>
}

/** The parts of pg's connection that replication uses and its types leave out. */
interface CopyConnection {
  on(event: 'replicationStart', listener: () => void): void
  on(event: 'copyData', listener: (message: { chunk: Buffer }) => void): void
  sendCopyFromChunk(chunk: Buffer): void
}

const firstPause = 100
const longestPause = 5000

/** Follows the publication until stopped. Resolves when the stream runs; rejects when it cannot be started at all. */
export async function follow(options: FollowOptions): Promise<Follower> {
  const stopping = new AbortController()
  let client: Client | undefined
  let onFirstStart = () => {}
  const started = new Promise<void>(resolve => {
    onFirstStart = resolve
  })
  const run = (onStart: () => void) => {
    client = replicationClient(options.url)
    return stream(client, options, onStart)
  }
  const first = run(onFirstStart)
  await Promise.race([started, first])
  const loop = keepFollowing(first, run, options, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await client?.end().catch(() => {})
      await loop
    },
  }
}

async function keepFollowing(
  first: Promise<void>,
  run: (onStart: () => void) => Promise<void>,
  options: FollowOptions,
  stopped: AbortSignal,
): Promise<void> {
  let pause = firstPause
  let current = first
  for (;;) {
    const reason = await current.then(() => 'closed', String)
    if (stopped.aborted) return
    options.log(`replication stream lost (${reason}); trying again in ${pause} ms`)
    await delay(pause, undefined, { signal: stopped, ref: false }).catch(() => {})
    if (stopped.aborted) return
    pause = Math.min(pause * 2, longestPause)
    current = run(() => {
      pause = firstPause
      options.log('replication stream is back')
      options.onGap()
    })
  }
}

function replicationClient(url: string): Client {
  const config: ClientConfig & { replication: 'database' } = {
    connectionString: url,
    replication: 'database',
    application_name: 'realtime_replication_connection',
    keepAlive: true,
  }
  return new Client(config)
}

/** Streams until the connection ends. The slot is temporary: it goes with the connection, and no WAL piles up for it. */
async function stream(client: Client, options: FollowOptions, onStart: () => void): Promise<void> {
  let fail: (cause: unknown) => void = () => {}
  const ended = new Promise<never>((_resolve, reject) => {
    fail = reject
    client.on('error', reject)
    client.on('end', () => reject(new Error('connection ended')))
  })
  const slot = `supabase_realtime_messages_replication_slot_${randomBytes(6).toString('hex')}`
  const streaming = async () => {
    await client.connect()
    // In upper case: the replication grammar knows its words in no other.
    await client.query(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY LOGICAL pgoutput (SNAPSHOT 'nothing')`)
    const connection = (client as unknown as { connection: CopyConnection }).connection
    connection.on('replicationStart', onStart)
    connection.on('copyData', receiver(connection, options, fail))
    await client.query(
      `START_REPLICATION SLOT ${slot} LOGICAL 0/0 (proto_version '1', publication_names '${options.publication}')`,
    )
  }
  try {
    await Promise.race([streaming(), ended])
  } finally {
    await client.end().catch(() => {})
  }
}

function receiver(
  connection: CopyConnection,
  options: FollowOptions,
  fail: (cause: unknown) => void,
): (message: { chunk: Buffer }) => void {
  const toRow = rowReader()
  const receive = (chunk: Buffer) => {
    const message = readStream(chunk)
    if (message.kind === 'keepalive') {
      // Rows are handed on as they are read, so all that was sent has been taken.
      connection.sendCopyFromChunk(standbyStatus(message.walEnd, Date.now()))
      return
    }
    const row = toRow(message.change)
    if (row) options.onRow(row)
  }
  return ({ chunk }) => {
    try {
      receive(chunk)
    } catch (error) {
      fail(error)
    }
  }
}

/** Makes a function that turns inserts into rows; it learns the columns from the relation messages before them. */
export function rowReader(): (change: Change) => Row | undefined {
  const columns = new Map<number, string[]>()
  return change => {
    if (change.kind === 'relation') columns.set(change.id, change.columns)
    if (change.kind !== 'insert') return undefined
    const names = columns.get(change.relationId)
    if (!names) throw new Error(`a row of the unknown relation ${change.relationId}`)
    return Object.fromEntries(names.map((name, index) => [name, change.values[index] ?? null]))
  }
}
