import { integer, oneOf, optionalFlag, optionalText, text } from './body.ts'
import { type Call, callerOf, ownerOf, readJson, sendJson } from './call.ts'
import {
  bucketExists,
  bucketNotEmpty,
  fromDatabase,
  invalidFileSizeLimit,
  invalidMimeType,
  isDuplicate,
  noContent,
  noSuchBucket,
  NotInLocalStack,
} from './errors.ts'
import { checkBucketName } from './keys.ts'
import { type BucketRow, findBucket, ownerUuid } from './rows.ts'
import { enter, enterAsAdmin } from './session.ts'

const sortColumns = ['id', 'name', 'created_at', 'updated_at'] as const
const units: Record<string, number> = { gb: 1e9, mb: 1e6, kb: 1e3, b: 1 }

type Limits = { public?: boolean; file_size_limit?: number | null; allowed_mime_types?: string[] | null }

/** `POST /bucket`. */
export async function createBucket(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const body = await readJson(call)
  const name = text(body, 'name')
  if ((optionalText(body, 'type') ?? 'STANDARD') !== 'STANDARD') throw new NotInLocalStack('A bucket of this type')
  checkBucketName(name)
  const owner = ownerOf(claims)
  const limits = limitsOf(body)
  const values = [
    optionalText(body, 'id') ?? name,
    name,
    ownerUuid(owner),
    owner ?? null,
    limits.public ?? false,
    limits.file_size_limit ?? null,
    limits.allowed_mime_types ?? null,
  ]
  await call.sessions.asCaller({ claims, operation: 'storage.bucket.create' }, async (db) => {
    await db
      .query(
        `insert into storage.buckets (id, name, owner, owner_id, public, file_size_limit, allowed_mime_types)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        values,
      )
      .catch((error: unknown) => {
        const cause = fromDatabase(error)
        throw isDuplicate(cause) ? bucketExists() : cause
      })
  })
  sendJson(call.response, 200, { name })
}

/** `GET /bucket/:bucket`. */
export async function getBucket(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const row = await call.sessions.asCaller({ claims, operation: 'storage.bucket.get' }, (db) => findBucket(db, call.bucket))
  const { type: _, ...bucket } = shownBucket(row)
  sendJson(call.response, 200, bucket)
}

/** `GET /bucket?limit=&offset=&sortColumn=&sortOrder=&search=`. */
export async function listBuckets(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const { query } = call
  const column = query.has('sortColumn') ? oneOf(query.get('sortColumn'), 'querystring/sortColumn', sortColumns) : 'id'
  const order = query.has('sortOrder') ? oneOf(query.get('sortOrder'), 'querystring/sortOrder', ['asc', 'desc']) : 'asc'
  const limit = query.has('limit') ? integer(query.get('limit'), 'querystring/limit', 1) : null
  const offset = query.has('offset') ? integer(query.get('offset'), 'querystring/offset', 0) : 0
  const { rows } = await call.sessions.asCaller({ claims, operation: 'storage.bucket.list' }, (db) =>
    db.query<BucketRow>(
      `select id, name, owner, public, type, file_size_limit::float8 as file_size_limit, allowed_mime_types, created_at, updated_at
       from storage.buckets where strpos(lower(name), lower($1)) > 0 order by ${column} ${order} limit $2 offset $3`,
      [query.get('search') ?? '', limit, offset],
    ),
  )
  sendJson(call.response, 200, rows.map(shownBucket))
}

/** `PUT /bucket/:bucket`. */
export async function updateBucket(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const entries = Object.entries(limitsOf(await readJson(call)))
  if (entries.length === 0) throw noContent()
  const assignments = entries.map(([column], index) => `${column} = $${index + 2}`).join(', ')
  const { rowCount } = await call.sessions.asCaller({ claims, operation: 'storage.bucket.update' }, (db) =>
    db.query(`update storage.buckets set ${assignments}, updated_at = now() where id = $1`, [
      call.bucket,
      ...entries.map(([, value]) => value),
    ]),
  )
  if (!rowCount) throw noSuchBucket()
  sendJson(call.response, 200, { message: 'Successfully updated' })
}

/** `DELETE /bucket/:bucket`, which has to be empty. */
export async function deleteBucket(call: Call): Promise<void> {
  const scope = { claims: await callerOf(call), operation: 'storage.bucket.delete' }
  await call.sessions.asCaller(scope, async (db) => {
    await enterAsAdmin(db, scope.operation)
    await findBucket(db, call.bucket)
    const { rowCount } = await db.query('select from storage.objects where bucket_id = $1 limit 1', [call.bucket])
    if (rowCount) throw bucketNotEmpty()
    await enter(db, scope)
    const deleted = await db.query('delete from storage.buckets where id = $1', [call.bucket])
    if (!deleted.rowCount) throw noSuchBucket()
  })
  sendJson(call.response, 200, { message: 'Successfully deleted' })
}

/** `POST /bucket/:bucket/empty`. Hosted Storage does it later; here it is done when the answer comes. */
export async function emptyBucket(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const removed = await call.sessions.asCaller({ claims, operation: 'storage.bucket.empty' }, async (db) => {
    await findBucket(db, call.bucket)
    return db.query<{ version: string }>('delete from storage.objects where bucket_id = $1 returning version', [call.bucket])
  })
  await call.files.remove(removed.rows.map(({ version }) => version))
  sendJson(call.response, 200, { message: 'Empty bucket has been queued. Completion may take up to an hour.' })
}

function shownBucket(row: BucketRow): Record<string, unknown> {
  return { ...row, owner: row.owner ?? '' }
}

/** What a body sets of a bucket's limits; what it leaves out is left out. */
function limitsOf(body: Record<string, unknown>): Limits {
  const isPublic = optionalFlag(body, 'public')
  const { file_size_limit: size, allowed_mime_types: types } = body
  return {
    ...(isPublic !== undefined && { public: isPublic }),
    ...(size !== undefined && { file_size_limit: size === null ? null : bytesOf(size) }),
    ...(types !== undefined && { allowed_mime_types: types === null ? null : mimeTypesOf(types) }),
  }
}

function bytesOf(size: unknown): number {
  if (typeof size === 'number') return integer(size, 'body/file_size_limit', 0)
  const match = typeof size === 'string' ? /^(\d+(?:\.\d+)?)(gb|mb|kb|b)?$/i.exec(size) : null
  if (!match) throw invalidFileSizeLimit()
  return Math.round(Number(match[1]) * (units[(match[2] ?? 'b').toLowerCase()] ?? 1))
}

function mimeTypesOf(types: unknown): string[] {
  if (!Array.isArray(types)) throw noContent('body/allowed_mime_types must be array')
  return types.filter(Boolean).map((type: unknown) => {
    if (typeof type !== 'string' || !/^(?:[\w.+-]+\/(?:\*|[\w.+-]+)|\*\/\*)$/.test(type)) throw invalidMimeType(String(type))
    return type
  })
}
