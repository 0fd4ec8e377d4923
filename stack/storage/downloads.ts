import type { FileHandle } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { type Call, callerOf, callerOrNobody, sendJson } from './call.ts'
import { invalidRange, invalidRequest, noSuchBucket, noSuchKey, NotInLocalStack } from './errors.ts'
import { findBucket, findObject, type ObjectRow } from './rows.ts'
import type { Claims } from '../service.ts'

type Find = () => Promise<ObjectRow>

/** `GET /object/public/:bucket/*`: anyone, when the bucket is public. */
export async function getPublic(call: Call): Promise<void> {
  await sendFile(call, publicObject(call, 'storage.object.get_public'))
}

/** `GET /object/authenticated/:bucket/*`. */
export async function getAuthenticated(call: Call): Promise<void> {
  await sendFile(call, readableObject(call, await callerOf(call), 'storage.object.get_authenticated'))
}

/** `GET /object/:bucket/*`: with a token as that caller, without one as anyone. */
export async function getObject(call: Call): Promise<void> {
  await sendFile(call, readableObject(call, await callerOrNobody(call), 'storage.object.get_authenticated'))
}

/** `GET /object/sign/:bucket/*?token=…`: the token is the right. */
export async function getSigned(call: Call): Promise<void> {
  const token = call.query.get('token')
  if (token === null) throw invalidRequest("querystring must have required property 'token'")
  const expires = await call.tokens.checkDownload(token, `${call.bucket}/${call.name}`)
  const find = (): Promise<ObjectRow> =>
    call.sessions.asAdmin('storage.object.get_signed', (db) => findObject(db, call.bucket, call.name))
  await sendFile(call, find, new Date(expires * 1000).toUTCString())
}

/** `GET /object/info/public/:bucket/*`. */
export async function infoPublic(call: Call): Promise<void> {
  sendInfo(call, await publicObject(call, 'storage.object.info_public')())
}

/** `GET /object/info/authenticated/:bucket/*`. */
export async function infoAuthenticated(call: Call): Promise<void> {
  sendInfo(call, await readableObject(call, await callerOf(call), 'object.get_authenticated_info')())
}

/** `GET /object/info/:bucket/*`. */
export async function info(call: Call): Promise<void> {
  sendInfo(call, await readableObject(call, await callerOrNobody(call), 'object.get_authenticated_info')())
}

function publicObject({ sessions, bucket, name }: Call, operation: string): Find {
  return () =>
    sessions.asAdmin(operation, async (db) => {
      if (!(await findBucket(db, bucket)).public) throw noSuchBucket()
      return findObject(db, bucket, name)
    })
}

function readableObject(call: Call, claims: Claims | undefined, operation: string): Find {
  const { sessions, bucket, name } = call
  return async () => {
    const { public: isPublic } = await sessions.asAdmin(operation, (db) => findBucket(db, bucket))
    if (isPublic) return sessions.asAdmin(operation, (db) => findObject(db, bucket, name))
    if (!claims) throw noSuchBucket()
    return sessions.asCaller({ claims, operation }, (db) => findObject(db, bucket, name))
  }
}

function sendInfo({ response }: Call, row: ObjectRow): void {
  const { eTag, size, mimetype, cacheControl, lastModified } = row.metadata
  const body = {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size,
    content_type: mimetype,
    cache_control: cacheControl,
    etag: eTag,
    metadata: row.user_metadata,
    last_modified: row.updated_at,
    created_at: row.created_at,
  }
  const headers = { etag: eTag, 'cache-control': cacheControl, 'last-modified': new Date(lastModified).toUTCString() }
  sendJson(response, 200, body, headers)
}

/** Opens the version a key shows now. Between row and file a writer may replace it: then it is the next version's turn. */
async function openCurrent({ files }: Call, find: Find): Promise<[ObjectRow, FileHandle]> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const row = await find()
    const file = await files.open(row.version).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    if (file) return [row, file]
  }
  throw noSuchKey()
}

async function sendFile(call: Call, find: Find, expires?: string): Promise<void> {
  const { request, response } = call
  if (call.query.has('versionId')) throw new NotInLocalStack('Reading a chosen version')
  const [row, file] = await openCurrent(call, find)
  try {
    const headers = headersOf(call, row, expires)
    if (isUnchanged(call, row)) {
      response.writeHead(304, { ...headers, 'content-length': 0 }).end()
      return
    }
    const { size } = row.metadata
    const range = rangeOf(call, row)
    const [start, end] = range ?? [0, size - 1]
    if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`
    response.writeHead(range ? 206 : 200, { ...headers, 'content-length': end - start + 1 })
    if (request.method === 'HEAD' || size === 0) response.end()
    else await pipeline(file.createReadStream({ start, end, autoClose: false }), response)
  } finally {
    await file.close()
  }
}

function headersOf({ request, query }: Call, { metadata }: ObjectRow, expires?: string): OutgoingHttpHeaders {
  const { eTag, mimetype, cacheControl, lastModified } = metadata
  const held = request.headers['if-none-match']
  const stale = held !== undefined && held !== eTag ? ', stale-while-revalidate=30' : ''
  const download = query.get('download')
  return {
    // As hosted: a page that a user uploaded is never shown as one.
    'content-type': mimetype.includes('text/html') ? 'text/plain' : mimetype,
    'accept-ranges': 'bytes',
    etag: eTag,
    'last-modified': new Date(lastModified).toUTCString(),
    'x-robots-tag': 'none',
    ...(expires ? { expires } : { 'cache-control': cacheControl + stale }),
    ...(download !== null && { 'content-disposition': dispositionOf(download) }),
  }
}

function dispositionOf(download: string): string {
  const name = encodeURIComponent(download)
  return name ? `attachment; filename=${name}; filename*=UTF-8''${name}` : 'attachment;'
}

function isUnchanged({ request }: Call, { metadata }: ObjectRow): boolean {
  const { 'if-none-match': held, 'if-modified-since': since } = request.headers
  if (held !== undefined) {
    return held.split(',').some((etag) => [metadata.eTag, '*'].includes(etag.trim().replace(/^W\//, '')))
  }
  return since !== undefined && Date.parse(metadata.lastModified) < Date.parse(since) + 1000
}

/** The first and the last byte that were asked for, or nothing when the whole file was. */
function rangeOf({ request }: Call, { metadata }: ObjectRow): [number, number] | undefined {
  const { range, 'if-range': condition } = request.headers
  if (range === undefined || (condition !== undefined && condition !== metadata.eTag)) return undefined
  const match = /^bytes=(\d*)-(\d*)$/.exec(range)
  if (!match || (!match[1] && !match[2])) throw invalidRange()
  const last = metadata.size - 1
  const start = match[1] ? Number(match[1]) : Math.max(metadata.size - Number(match[2]), 0)
  const end = match[1] && match[2] ? Math.min(Number(match[2]), last) : last
  if (start > end) throw invalidRange()
  return [start, end]
}
