import { AppError, asAppError } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { CloudClient } from './client.ts'

/** A report that some member shared. `from_day` and `to_day` in hotel time, both included. */
export interface SharedReport {
  id: string
  from_day: string
  to_day: string
  path: string
  bytes: number
  created_at: string
}

const mostListed = 50

/** The shared reports of a hotel, the newest first. Rejects with an AppError. */
export async function readSharedReports(client: CloudClient, hotelId: string): Promise<SharedReport[]> {
  const { data, error, status } = await client
    .from('reports').select('id, from_day, to_day, path, bytes, created_at').eq('hotel_id', hotelId)
    .order('created_at', { ascending: false }).limit(mostListed)
  if (error) throw fromServerFailure({ ...error, status })
  return data
}

/** A shared report's file. Rejects with an AppError. */
export async function downloadReport(client: CloudClient, path: string): Promise<Uint8Array> {
  const { data, error } = await client.storage.from('reports').download(path)
  if (error) throw 'status' in error ? fromServerFailure({ status: Number(error.status), message: error.message }) : new AppError('offline', { cause: error })
  return new Uint8Array(await data.arrayBuffer())
}

/** Whether the server says that it has listed this report before: a repeated call has nothing more to do. */
export function isListed(error: unknown): boolean {
  const { code, detail } = asAppError(error)
  return code === 'wrong-state' && detail === 'saved'
}
