import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { isHeld, lockHeld, readLock } from './lock.ts'
import { clusterFolder } from './postgres/postgres.ts'

/** Makes the folder that holds all of a stack's data, where it does not exist. */
export function makeDataFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // As root, PostgreSQL's own account must get through to its folder in here; nobody can list what lies beside it.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
}

/** The folders that hold a stack's data: one, or two where PostgreSQL's account cannot reach the first. */
export function dataFolders(dataDir: string): string[] {
  return [dataDir, clusterFolder(dataDir)]
}

/** Deletes all data of a stopped stack. */
export function removeDataFolder(dataDir: string): void {
  for (const folder of dataFolders(dataDir)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Deletes all data, unless a running stack has it open. */
export async function forget(dataDir: string): Promise<void> {
  const holder = readLock(dataDir)
  if (holder && (await isHeld(holder))) throw lockHeld(dataDir, holder)
  removeDataFolder(dataDir)
}
