import type { Pool } from 'pg'

/** Asks for stored messages at the join: those since a time (milliseconds), the newest `limit` of them. */
export interface ReplayRequest {
  since: number
  limit: number
}

/** A stored message of a private topic. */
export interface StoredMessage {
  id: string
  event: string
  payload: unknown
}

const maxReplayed = 25
/** Where both JavaScript's and PostgreSQL's clocks end. */
const maxTime = 8.64e15

/** Reads the `replay` part of a join payload. Returns nothing when it is not valid. */
export function parseReplay(value: Record<string, unknown>): ReplayRequest | undefined {
  const { since } = value
  const limit = value['limit'] ?? maxReplayed
  if (!Number.isInteger(since) || !Number.isInteger(limit) || Math.abs(since as number) > maxTime) return undefined
  return { since: since as number, limit: Math.max(1, Math.min(limit as number, maxReplayed)) }
}

/** Reads stored messages, oldest first. The caller has been authorised. */
export async function readStored(db: Pool, topic: string, request: ReplayRequest): Promise<StoredMessage[]> {
  const { rows } = await db.query<StoredMessage>(
    `select id, event, payload from realtime.messages
     where topic = $1 and private is true and extension = 'broadcast' and event is not null
       and inserted_at >= to_timestamp($2::double precision / 1000) at time zone 'utc'
       and inserted_at < (now() at time zone 'utc') + interval '1 minute'
     order by inserted_at desc, id desc
     limit $3`,
    [topic, request.since, request.limit],
  )
  return rows.reverse()
}
