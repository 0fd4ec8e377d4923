import { AppError, type ErrorCode } from '../../../core/domain/errors.ts'

/** What IndexedDB and Dexie throw, by name. */
const byName: Record<string, ErrorCode> = {
  QuotaExceededError: 'storage-full',
  MissingAPIError: 'storage-unavailable',
  SecurityError: 'storage-unavailable',
  InvalidAccessError: 'storage-unavailable',
  VersionError: 'upgrade-required',
  UpgradeError: 'storage-broken',
  OpenFailedError: 'storage-broken',
  NotFoundError: 'storage-broken',
  UnknownError: 'storage-broken',
  DataError: 'storage-broken',
  DatabaseClosedError: 'stopped',
}

/** A failure of the local store as an AppError; what a transaction's own work threw goes through as it is. */
export function fromStorageFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const inner = (error as { inner?: Error }).inner
  const code = byName[inner?.name ?? ''] ?? byName[error.name]
  return code ? new AppError(code, { cause: error }) : error
}
