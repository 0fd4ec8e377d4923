import { integer, oneOf, optionalFlag, optionalText, text } from './body.ts'
import { type Call, callerOf, readJson, sendJson } from './call.ts'
import { invalidCursor, invalidRequest } from './errors.ts'
import type { ObjectRow } from './rows.ts'

type Entry = Pick<ObjectRow, 'name' | 'updated_at' | 'created_at' | 'last_accessed_at' | 'metadata'> & { id: string | null }

const columns = ['name', 'updated_at', 'created_at', 'last_accessed_at'] as const
const columnsV2 = ['name', 'updated_at', 'created_at'] as const
const orders = ['asc', 'desc'] as const
const maxList = 1500
const maxListV2 = 1000

interface Sorting<Column extends string> {
  column: Column
  order: 'asc' | 'desc'
}

function sortingOf<Column extends string>(body: Record<string, unknown>, allowed: readonly Column[], first: Column): Sorting<Column> {
  const { sortBy } = body
  if (sortBy === undefined || sortBy === null) return { column: first, order: 'asc' }
  if (typeof sortBy !== 'object' || !('column' in sortBy)) throw invalidRequest("body/sortBy must have required property 'column'")
  const order = 'order' in sortBy ? oneOf(sortBy.order, 'body/sortBy/order', orders) : 'asc'
  return { column: oneOf(sortBy.column, 'body/sortBy/column', allowed), order }
}

const limitOf = (body: Record<string, unknown>, preset: number, most: number): number =>
  Math.min(body['limit'] === undefined ? preset : integer(body['limit'], 'body/limit', 1), most)

// One row per file directly in the folder, and one without id per folder. A name's folder ends at the first slash after
// what was asked for ($2 the folder, $3 the beginning of a name in it), letter case aside. Sorted by another column than
// the name, folders come first.
const listSql = ({ column, order }: Sorting<string>): string => `
  with found as (
    select substr(name, length($2) + 1) as rest, id, updated_at, created_at, last_accessed_at, metadata
    from storage.objects where bucket_id = $1 and starts_with(lower(name), lower($2 || $3))
  ), cut as (
    select *, nullif(strpos(substr(rest, length($3) + 1), '/'), 0) as slash from found
  ), entries as (
    select rest as name, id, updated_at, created_at, last_accessed_at, metadata from cut where slash is null
    union all
    select distinct left(rest, length($3) + slash - 1), null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
    from cut where slash is not null
  )
  select * from entries
  order by ${column === 'name' ? '' : `(id is not null), ${column} ${order},`}
    lower(name || case when id is null then '/' else '' end) collate "C" ${order}
  limit $4 offset $5`

/** `POST /object/list/:bucket`: one folder, by offset. */
export async function list(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const body = await readJson(call)
  const prefix = text(body, 'prefix')
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
  const search = optionalText(body, 'search') ?? ''
  const offset = body['offset'] === undefined ? 0 : integer(body['offset'], 'body/offset', 0)
  const sql = listSql(sortingOf(body, columns, 'name'))
  const values = [call.bucket, folder, search, limitOf(body, 100, maxList), offset]
  const { rows } = await call.sessions.asCaller({ claims, operation: 'storage.object.list' }, (db) => db.query<Entry>(sql, values))
  sendJson(call.response, 200, rows)
}

// As above with whole names, folders with their slash; $5 and $6 are the last entry seen: its name and its sort column.
const listV2Sql = ({ column, order }: Sorting<string>, delimited: boolean): string => `
  with found as (
    select name, id, updated_at, created_at, last_accessed_at, metadata,
      ${delimited ? "nullif(strpos(substr(name, length($2) + 1), '/'), 0)" : 'null::int'} as slash
    from storage.objects where bucket_id = $1 and starts_with(name, $2)
  ), entries as (
    select name, id, updated_at, created_at, last_accessed_at, metadata from found where slash is null
    union all
    select distinct left(name, length($2) + slash), null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
    from found where slash is not null
  ), keyed as (
    select *, ${column === 'name' ? "'epoch'::timestamptz" : `coalesce(date_trunc('milliseconds', ${column}), 'epoch')`} as at from entries
  )
  select name, id, updated_at, created_at, last_accessed_at, metadata from keyed
  where $4::text is null or (at, name collate "C") ${order === 'asc' ? '>' : '<'} (coalesce($5::timestamptz, 'epoch'), $4)
  order by at ${order}, name collate "C" ${order}
  limit $3`

/** `POST /object/list-v2/:bucket`: any depth or one folder, by cursor. */
export async function listV2(call: Call): Promise<void> {
  const claims = await callerOf(call)
  const body = await readJson(call)
  const given = optionalText(body, 'cursor')
  const cursor = given === undefined ? undefined : decodeCursor(given)
  const sorting = cursor ?? sortingOf(body, columnsV2, 'name')
  const delimited = optionalFlag(body, 'with_delimiter') ?? false
  const limit = limitOf(body, maxListV2, maxListV2)
  const values = [call.bucket, optionalText(body, 'prefix') ?? '', limit + 1, cursor?.name ?? null, cursor?.at ?? null]
  const { rows } = await call.sessions.asCaller({ claims, operation: 'storage.object.list_v2' }, (db) =>
    db.query<Entry>(listV2Sql(sorting, delimited), values),
  )
  const page = rows.slice(0, limit)
  const hasNext = rows.length > limit
  sendJson(call.response, 200, {
    hasNext,
    ...(hasNext && nextOf(page.at(-1), sorting)),
    folders: page.filter((entry) => entry.id === null).map(withKey),
    objects: page.filter((entry) => entry.id !== null).map((entry) => (delimited ? withKey(entry) : entry)),
  })
}

const withKey = (entry: Entry): Entry & { key: string } => ({ key: entry.name.replace(/\/$/, '').split('/').at(-1) ?? '', ...entry })

function nextOf(last: Entry | undefined, { column, order }: Sorting<(typeof columnsV2)[number]>): Record<string, string> {
  if (!last) return {}
  const lines = [`l:${last.name}`]
  if (order === 'desc' || column !== 'name') lines.push(`o:${order}`, `c:${column}`)
  if (column !== 'name' && last[column]) lines.push(`a:${last[column].toISOString()}`)
  return { nextCursor: Buffer.from(lines.join('\n')).toString('base64'), nextCursorKey: last.name }
}

function decodeCursor(cursor: string): Sorting<(typeof columnsV2)[number]> & { name: string; at: string | undefined } {
  const lines = Buffer.from(cursor, 'base64').toString('utf8').split('\n')
  const found = new Map(lines.map((line) => [line.slice(0, 2), line.slice(2)]))
  const name = found.get('l:')
  const order = orders.find((word) => word === (found.get('o:') ?? 'asc'))
  const column = columnsV2.find((word) => word === (found.get('c:') ?? 'name'))
  const at = found.get('a:')
  if (name === undefined || !order || !column || (at !== undefined && Number.isNaN(Date.parse(at)))) throw invalidCursor()
  return { name, order, column, at }
}
