/**
 * Reads the text of a PDF as jspdf writes it: objects in plain order, FlateDecode streams, text as glyph numbers that each
 * font's ToUnicode map turns into letters. For tests; one line of the result is one piece of text on the page. `inflate` undoes
 * FlateDecode (zlib), which core itself has no means for.
 */
export function extractPages(bytes: Uint8Array, inflate: (bytes: Uint8Array) => Uint8Array): string[] {
  const objects = objectsOf(toText(bytes), (text) => toText(inflate(toBytes(text))))
  const fonts = fontsOf(objects)
  return pageNumbers(objects).map((number) => {
    const contents = /\/Contents (\d+) 0 R/.exec(objects.get(number)?.head ?? '')
    return textOf(objects.get(Number(contents?.[1]))?.stream ?? '', fonts)
  })
}

interface PdfObject {
  head: string
  stream: string
}

/** One character per byte, and back. */
const toText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

function objectsOf(file: string, inflate: (text: string) => string): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>()
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', body] = (match[2] ?? '').split(/\nstream\n/)
    objects.set(Number(match[1]), { head, stream: decode(head, body, inflate) })
  }
  return objects
}

function decode(head: string, body: string | undefined, inflate: (text: string) => string): string {
  if (body === undefined) return ''
  const stream = body.slice(0, body.lastIndexOf('endstream'))
  return head.includes('/FlateDecode') ? inflate(stream) : stream
}

function pageNumbers(objects: Map<number, PdfObject>): number[] {
  const tree = [...objects.values()].find(({ head }) => head.includes('/Type /Pages'))
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.head ?? '')?.[1] ?? ''
  return [...kids.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]))
}

/** Font name on the page (`F15`) → glyph number in hex → letters. */
function fontsOf(objects: Map<number, PdfObject>): Map<string, Map<string, string>> {
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', number] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number))?.head ?? '')?.[1]
      fonts.set(name, lettersOf(objects.get(Number(map))?.stream ?? ''))
    }
  }
  return fonts
}

function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, glyph = '', code = ''] of map.matchAll(/<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>/g)) {
    letters.set(glyph.toLowerCase(), String.fromCodePoint(Number.parseInt(code, 16)))
  }
  return letters
}

function textOf(content: string, fonts: Map<string, Map<string, string>>): string {
  let letters = new Map<string, string>()
  const lines: string[] = []
  for (const [, font, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]*)> Tj/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? letters
    else lines.push((hex ?? '').replace(/.{4}/g, (glyph) => letters.get(glyph.toLowerCase()) ?? '\uFFFD'))
  }
  return lines.join('\n')
}
