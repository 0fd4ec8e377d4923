import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StackError } from './errors.ts'

/** What a data folder remembers of how it was made. */
export interface DataRecord {
  /** Names the roles and schemas of the stack itself. */
  schema: string
  /** Names the migrations that were applied; empty when none were. */
  migrations: string
  seeded: boolean
}

const file = (dataDir: string): string => join(dataDir, 'state.json')

/** Reads what a data folder remembers; an unreadable record means a broken folder. */
export function readRecord(dataDir: string): DataRecord {
  try {
    return JSON.parse(readFileSync(file(dataDir), 'utf8')) as DataRecord
  } catch (cause) {
    throw brokenFolder(dataDir, `its state.json ${existsSync(file(dataDir)) ? 'cannot be read' : 'is missing'}`, cause)
  }
}

/** The error of a data folder whose parts do not fit together. */
export function brokenFolder(dataDir: string, why: string, cause?: unknown): StackError {
  return new StackError(
    'data-folder-broken',
    `The data folder ${dataDir} is broken: ${why}.`,
    'Start again with --fresh to make a new data folder (what is in it is lost), or restore it from a copy.',
    cause,
  )
}

/** Writes the record whole or not at all. */
export function writeRecord(dataDir: string, record: DataRecord): void {
  const draft = `${file(dataDir)}.new`
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`)
  renameSync(draft, file(dataDir))
}
