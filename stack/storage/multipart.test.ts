import { expect, test } from 'vitest'
import { boundaryOf, readParts, readText } from './multipart.ts'

const file = Buffer.from('first\r\n--b\r\n--boundar\r\n\r\n-\r\n--boundar\0\xff last\r\n', 'latin1')
const form = Buffer.concat([
  Buffer.from('--boundary\r\nContent-Disposition: form-data; name="cacheControl"\r\n\r\n3600\r\n'),
  Buffer.from('--boundary\r\ncontent-disposition: form-data; name=""; filename="a%22b.png"\r\nContent-Type: image/png\r\n\r\n'),
  file,
  Buffer.from('\r\n--boundary--\r\n'),
])

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function readForm(bytes: Buffer, size: number): Promise<object[]> {
  const parts: object[] = []
  for await (const part of readParts(inPieces(bytes, size), 'boundary')) {
    const { name, filename, contentType } = part
    if (filename === undefined) parts.push({ name, text: await readText(part, 100) })
    else {
      const chunks: Uint8Array[] = []
      for await (const chunk of part.body) chunks.push(chunk)
      parts.push({ name, filename, contentType, bytes: Buffer.concat(chunks).toString('latin1') })
    }
  }
  return parts
}

test('a form is the same however the network cuts it', async () => {
  const whole = [
    { name: 'cacheControl', text: '3600' },
    { name: '', filename: 'a"b.png', contentType: 'image/png', bytes: file.toString('latin1') },
  ]
  for (let size = 1; size <= form.length; size++) expect(await readForm(form, size), `in pieces of ${size}`).toEqual(whole)
})

test('a form cut short anywhere throws', async () => {
  for (let length = 0; length < form.length - 4; length++) {
    await expect(readForm(form.subarray(0, length), 7), `after ${length} bytes`).rejects.toThrow('Unexpected end of form')
  }
})

test('a field longer than allowed throws', async () => {
  const long = Buffer.from(`--boundary\r\ncontent-disposition: form-data; name="x"\r\n\r\n${'y'.repeat(101)}\r\n--boundary--`)
  await expect(readForm(long, 10)).rejects.toThrow('maximum allowed size')
})

test('the boundary stands in the content type, quoted or not', () => {
  expect(boundaryOf('multipart/form-data; boundary=----x1; charset=utf-8')).toBe('----x1')
  expect(boundaryOf('multipart/form-data;boundary="a b"')).toBe('a b')
  expect(() => boundaryOf('multipart/form-data')).toThrow('Boundary not found')
})
