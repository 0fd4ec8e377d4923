import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readRecord, writeRecord } from './record.ts'
import type { ServiceContext } from './service.ts'

/** What a project's `supabase/seed/seed.ts` exports as `seed`. */
export interface SeedOptions {
  dbUrl: string
  url: string
  secretKey: string
  log(message: string): void
}

/** Runs the project's seed on a data folder that has not had it, and remembers that it did. */
export async function seedOnce(
  { dbUrl, publicUrl, keys }: ServiceContext,
  dataDir: string,
  supabaseDir: string,
  progress: (step: string) => void,
): Promise<void> {
  const record = readRecord(dataDir)
  const file = join(supabaseDir, 'seed', 'seed.ts')
  if (record.seeded || !existsSync(file)) return
  progress('making the demo data')
  const { seed } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    seed(options: SeedOptions): Promise<void>
  }
  await seed({ dbUrl: dbUrl('postgres'), url: publicUrl, secretKey: keys.secretKey, log: progress })
  writeRecord(dataDir, { ...readRecord(dataDir), seeded: true })
}
