import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connected } from './database.ts'
import { serviceOf, type KeptFile, type Project } from './project.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Copies every file of every bucket into a folder. */
export async function saveFiles(project: Project, folder: string): Promise<KeptFile[]> {
  const service = serviceOf(project)
  await mkdir(folder, { recursive: true })
  const { rows } = await connected(project.databaseUrl, (sql) =>
    sql.query<{ bucket: string; name: string; type: string | null; cache: string | null }>(
      `select bucket_id as bucket, name, metadata ->> 'mimetype' as type, metadata ->> 'cacheControl' as cache from storage.objects order by 1, 2`,
    ),
  )
  const kept: KeptFile[] = []
  for (const [index, { bucket, name, type, cache }] of rows.entries()) {
    const { data, error } = await service.storage.from(bucket).download(name)
    if (error) throw new Error(`${bucket}/${name}: ${error.message}`)
    const bytes = new Uint8Array(await data.arrayBuffer())
    const file = String(index).padStart(7, '0')
    await writeFile(join(folder, file), bytes)
    kept.push({ bucket, name, file, type: type ?? 'application/octet-stream', cache: /\d+/.exec(cache ?? '')?.[0] ?? '3600', sha256: sha256(bytes) })
  }
  return kept
}

/** Throws unless every file is what was saved. */
export async function checkFiles(folder: string, files: KeptFile[]): Promise<void> {
  for (const { bucket, name, file, sha256: expected } of files) {
    if (sha256(await readFile(join(folder, file))) !== expected) throw new Error(`${bucket}/${name}: the backup’s file ${file} is damaged.`)
  }
}

/** Puts the files back into their buckets. */
export async function restoreFiles(project: Project, folder: string, files: KeptFile[]): Promise<void> {
  const service = serviceOf(project)
  for (const { bucket, name, file, type, cache } of files) {
    const bytes = await readFile(join(folder, file))
    const { error } = await service.storage.from(bucket).upload(name, bytes, { contentType: type, cacheControl: cache, upsert: true })
    if (error) throw new Error(`${bucket}/${name}: ${error.message}`)
  }
}
