import { Dexie, type Table } from 'dexie'
import type { ReportLogo } from '../../../core/report/pdf-summary.ts'
import { replicaPrefix } from './open-sync.ts'
import { fromStorageFailure } from './storage-failure.ts'

/** Where a report of this device stands: kept here, on its way to the cloud, or there for all members. */
export type Sharing = 'here' | 'waiting' | 'shared'

/** A report that was made on this device. */
export interface ShelfReport {
  id: string
  name: string
  /** Days in hotel time, both included. */
  from: string
  to: string
  /** Epoch milliseconds. */
  madeAt: number
  bytes: Uint8Array
  unshown: string[]
  sharing: Sharing
  /** Whether it made itself. */
  automatic: boolean
}

/** A hotel's logo as reports draw it, by the path of the picture it was made from. */
export type ShelfLogo = ReportLogo & { path: string }

/** The reports of one member and hotel that were made on this device, so that they can be opened without network. */
export interface ReportShelf {
  reports: Table<ShelfReport, string>
  /** Kept, so that a report made without network has it too, and the same bytes each time. */
  logos: Table<ShelfLogo, string>
  /** Puts a report on the shelf and takes off the oldest that nobody waits for. Rejects with `storage-full` where the device has no room. */
  keep(report: ShelfReport): Promise<void>
  close(): void
}

const mostKept = 40

/** Opens the shelf. It lies beside the replica, and is deleted with it when its user signs out. */
export function openShelf(userId: string, hotelId: string): ReportShelf {
  const db = new Dexie(`${replicaPrefix(userId)}${hotelId}:reports`)
  db.version(1).stores({ reports: 'id,madeAt,sharing', logos: 'path' })
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: true })
    return false
  })
  const reports = db.table<ShelfReport, string>('reports')
  return {
    reports,
    logos: db.table<ShelfLogo, string>('logos'),
    async keep(report) {
      try {
        await reports.put(report)
        const old = await reports.orderBy('madeAt').reverse().offset(mostKept).filter(({ sharing }) => sharing !== 'waiting').primaryKeys()
        await reports.bulkDelete(old)
      } catch (error) {
        throw fromStorageFailure(error)
      }
    },
    close: () => db.close(),
  }
}
