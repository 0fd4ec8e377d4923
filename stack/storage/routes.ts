import { createBucket, deleteBucket, emptyBucket, getBucket, listBuckets, updateBucket } from './buckets.ts'
import type { Call } from './call.ts'
import { getAuthenticated, getObject, getPublic, getSigned, info, infoAuthenticated, infoPublic } from './downloads.ts'
import { NotInLocalStack, noContent } from './errors.ts'
import { list, listV2 } from './listing.ts'
import { removeMany, removeOne } from './removals.ts'
import { signMany, signOne, signUpload } from './signing.ts'
import { copy, move } from './transfers.ts'
import { upload, uploadSigned } from './uploads.ts'

export type Handler = (call: Call) => Promise<void>

interface Route {
  method: string
  pattern: RegExp
  handler: Handler
}

/** `:bucket` is one segment, `*` the rest, slashes and all. */
function route(method: string, path: string, handler: Handler): Route {
  const pattern = path.replace(':bucket', '(?<bucket>[^/]+)').replace('*', '(?<name>.*)')
  return { method, pattern: new RegExp(`^${pattern}$`), handler }
}

const missing =
  (what: string): Handler =>
  async () => {
    throw new NotInLocalStack(what)
  }

async function status({ response }: Call): Promise<void> {
  response.writeHead(200, { 'content-length': 0 }).end()
}

// In order: the fixed words before the buckets' names, as in Storage itself.
const routes: Route[] = [
  route('GET', '/status', status),
  route('GET', '/bucket/?', listBuckets),
  route('POST', '/bucket/?', createBucket),
  route('GET', '/bucket/:bucket', getBucket),
  route('PUT', '/bucket/:bucket', updateBucket),
  route('DELETE', '/bucket/:bucket', deleteBucket),
  route('POST', '/bucket/:bucket/empty', emptyBucket),
  route('POST', '/object/list/:bucket', list),
  route('POST', '/object/list-v2/:bucket', listV2),
  route('POST', '/object/copy', copy),
  route('POST', '/object/move', move),
  route('POST', '/object/sign/:bucket', signMany),
  route('POST', '/object/sign/:bucket/*', signOne),
  route('GET', '/object/sign/:bucket/*', getSigned),
  route('POST', '/object/upload/sign/:bucket/*', signUpload),
  route('PUT', '/object/upload/sign/:bucket/*', uploadSigned),
  route('GET', '/object/info/public/:bucket/*', infoPublic),
  route('GET', '/object/info/authenticated/:bucket/*', infoAuthenticated),
  route('GET', '/object/info/:bucket/*', info),
  route('GET', '/object/public/:bucket/*', getPublic),
  route('GET', '/object/authenticated/:bucket/*', getAuthenticated),
  route('GET', '/object/:bucket/*', getObject),
  route('POST', '/object/:bucket/*', upload),
  route('PUT', '/object/:bucket/*', upload),
  route('DELETE', '/object/:bucket/*', removeOne),
  route('DELETE', '/object/:bucket', removeMany),
]

const elsewhere: [RegExp, Handler][] = [
  [/^\/render\//, missing('Image transformation')],
  [/^\/upload\/resumable/, missing('Resumable upload (TUS)')],
  [/^\/s3(\/|$)/, missing('The S3 protocol')],
  [/^\/(vector|iceberg)(\/|$)/, missing('This kind of bucket')],
  [/^\/cdn\//, missing('Purging a CDN')],
]

/** Finds who answers a request, and the bucket and the name in its path; undefined when nobody does. */
export function match(method: string, path: string): { handler: Handler; bucket: string; name: string } | undefined {
  const asked = method === 'HEAD' ? 'GET' : method
  for (const { method: offered, pattern, handler } of routes) {
    const found = offered === asked ? pattern.exec(path) : null
    if (found) return { handler, bucket: decode(found.groups?.['bucket']), name: decode(found.groups?.['name']) }
  }
  const other = elsewhere.find(([pattern]) => pattern.test(path))
  return other && { handler: other[1], bucket: '', name: '' }
}

function decode(part = ''): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw noContent(`'${part}' is not a valid url component`)
  }
}
