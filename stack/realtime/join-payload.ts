import { isRecord } from './codec.ts'
import { notHere, Refusal } from './refusal.ts'
import { parseReplay, type ReplayRequest } from './replay.ts'

/** What a client asks for when it joins a channel. */
export interface JoinPayload {
  ack: boolean
  self: boolean
  replicationReady: boolean
  isPrivate: boolean
  presence: boolean
  accessToken: string | undefined
  replay: ReplayRequest | undefined
}

/** Reads the payload of `phx_join`. Throws `Refusal`. */
export function parseJoin(payload: unknown): JoinPayload {
  const root = record(payload)
  // Without `config` it is the protocol of 2022, where joining means subscribing to a table's changes.
  if (!isRecord(root['config'])) throw notHere('a join without config')
  const config = root['config']
  const broadcast = record(config['broadcast'])
  const isPrivate = flag(config['private'])
  const changes = config['postgres_changes']
  if (Array.isArray(changes) && changes.length > 0) throw notHere('postgres_changes')
  return {
    ack: flag(broadcast['ack']),
    self: flag(broadcast['self']),
    replicationReady: flag(broadcast['replication_ready']),
    isPrivate,
    presence: flag(record(config['presence'])['enabled']),
    accessToken: text(root['user_token']) ?? text(root['access_token']),
    replay: replayOf(broadcast['replay'], isPrivate),
  }
}

function replayOf(value: unknown, isPrivate: boolean): ReplayRequest | undefined {
  if (value === undefined || value === null) return undefined
  if (!isPrivate) throw new Refusal('UnableToReplayMessages', 'Replay is not allowed for public channels')
  const request = parseReplay(record(value))
  if (!request) throw new Refusal('UnableToReplayMessages', 'Replay params are not valid')
  return request
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function flag(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}
