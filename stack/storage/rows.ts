import type { PoolClient } from 'pg'
import { isDuplicate, keyExists, noSuchBucket, noSuchKey, fromDatabase } from './errors.ts'

/** A row of `storage.buckets`, as far as the API needs it. */
export interface BucketRow {
  id: string
  name: string
  owner: string | null
  public: boolean
  type: string
  file_size_limit: number | null
  allowed_mime_types: string[] | null
  created_at: Date
  updated_at: Date
}

/** What Storage notes of a file. */
export interface FileFacts {
  eTag: string
  size: number
  mimetype: string
  cacheControl: string
  lastModified: string
  contentLength: number
  httpStatusCode: number
}

/** A row of `storage.objects`. */
export interface ObjectRow {
  id: string
  bucket_id: string
  name: string
  owner: string | null
  owner_id: string | null
  version: string
  created_at: Date
  updated_at: Date
  last_accessed_at: Date
  metadata: FileFacts
  user_metadata: Record<string, unknown> | null
}

/** What is written of an object. */
export interface NewObject {
  bucket: string
  name: string
  version: string
  owner: string | undefined
  metadata: Partial<FileFacts>
  userMetadata: Record<string, unknown>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The older column `owner` holds the id only when it is a UUID. */
export const ownerUuid = (owner: string | undefined): string | null => (owner && uuid.test(owner) ? owner : null)

/** Reads a bucket, or throws `NoSuchBucket`. */
export async function findBucket(db: PoolClient, id: string): Promise<BucketRow> {
  const { rows } = await db.query<BucketRow>(
    `select id, name, owner, public, type, file_size_limit::float8 as file_size_limit, allowed_mime_types, created_at, updated_at
     from storage.buckets where id = $1`,
    [id],
  )
  if (!rows[0]) throw noSuchBucket()
  return rows[0]
}

/** Reads an object, or throws `NoSuchKey`; what the policies hide is not there, nor is a row that plain SQL made. */
export async function findObject(db: PoolClient, bucket: string, name: string): Promise<ObjectRow> {
  const { rows } = await db.query<ObjectRow>('select * from storage.objects where bucket_id = $1 and name = $2', [bucket, name])
  const [row] = rows
  if (!row?.version || !row.metadata) throw noSuchKey()
  return row
}

/** The version that stands under a key now, locked until the transaction ends. */
export async function lockVersion(db: PoolClient, bucket: string, name: string): Promise<string | undefined> {
  const { rows } = await db.query<{ version: string | null }>(
    'select version from storage.objects where bucket_id = $1 and name = $2 for update',
    [bucket, name],
  )
  return rows[0]?.version ?? undefined
}

const insertSql = `insert into storage.objects (bucket_id, name, version, owner, owner_id, metadata, user_metadata)
  values ($1, $2, $3, $4, $5, $6, $7)`
const replaceSql = `on conflict (bucket_id, name) do update set version = excluded.version, owner = excluded.owner,
  owner_id = excluded.owner_id, metadata = excluded.metadata, user_metadata = excluded.user_metadata`

const valuesOf = (object: NewObject): unknown[] => [
  object.bucket,
  object.name,
  object.version,
  ownerUuid(object.owner),
  object.owner ?? null,
  object.metadata,
  object.userMetadata,
]

/** Creates an object, or (upsert) puts a new version under a key that stands. Throws `KeyAlreadyExists` otherwise. */
export async function putObject(db: PoolClient, object: NewObject, upsert: boolean): Promise<ObjectRow> {
  const sql = `${insertSql} ${upsert ? replaceSql : ''} returning *`
  const { rows } = await db.query<ObjectRow>(sql, valuesOf(object)).catch(asKeyExists)
  if (!rows[0]) throw noSuchKey()
  return rows[0]
}

/** Asks the policies whether the caller may write; like hosted Storage without asking whether he may read it back. */
export async function tryPut(db: PoolClient, object: NewObject, upsert: boolean): Promise<void> {
  await db.query(`${insertSql} ${upsert ? replaceSql : ''}`, valuesOf(object)).catch(asKeyExists)
}

function asKeyExists(error: unknown): never {
  const cause = fromDatabase(error)
  throw isDuplicate(cause) ? keyExists() : cause
}

/** An object as the API shows it; a missing owner is the empty string there. */
export function shown(row: ObjectRow): Record<string, unknown> {
  const { name, bucket_id, owner, owner_id, version, id, updated_at, created_at, last_accessed_at } = row
  return {
    name,
    bucket_id,
    owner: owner ?? '',
    owner_id: owner_id ?? '',
    version,
    id,
    updated_at,
    created_at,
    last_accessed_at,
    metadata: row.metadata,
    user_metadata: row.user_metadata,
  }
}
