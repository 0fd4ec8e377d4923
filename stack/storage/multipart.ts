import { noContent, tooLarge } from './errors.ts'

/** One part of a form: its name, its file name and type when it is a file, and its bytes as they come. */
export interface Part {
  name: string
  filename: string | undefined
  contentType: string | undefined
  body: AsyncIterable<Uint8Array>
}

// A part's headers are a few hundred bytes; whoever sends more is not a browser.
const maxHeaderBytes = 16 * 1024

/** The boundary in a `multipart/form-data` content type. */
export function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (!boundary) throw noContent('Multipart: Boundary not found')
  return boundary
}

/**
 * Reads a form part by part without holding more than a chunk. Each part's body has to be read to its end
 * before the next part is asked for; a form that ends early throws.
 */
export async function* readParts(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const input = createInput(source)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first boundary has no line break before it; with one put there, all boundaries look alike.
  input.prepend(Buffer.from('\r\n'))
  for await (const _ of input.until(delimiter)) continue
  while (true) {
    if ((await input.take(2)).toString('latin1') === '--') return
    const headers = parseHeaders(await input.header())
    yield { ...headers, body: input.until(delimiter) }
  }
}

/** The text of a part that is a plain field. */
export async function readText(part: Part, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of part.body) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(part.name === 'metadata' ? 'user_metadata' : 'field')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function createInput(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const next = await chunks.next()
    if (next.done) throw noContent('Unexpected end of form')
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value])
  }

  async function take(count: number): Promise<Buffer> {
    while (held.length < count) await more()
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }

  /** Yields what stands before the mark, and eats the mark. */
  async function* until(mark: Buffer): AsyncGenerator<Uint8Array> {
    while (true) {
      const at = held.indexOf(mark)
      if (at >= 0) {
        const before = held.subarray(0, at)
        held = held.subarray(at + mark.length)
        if (before.length > 0) yield before
        return
      }
      // The mark may have begun in the last bytes, so these wait for the next chunk.
      const safe = held.length - (mark.length - 1)
      if (safe > 0) {
        const before = held.subarray(0, safe)
        held = held.subarray(safe)
        yield before
      }
      await more()
    }
  }

  async function header(): Promise<string> {
    let at = held.indexOf('\r\n\r\n')
    while (at < 0) {
      if (held.length > maxHeaderBytes) throw noContent('Multipart: Header too long')
      await more()
      at = held.indexOf('\r\n\r\n')
    }
    return (await take(at + 4)).toString('utf8')
  }

  return { take, until, header, prepend: (bytes: Buffer) => void (held = Buffer.concat([bytes, held])) }
}

function parseHeaders(text: string): Omit<Part, 'body'> {
  const disposition = /^content-disposition:(.*)$/im.exec(text)?.[1] ?? ''
  const quoted = (key: string): string | undefined =>
    new RegExp(`[;\\s]${key}="([^"]*)"`, 'i').exec(disposition)?.[1]?.replaceAll('%22', '"')
  return {
    name: quoted('name') ?? '',
    filename: quoted('filename'),
    contentType: /^content-type:\s*(.*?)\s*$/im.exec(text)?.[1],
  }
}
