import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { connected, countsOf, dumpRows, readRows } from './database.ts'
import { checkFiles, restoreFiles, saveFiles } from './files.ts'
import type { Manifest, Project } from './project.ts'

async function schemaOf(sql: Client): Promise<number> {
  return (await sql.query<{ schema: number }>(`select (public.server_info() ->> 'schema')::int as schema`)).rows[0]?.schema ?? 0
}

/** Saves a project into a new folder: its rows, its accounts without their sessions, its files. */
export async function save(project: Project, folder: string): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`${folder} is there already.`)
  // Whoever reads it reads names, codes and password hashes.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const schema = await connected(project.databaseUrl, schemaOf)
  const savedAt = new Date().toISOString()
  const counts = await dumpRows(project.databaseUrl, join(folder, 'rows.sql'))
  const files = await saveFiles(project, join(folder, 'files'))
  const manifest: Manifest = { product: 'hotel-coupons', schema, savedAt, counts, files }
  // Last: a folder without it is no backup.
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  return manifest
}

/** Restores a saved folder into a project that has the migrations and nothing else. Every replica then starts anew. */
export async function restore(project: Project, folder: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  await connected(project.databaseUrl, async (sql) => {
    const schema = await schemaOf(sql)
    if (schema !== manifest.schema) throw new Error(`The backup is of schema ${manifest.schema}, the project has ${schema}: bring it the migrations of that release.`)
    const filled = Object.entries(await countsOf(sql)).filter(([, rows]) => rows > 0)
    if (filled.length > 0) throw new Error(`The project is not empty: ${filled.map(([table]) => table).join(', ')}.`)
  })
  await checkFiles(join(folder, 'files'), manifest.files)
  await readRows(project.databaseUrl, join(folder, 'rows.sql'), manifest.counts)
  await restoreFiles(project, join(folder, 'files'), manifest.files)
  return manifest
}
