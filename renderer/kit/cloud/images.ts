import { AppError } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { CloudClient } from './client.ts'

/** The address of a picture in the public bucket `coupon-images`. */
export function publicImageUrl(client: CloudClient, path: string): string {
  return client.storage.from('coupon-images').getPublicUrl(path).data.publicUrl
}

/** Uploads a picture or report under a path of its own. Rejects with `file-type`, `too-large`, `not-allowed` or `offline`. */
export async function uploadImage(client: CloudClient, bucket: 'coupon-images' | 'avatars' | 'reports', path: string, blob: Blob): Promise<void> {
  const { error } = await client.storage.from(bucket).upload(path, blob, { contentType: blob.type, upsert: true, cacheControl: '31536000' })
  if (error) throw storageFailure(error)
}

/** Storage answers most refusals with HTTP 400 and the real status as text in the body. */
function storageFailure(error: Error & { status?: number | undefined; statusCode?: string | undefined }): AppError {
  const status = Number(error.statusCode ?? error.status ?? 0)
  if (status === 415) return new AppError('file-type', { cause: error })
  return fromServerFailure({ status: Number.isNaN(status) ? (error.status ?? 0) : status, message: error.message })
}

/** A file of a private bucket. */
export async function downloadFile(client: CloudClient, bucket: 'avatars', path: string): Promise<Blob> {
  const { data, error } = await client.storage.from(bucket).download(path)
  if (error) throw storageFailure(error)
  return data
}

/** Removes files; what is not there any more counts as removed. */
export async function removeFiles(client: CloudClient, bucket: 'avatars', paths: string[]): Promise<void> {
  const { error } = await client.storage.from(bucket).remove(paths)
  if (error) throw storageFailure(error)
}
