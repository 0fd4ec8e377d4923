import { randomUUID } from 'node:crypto'
import { type Call, callerOf, ownerOf, sendJson } from './call.ts'
import { invalidRequest } from './errors.ts'
import { receive } from './intake.ts'
import { checkKey } from './keys.ts'
import { findBucket, lockVersion, type ObjectRow, putObject, tryPut } from './rows.ts'
import type { Scope } from './session.ts'

interface Permit {
  /** Whose policies are asked; the API's own when the right came with a signed token. */
  scope: Scope
  owner: string | undefined
  upsert: boolean
}

/** `POST /object/:bucket/*` creates, `x-upsert: true` or `PUT` replaces. */
export async function upload(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const put = call.request.method === 'PUT'
  const operation = put ? 'storage.object.upload_update' : 'storage.object.upload'
  const upsert = put || call.request.headers['x-upsert'] === 'true'
  const { id } = await store(call, { scope: { claims, operation }, owner: ownerOf(claims), upsert })
  sendJson(call.response, 200, { Id: id, Key: `${call.bucket}/${call.name}` })
}

/** `PUT /object/upload/sign/:bucket/*?token=…`: the token is the right. */
export async function uploadSigned(call: Call): Promise<void> {
  const token = call.query.get('token')
  if (token === null) throw invalidRequest("querystring must have required property 'token'")
  const { owner, upsert } = await call.tokens.checkUpload(token, `${call.bucket}/${call.name}`)
  const scope = { claims: { role: 'service_role' }, operation: 'storage.object.upload_signed' }
  await store(call, { scope, owner, upsert })
  sendJson(call.response, 200, { Key: `${call.bucket}/${call.name}` })
}

/**
 * Asks the policies by a write that is taken back, then takes the bytes, then writes for good. No transaction is open
 * while bytes flow, and a key shows its old version until the new one is whole.
 */
async function store(call: Call, { scope, owner, upsert }: Permit): Promise<ObjectRow> {
  const { sessions, files, bucket, name } = call
  const row = await sessions.asAdmin(scope.operation, (db) => findBucket(db, bucket))
  const { mimetype, cacheControl, userMetadata, contentLength, limit, body } = await receive(call.request, row, name)
  checkKey(bucket, name)
  const version = randomUUID()
  const object = { bucket, name, version, owner, userMetadata }
  const declared = { mimetype, ...(contentLength !== undefined && { contentLength }) }
  await sessions.rehearse(scope, (db) => tryPut(db, { ...object, metadata: declared }, upsert))

  const { size, etag } = await files.write(version, body, limit)
  const metadata = {
    eTag: etag,
    size,
    mimetype,
    cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: size,
    httpStatusCode: 200,
  }
  return commit(call, { ...object, metadata }, scope.operation, upsert)
}

async function commit(call: Call, object: Parameters<typeof putObject>[1], operation: string, upsert: boolean): Promise<ObjectRow> {
  const { sessions, files } = call
  try {
    const [stored, replaced] = await sessions.asAdmin(operation, async (db) => {
      const old = await lockVersion(db, object.bucket, object.name)
      return [await putObject(db, object, upsert), old] as const
    })
    if (replaced) await files.remove([replaced])
    return stored
  } catch (error) {
    await files.remove([object.version])
    throw error
  }
}
