import { createHash } from 'node:crypto'
import { copyFile, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { noSuchKey, tooLarge } from './errors.ts'

/** What was written: its size in bytes and its ETag (the MD5 in quotes, as S3 makes it). */
export interface Written {
  size: number
  etag: string
}

/**
 * The files of the objects, named by version id and by nothing a caller says. A file appears whole or not at all, and
 * is never changed: a new upload is a new version, so that a running download keeps the bytes it began with.
 */
export interface Files {
  write(version: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<Written>
  copy(from: string, to: string): Promise<void>
  /** Throws ENOENT when there is no such file. */
  open(version: string): Promise<FileHandle>
  /** A row that plain SQL made has no version, and no file. */
  remove(versions: (string | null)[]): Promise<void>
  /** Deletes every file whose version is not among those given. For the start, before the first request. */
  sweep(versions: Set<string>): Promise<number>
}

export async function createFiles(folder: string): Promise<Files> {
  const incoming = join(folder, 'incoming')
  const objects = join(folder, 'objects')
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true })
  await mkdir(objects, { recursive: true })
  const whole = (version: string): string => join(objects, checked(version))
  const partial = (version: string): string => join(incoming, checked(version))

  async function write(version: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<Written> {
    try {
      const written = await writeAll(partial(version), source, limit)
      await rename(partial(version), whole(version))
      return written
    } catch (error) {
      await rm(partial(version), { force: true })
      throw error
    }
  }

  async function copy(from: string, to: string): Promise<void> {
    await copyFile(whole(from), partial(to))
    await rename(partial(to), whole(to))
  }

  async function remove(versions: (string | null)[]): Promise<void> {
    for (const version of versions) if (version !== null) await rm(whole(version), { force: true })
  }

  async function sweep(versions: Set<string>): Promise<number> {
    const orphans = (await readdir(objects)).filter((version) => !versions.has(version))
    for (const orphan of orphans) await rm(join(objects, orphan), { recursive: true, force: true })
    return orphans.length
  }

  return { write, copy, remove, sweep, open: (version) => open(whole(version), 'r') }
}

// Whoever may write rows by SQL could put anything in `version`; no path is made of that.
function checked(version: string): string {
  if (!/^[0-9a-f-]{36}$/.test(version)) throw noSuchKey()
  return version
}

async function writeAll(path: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<Written> {
  const hash = createHash('md5')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      size += chunk.length
      if (size > limit) throw tooLarge()
      hash.update(chunk)
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  return { size, etag: `"${hash.digest('hex')}"` }
}
