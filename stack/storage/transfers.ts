import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { optionalFlag, optionalText, text } from './body.ts'
import { type Call, callerOf, ownerOf, readJson, sendJson } from './call.ts'
import { noSuchKey, NotInLocalStack } from './errors.ts'
import { userMetadataOf } from './intake.ts'
import { checkKey } from './keys.ts'
import { findObject, lockVersion, type NewObject, ownerUuid, putObject, shown, tryPut } from './rows.ts'

interface Route {
  from: { bucket: string; name: string }
  to: { bucket: string; name: string }
}

function routeOf(body: Record<string, unknown>): Route {
  if (optionalText(body, 'sourceVersionId') !== undefined) throw new NotInLocalStack('A chosen source version')
  const from = { bucket: text(body, 'bucketId'), name: text(body, 'sourceKey') }
  const to = { bucket: optionalText(body, 'destinationBucket') ?? from.bucket, name: text(body, 'destinationKey') }
  checkKey(to.bucket, to.name)
  return { from, to }
}

/** `POST /object/move`: the caller must be able to read the source and to make it the target. It becomes a new version. */
export async function move(call: Call): Promise<void> {
  const { sessions, files } = call
  const scope = { claims: await callerOf(call), operation: 'storage.object.move' }
  const { from, to } = routeOf(await readJson(call))
  const version = randomUUID()
  const rename = (db: PoolClient): Promise<void> => renameObject(db, { from, to }, version, ownerOf(scope.claims))
  await sessions.rehearse(scope, async (db) => {
    await findObject(db, from.bucket, from.name)
    await rename(db)
  })
  try {
    const left = await sessions.asAdmin(scope.operation, async (db) => {
      const old = await lockVersion(db, from.bucket, from.name)
      if (old === undefined) throw noSuchKey()
      await files.copy(old, version)
      await rename(db)
      return old
    })
    await files.remove([left])
  } catch (error) {
    await files.remove([version])
    throw asMissing(error)
  }
  sendJson(call.response, 200, { message: 'Successfully moved' })
}

async function renameObject(db: PoolClient, { from, to }: Route, version: string, owner: string | undefined): Promise<void> {
  // The owner stays when a key without a user moves the object.
  const { rowCount } = await db.query(
    `update storage.objects set bucket_id = $3, name = $4, version = $5,
       owner = coalesce($6::uuid, owner), owner_id = coalesce($7, owner_id),
       metadata = metadata || jsonb_build_object('lastModified', $8::text)
     where bucket_id = $1 and name = $2`,
    [from.bucket, from.name, to.bucket, to.name, version, ownerUuid(owner), owner ?? null, new Date().toISOString()],
  )
  if (!rowCount) throw noSuchKey()
}

/** `POST /object/copy`: the caller must be able to read the source and to write the target. */
export async function copy(call: Call): Promise<void> {
  const { sessions, files } = call
  const scope = { claims: await callerOf(call), operation: 'storage.object.copy' }
  const body = await readJson(call)
  const { from, to } = routeOf(body)
  const keep = optionalFlag(body, 'copyMetadata') ?? true
  const upsert = call.request.headers['x-upsert'] === 'true'
  const source = await sessions.asCaller(scope, (db) => findObject(db, from.bucket, from.name))
  const target: NewObject = {
    ...to,
    version: randomUUID(),
    owner: ownerOf(scope.claims),
    metadata: { ...source.metadata, ...(keep ? {} : chosenMetadata(body)), lastModified: new Date().toISOString() },
    userMetadata: keep ? (source.user_metadata ?? {}) : userMetadataOf(call.request),
  }
  await sessions.rehearse(scope, (db) => tryPut(db, target, upsert))
  try {
    await files.copy(source.version, target.version)
    const [stored, replaced] = await sessions.asAdmin(scope.operation, async (db) => {
      const old = await lockVersion(db, to.bucket, to.name)
      return [await putObject(db, target, upsert), old] as const
    })
    if (replaced) await files.remove([replaced])
    sendJson(call.response, 200, { Id: stored.id, Key: `${to.bucket}/${to.name}`, ...shown(stored) })
  } catch (error) {
    await files.remove([target.version])
    throw asMissing(error)
  }
}

/** A file that is gone makes its object one that is not there. */
function asMissing(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? noSuchKey() : error
}

function chosenMetadata(body: Record<string, unknown>): { cacheControl?: string; mimetype?: string } {
  const { metadata } = body
  if (typeof metadata !== 'object' || metadata === null) return {}
  const cacheControl = optionalText({ ...metadata }, 'cacheControl')
  const mimetype = optionalText({ ...metadata }, 'mimetype')
  return { ...(cacheControl !== undefined && { cacheControl }), ...(mimetype !== undefined && { mimetype }) }
}
