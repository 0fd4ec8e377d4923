import { texts } from './body.ts'
import { type Call, callerOf, readJson, sendJson } from './call.ts'
import { accessDenied, noSuchKey } from './errors.ts'
import { lockVersion, type ObjectRow, shown } from './rows.ts'
import { enter, enterAsAdmin } from './session.ts'

/** `DELETE /object/:bucket/*`. */
export async function removeOne(call: Call): Promise<void> {
  const { sessions, files, bucket, name } = call
  const scope = { claims: await callerOf(call), operation: 'storage.object.delete' }
  const version = await sessions.asCaller(scope, async (db) => {
    await enterAsAdmin(db, scope.operation)
    const found = await lockVersion(db, bucket, name)
    if (found === undefined) throw noSuchKey()
    await enter(db, scope)
    const { rowCount } = await db.query('delete from storage.objects where bucket_id = $1 and name = $2', [bucket, name])
    if (!rowCount) throw accessDenied()
    return found
  })
  await files.remove([version])
  sendJson(call.response, 200, { message: 'Successfully deleted' })
}

/** `DELETE /object/:bucket` with `{prefixes}`, which are whole names: removes what the caller may, and says what it was. */
export async function removeMany(call: Call): Promise<void> {
  const { sessions, files, bucket } = call
  const scope = { claims: await callerOf(call), operation: 'storage.object.delete_many' }
  const names = texts(await readJson(call), 'prefixes')
  const { rows } = await sessions.asCaller(scope, (db) =>
    db.query<ObjectRow>('delete from storage.objects where bucket_id = $1 and name = any($2) returning *', [bucket, names]),
  )
  await files.remove(rows.map(({ version }) => version))
  sendJson(call.response, 200, rows.map(shown))
}
