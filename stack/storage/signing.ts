import { integer, texts } from './body.ts'
import { type Call, callerOf, ownerOf, readJson, sendJson } from './call.ts'
import { invalidRequest, NotInLocalStack } from './errors.ts'
import { userMetadataOf } from './intake.ts'
import { checkKey } from './keys.ts'
import { findObject, tryPut } from './rows.ts'

const hidden = 'Either the object does not exist or you do not have access to it'

function secondsOf(body: Record<string, unknown>): number {
  if (body['expiresIn'] === undefined) throw invalidRequest("body must have required property 'expiresIn'")
  if (body['transform'] !== undefined) throw new NotInLocalStack('Image transformation')
  if (body['versionId'] !== undefined) throw new NotInLocalStack('Signing a chosen version')
  return integer(body['expiresIn'], 'body/expiresIn', 1)
}

/** `POST /object/sign/:bucket/*`: a URL that reads one object the caller can read. */
export async function signOne(call: Call): Promise<void> {
  const { sessions, tokens, bucket, name } = call
  const claims = await callerOf(call)
  const seconds = secondsOf(await readJson(call))
  await sessions.asCaller({ claims, operation: 'storage.object.sign' }, (db) => findObject(db, bucket, name))
  const path = `${bucket}/${name}`
  sendJson(call.response, 200, { signedURL: `/object/sign/${path}?token=${await tokens.signDownload(path, seconds)}` })
}

/** `POST /object/sign/:bucket` with `{paths}`. */
export async function signMany(call: Call): Promise<void> {
  const { sessions, tokens, bucket } = call
  const claims = await callerOf(call)
  const body = await readJson(call)
  const seconds = secondsOf(body)
  const names = texts(body, 'paths')
  const { rows } = await sessions.asCaller({ claims, operation: 'storage.object.sign_many' }, (db) =>
    db.query<{ name: string }>('select name from storage.objects where bucket_id = $1 and name = any($2)', [bucket, names]),
  )
  const readable = new Set(rows.map(({ name }) => name))
  const answers = names.map(async (name) => {
    if (!readable.has(name)) return { error: hidden, path: name, signedURL: null }
    const path = `${bucket}/${name}`
    return { error: null, path: name, signedURL: `/object/sign/${path}?token=${await tokens.signDownload(path, seconds)}` }
  })
  sendJson(call.response, 200, await Promise.all(answers))
}

/** `POST /object/upload/sign/:bucket/*`: a URL that writes one object the caller could write. */
export async function signUpload(call: Call): Promise<void> {
  const { sessions, tokens, bucket, name, request } = call
  const claims = await callerOf(call)
  checkKey(bucket, name)
  const owner = ownerOf(claims)
  const upsert = request.headers['x-upsert'] === 'true'
  const mimetype = request.headers['content-type']
  const object = {
    bucket,
    name,
    version: '1',
    owner,
    metadata: { ...(mimetype !== undefined && { mimetype }) },
    userMetadata: userMetadataOf(request),
  }
  await sessions.rehearse({ claims, operation: 'storage.object.sign_upload_url' }, (db) => tryPut(db, object, upsert))
  const path = `${bucket}/${name}`
  const token = await tokens.signUpload(path, { owner, upsert })
  sendJson(call.response, 200, { url: `/object/upload/sign/${path}?token=${token}`, token })
}
