import { invalidBucketName, invalidKey } from './errors.ts'

// What S3 calls safe, and what needs care there; the hyphen stands last so that it is no range.
const objectKey = /^[A-Za-z0-9_/!.*'() &$=@;:+,?-]+$/
const bucketName = /^[A-Za-z0-9_!.*'() &$=@;:+,?-]{1,100}$/

/** Refuses an object's name that Storage would refuse. Files lie on disk by id, so this is no defence of the disk. */
export function checkKey(bucket: string, name: string): void {
  if (!objectKey.test(name)) throw invalidKey(name)
  const path = `${bucket}/${name}`
  if (path.split('/').some((part) => part === '.' || part === '..')) throw invalidKey(`${path} contains dot path segment`)
}

/** Refuses a bucket's name that Storage would refuse. */
export function checkBucketName(name: string): void {
  if (name.trim() !== name || !bucketName.test(name)) throw invalidBucketName()
}
