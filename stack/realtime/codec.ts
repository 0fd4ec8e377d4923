import type { Broadcast } from './broadcast.ts'

/** The two wire formats: 1.0.0 sends objects, 2.0.0 arrays and, for broadcasts, binary frames. */
export type Version = '1.0.0' | '2.0.0'

/** One message of the Phoenix channel protocol. */
export interface Message {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: unknown
}

/** What a client sent: a message, and for a binary broadcast its undecoded content. */
export interface ClientMessage extends Message {
  broadcast?: UserPush
}

/** The content of a client's binary broadcast (kind 3). */
export interface UserPush {
  event: string
  encoding: 'json' | 'bytes'
  body: Buffer
  meta: Record<string, unknown>
}

/** Thrown for a frame that is not of the protocol. */
export class FrameError extends Error {}

const userBroadcastPush = 3
const userBroadcast = 4
const maxFieldBytes = 255

/** Reads one frame from a client. Throws `FrameError`. */
export function decode(data: Buffer, isBinary: boolean, version: Version): ClientMessage {
  if (isBinary) {
    if (version === '1.0.0') throw new FrameError('binary frames need protocol 2.0.0')
    return decodeBinary(data)
  }
  const value = parseJson(data)
  return version === '1.0.0' ? decodeObject(value) : decodeArray(value)
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString()) as unknown
  } catch (cause) {
    throw new FrameError('not JSON', { cause })
  }
}

function decodeArray(value: unknown): ClientMessage {
  if (!Array.isArray(value) || value.length < 5) throw new FrameError('expected an array of five')
  const [joinRef, ref, topic, event, payload] = value as unknown[]
  return message(joinRef, ref, topic, event, payload)
}

function decodeObject(value: unknown): ClientMessage {
  if (!isRecord(value)) throw new FrameError('expected an object')
  return message(value['join_ref'], value['ref'], value['topic'], value['event'], value['payload'])
}

function message(joinRef: unknown, ref: unknown, topic: unknown, event: unknown, payload: unknown): ClientMessage {
  if (typeof topic !== 'string' || typeof event !== 'string') throw new FrameError('topic and event must be strings')
  return { joinRef: refOf(joinRef), ref: refOf(ref), topic, event, payload }
}

function refOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : null
}

/** Kind 3: seven bytes (kind, five lengths, encoding), the five fields, the payload. */
function decodeBinary(data: Buffer): ClientMessage {
  if (data.length < 7 || data[0] !== userBroadcastPush) throw new FrameError('unknown binary frame')
  let offset = 7
  const fields: string[] = []
  for (let index = 1; index <= 5; index++) {
    const end = offset + data.readUInt8(index)
    if (end > data.length) throw new FrameError('binary frame cut short')
    fields.push(data.toString('utf8', offset, end))
    offset = end
  }
  const [joinRef, ref, topic, event, meta] = fields as [string, string, string, string, string]
  const encoding = data[6] === 0 ? 'bytes' : 'json'
  // A copy: the frame's memory belongs to the socket.
  const body = Buffer.from(data.subarray(offset))
  if (encoding === 'json') parseJson(body)
  const broadcast: UserPush = { event, encoding, body, meta: decodeMeta(meta) }
  return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload: {}, broadcast }
}

function decodeMeta(text: string): Record<string, unknown> {
  if (text === '') return {}
  const meta = parseJson(Buffer.from(text))
  if (!isRecord(meta)) throw new FrameError('metadata must be an object')
  return meta
}

/** Writes a reply or a push as a text frame. */
export function encode(message: Message, version: Version): string {
  const { joinRef, ref, topic, event, payload } = message
  if (version === '1.0.0') return JSON.stringify({ topic, event, payload, ref })
  return JSON.stringify([joinRef, ref, topic, event, payload])
}

/**
 * Writes a broadcast for subscribers of one version, or nothing when it has no form there: raw bytes in 1.0.0, an event
 * or topic of more than 255 bytes in 2.0.0.
 */
export function encodeBroadcast(topic: string, broadcast: Broadcast, version: Version): string | Buffer | undefined {
  if (broadcast.kind === 'text') {
    return encode({ joinRef: null, ref: null, topic, event: 'broadcast', payload: broadcast.payload }, version)
  }
  const meta = broadcast.id === undefined ? undefined : { id: broadcast.id }
  if (version === '2.0.0') return encodeBinary(topic, broadcast.event, meta, broadcast.encoding, broadcast.body)
  if (broadcast.encoding === 'bytes') return undefined
  const payload = { event: broadcast.event, payload: parseJson(broadcast.body), type: 'broadcast', ...(meta && { meta }) }
  return encode({ joinRef: null, ref: null, topic, event: 'broadcast', payload }, version)
}

/** Kind 4: five bytes (kind, three lengths, encoding), topic, event, meta, the payload. */
function encodeBinary(
  topic: string,
  event: string,
  meta: object | undefined,
  encoding: 'json' | 'bytes',
  body: Buffer,
): Buffer | undefined {
  const fields = [topic, event, meta ? JSON.stringify(meta) : ''].map(field => Buffer.from(field))
  const lengths = fields.map(field => field.length)
  if (lengths.some(length => length > maxFieldBytes)) return undefined
  const head = Buffer.from([userBroadcast, ...lengths, encoding === 'json' ? 1 : 0])
  return Buffer.concat([head, ...fields, body])
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
