import type { IncomingMessage } from 'node:http'
import { bodyOf, parseObject } from './call.ts'
import { invalidMimeType, noContent, NotInLocalStack, tooLarge } from './errors.ts'
import { boundaryOf, type Part, readParts, readText } from './multipart.ts'
import type { BucketRow } from './rows.ts'

/** A file on its way in: what it says of itself, and its bytes still to be read. */
export interface Intake {
  mimetype: string
  cacheControl: string
  userMetadata: Record<string, unknown>
  contentLength: number | undefined
  limit: number
  body: AsyncIterable<Uint8Array>
}

// Hosted Storage's limit where a bucket has none of its own.
const maxFileBytes = 50 * 1024 * 1024
const maxUserMetadataBytes = 1024 * 1024
const maxFields = 10

const isPlaceholder = (name: string): boolean => name.endsWith('.emptyFolderPlaceholder')

/** Reads an upload up to its file's first byte, and refuses what the bucket does not take. */
export async function receive(request: IncomingMessage, bucket: BucketRow, name: string): Promise<Intake> {
  if (request.headers['content-encoding']) throw new NotInLocalStack('Content-Encoding on uploads')
  const limit = isPlaceholder(name) ? 0 : Math.min(bucket.file_size_limit ?? maxFileBytes, maxFileBytes)
  const contentType = request.headers['content-type']
  const intake = contentType?.startsWith('multipart/form-data')
    ? await receiveForm(request, contentType, limit)
    : receiveRaw(request, contentType, limit)
  if (!isPlaceholder(name)) checkMimeType(intake.mimetype, bucket.allowed_mime_types ?? [])
  return intake
}

/** Refuses a type that no entry of the list (`image/png`, `image/*`) allows; an empty list allows all. */
export function checkMimeType(mimetype: string, allowed: string[]): void {
  if (allowed.length === 0) return
  const [type, subtype, ...more] = mimetype.split('/')
  const fits = allowed.some((entry) => {
    const [allowedType, allowedSubtype] = entry.split('/')
    return allowedType === type && (allowedSubtype === '*' || allowedSubtype === subtype)
  })
  if (!subtype || more.length > 0 || !fits) throw invalidMimeType(mimetype)
}

function receiveRaw(request: IncomingMessage, contentType: string | undefined, limit: number): Intake {
  const declared = request.headers['content-length']
  const contentLength = declared === undefined ? undefined : Number(declared)
  if (contentLength !== undefined && contentLength > limit) throw tooLarge()
  return {
    mimetype: contentType ?? 'application/octet-stream',
    cacheControl: request.headers['cache-control'] ?? 'no-cache',
    userMetadata: userMetadataOf(request),
    contentLength,
    limit,
    body: bodyOf(request),
  }
}

/** The user's metadata in the header `x-metadata` (JSON in base64); what cannot be read is none. */
export function userMetadataOf(request: IncomingMessage): Record<string, unknown> {
  const header = request.headers['x-metadata']
  return typeof header === 'string' ? (parseObject(Buffer.from(header, 'base64').toString('utf8')) ?? {}) : {}
}

async function receiveForm(request: IncomingMessage, contentType: string, limit: number): Promise<Intake> {
  const parts = readParts(bodyOf(request), boundaryOf(contentType))
  const fields = new Map<string, string>()
  while (true) {
    const { value: part } = await parts.next()
    if (!part) throw noContent()
    if (part.filename === undefined) {
      if (fields.size >= maxFields) throw noContent('reach fields limit')
      fields.set(part.name, await readText(part, maxUserMetadataBytes))
      continue
    }
    if (fields.has('contentEncoding')) throw new NotInLocalStack('Content-Encoding on uploads')
    const seconds = fields.get('cacheControl')
    return {
      mimetype: fields.get('contentType') ?? part.contentType ?? 'application/octet-stream',
      cacheControl: seconds ? `max-age=${seconds}` : 'no-cache',
      userMetadata: parseObject(fields.get('metadata') ?? fields.get('userMetadata') ?? '') ?? {},
      contentLength: undefined,
      limit,
      body: toEndOfForm(part.body, parts),
    }
  }
}

/** The file's bytes, and then the rest of the form, so that a form cut short is no whole upload. */
async function* toEndOfForm(body: AsyncIterable<Uint8Array>, rest: AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  yield* body
  for await (const part of rest) for await (const _ of part.body) continue
}
