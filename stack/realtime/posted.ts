import type { IncomingMessage } from 'node:http'
import { isRecord } from './codec.ts'

/** A message that came by HTTP. */
export interface Posted {
  topic: string
  event: string
  encoding: 'json' | 'bytes'
  body: Buffer
  isPrivate: boolean
}

/** A request body that is refused, with the answer to it. */
export class InvalidBody extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, body: object) {
    super('invalid body')
    this.status = status
    this.body = body
  }

  static tooLarge(): InvalidBody {
    return new InvalidBody(422, { errors: { payload: [tooLarge] } })
  }
}

const tooLarge = 'Payload size exceeds tenant limit'
const blank = "can't be blank"

/** Reads `{messages: [{topic, event, payload, private}]}`. Throws `InvalidBody` when one of them is not right. */
export function parseBatch(body: Buffer, maxPayloadBytes: number): Posted[] {
  const root = parseJson(body)
  const messages = isRecord(root) ? root['messages'] : undefined
  if (messages === undefined || messages === null) throw new InvalidBody(422, { errors: { messages: [blank] } })
  if (!Array.isArray(messages)) throw new InvalidBody(422, { errors: { messages: ['is invalid'] } })
  const parsed = messages.map(message => parseMessage(isRecord(message) ? message : {}, maxPayloadBytes))
  const errors = parsed.map(({ errors }) => errors)
  if (errors.some(error => Object.keys(error).length > 0)) throw new InvalidBody(422, { errors: { messages: errors } })
  return parsed.map(({ posted }) => posted)
}

function parseMessage(message: Record<string, unknown>, maxPayloadBytes: number) {
  const errors: Record<string, string[]> = {}
  for (const field of ['topic', 'event'] as const) {
    const value = message[field]
    if (value === undefined || value === null || value === '') errors[field] = [blank]
    else if (typeof value !== 'string') errors[field] = ['is invalid']
  }
  const { payload } = message
  if (payload === undefined || payload === null) errors['payload'] = [blank]
  else if (!isRecord(payload)) errors['payload'] = ['is invalid']
  const body = Buffer.from(JSON.stringify(payload ?? {}))
  if (body.length > maxPayloadBytes) errors['payload'] = [tooLarge]
  const posted: Posted = {
    topic: String(message['topic']),
    event: String(message['event']),
    encoding: 'json',
    body,
    isPrivate: message['private'] === true,
  }
  return { posted, errors }
}

/** Reads one message whose topic and event stand in the path and whose body is its payload, JSON or bytes. */
export function parseSingle(path: RegExpExecArray, url: URL, request: IncomingMessage, body: Buffer): Posted {
  const [topic, event] = [path[1], path[2]].map(part => decodeURIComponent(part ?? '')) as [string, string]
  const isPrivate = url.searchParams.get('private') === 'true'
  if (request.headers['content-type']?.startsWith('application/octet-stream')) {
    return { topic, event, encoding: 'bytes', body, isPrivate }
  }
  const payload = parseJson(body)
  const wrapped = isRecord(payload) ? payload : { _json: payload }
  return { topic, event, encoding: 'json', body: Buffer.from(JSON.stringify(wrapped)), isPrivate }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown
  } catch {
    throw new InvalidBody(400, { message: 'Bad Request' })
  }
}
