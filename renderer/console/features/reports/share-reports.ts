import { classify, asAppError } from '../../../../core/domain/errors.ts'
import type { ReportShelf, ShelfReport } from '../../../kit/sync/report-shelf.ts'

/** What sharing asks of the cloud. Failures are AppErrors; both may be repeated. */
export interface ReportCloud {
  upload(path: string, file: Blob): Promise<void>
  /** Lists an uploaded report; the other members are told. */
  list(report: { id: string; hotel_id: string; from_day: string; to_day: string; path: string; bytes: number }): Promise<void>
}

async function share(report: ShelfReport, hotelId: string, cloud: ReportCloud): Promise<void> {
  const path = `${hotelId}/${report.id}.pdf`
  await cloud.upload(path, new Blob([report.bytes as Uint8Array<ArrayBuffer>], { type: 'application/pdf' }))
  await cloud.list({ id: report.id, hotel_id: hotelId, from_day: report.from, to_day: report.to, path, bytes: report.bytes.length })
}

/**
 * Brings every waiting report of the shelf to the cloud, the oldest first. Without network the rest goes on waiting; one that is
 * refused stays on the device, and `onRefused` hears why. Each step may be repeated, so an end anywhere loses and doubles nothing.
 */
export async function shareWaiting(shelf: ReportShelf, hotelId: string, cloud: ReportCloud, onRefused: (error: unknown) => void): Promise<void> {
  const waiting = await shelf.reports.where('sharing').equals('waiting').sortBy('madeAt')
  for (const report of waiting) {
    try {
      await share(report, hotelId, cloud)
      await shelf.reports.update(report.id, { sharing: 'shared' })
    } catch (error) {
      if (classify(asAppError(error)) !== 'rejected') return
      await shelf.reports.update(report.id, { sharing: 'here' })
      onRefused(error)
    }
  }
}
