import { DatabaseError } from 'pg'

interface Fault {
  /** Stands in the body as `statusCode`; the HTTP status is 400 unless `http` says otherwise. */
  status: number
  code: string
  message: string
  /** The older name of the error, where it differs from `code`. */
  error?: string
  http?: number
}

/** An answer that is not a success, in the words of Supabase Storage. */
export class StorageError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }

  get http(): number {
    return this.fault.http ?? (this.fault.status === 500 ? 500 : 400)
  }

  get body(): Record<string, unknown> {
    const { status, code, message, error = code } = this.fault
    return { statusCode: String(status), error, message, code }
  }
}

const fault = (status: number, code: string, message: string, error = code): StorageError =>
  new StorageError({ status, code, message, error })

export const noSuchBucket = () => fault(404, 'NoSuchBucket', 'Bucket not found', 'Bucket not found')
export const noSuchKey = () => fault(404, 'NoSuchKey', 'Object not found', 'not_found')
export const keyExists = () => fault(409, 'KeyAlreadyExists', 'The resource already exists', 'Duplicate')
export const bucketExists = () => fault(409, 'BucketAlreadyExists', 'The resource already exists', 'Duplicate')
export const bucketNotEmpty = () => fault(409, 'ResourceNotEmpty', 'The bucket you tried to delete is not empty')
export const accessDenied = (message = 'Access denied') => fault(403, 'AccessDenied', message, 'Unauthorized')
export const invalidKey = (key: string) => fault(400, 'InvalidKey', `Invalid key: ${key}`)
export const invalidBucketName = () => fault(400, 'InvalidBucketName', 'Bucket name invalid', 'Invalid Input')
export const invalidMimeType = (type: string) =>
  fault(415, 'InvalidMimeType', `mime type ${type} is not supported`, 'invalid_mime_type')
export const tooLarge = (what = 'object') =>
  fault(413, 'EntityTooLarge', `The ${what} exceeded the maximum allowed size`, 'Payload too large')
export const invalidJwt = (message: string) => fault(400, 'InvalidJWT', message)
export const invalidSignature = (message = 'Invalid signature') => fault(400, 'InvalidSignature', message)
export const noContent = (message = 'No content provided') => fault(400, 'InvalidRequest', message)
export const invalidFileSizeLimit = () =>
  fault(400, 'InvalidRequest', 'Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B')
export const invalidCursor = () => fault(400, 'InvalidParameter', 'Invalid Parameter continuation token')
export const invalidRange = () =>
  new StorageError({ status: 416, http: 416, code: 'InvalidRange', error: 'invalid_range', message: 'invalid range provided' })

/** A request of the wrong shape; `message` names the part: `body must have required property 'prefix'`. */
export const invalidRequest = (message: string) => fault(400, 'InvalidRequest', message, 'Error')

/** A call that real Storage answers and this stand-in does not. Never a wrong success. */
export class NotInLocalStack extends Error {
  readonly http = 501
  readonly body: Record<string, unknown>

  constructor(what: string) {
    super(`${what} is not in the local stack`)
    this.body = { code: 'not_in_local_stack', message: this.message }
  }
}

/** Puts a refusal of the database into Storage's words. Whatever is not one is given back as it is. */
export function fromDatabase(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  switch (error.code) {
    case '42501':
      return accessDenied(
        error.message.includes('row-level security') ? 'new row violates row-level security policy' : error.message,
      )
    case '23505':
      return fault(409, 'ResourceAlreadyExists', 'The resource already exists', 'Duplicate')
    case '23503':
      return error.detail?.includes('is still referenced')
        ? fault(409, 'ResourceReferenced', 'The resource could not be updated or removed due to a foreign key constraint')
        : fault(404, 'InvalidRequest', 'The related resource does not exist')
    case '22P02':
      return fault(400, 'InvalidParameter', error.message)
    case '55P03':
      return fault(423, 'ResourceLocked', 'The resource is locked')
    case '57014':
      return new StorageError({ status: 544, http: 544, code: 'DatabaseTimeout', message: 'The connection to the database timed out' })
    default:
      return fault(500, 'DatabaseError', `database error, code: ${error.code}`)
  }
}

/** True when the database refused because the same key stands already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof StorageError && error.fault.code === 'ResourceAlreadyExists'
}
