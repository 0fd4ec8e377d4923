import type { jsPDF } from 'jspdf'
import { byteString } from './pdf-streams.ts'

/**
 * Type for a document: measures and sets text in several faces. jspdf's own `text` sorts out its options anew for every call and
 * knows one face at a time; a ledger of thousands of rows spends most of its time there, so text is written as PDF operators here
 * (ISO 32000-2, 9.4), and jspdf embeds the glyphs that were noted.
 */

/** A static TrueType face in its two weights. Only the glyphs in use end up in the file. */
export interface Face {
  name: string
  normal: Uint8Array
  bold: Uint8Array
}

type Style = 'normal' | 'bold'

/** What jspdf keeps of a font that was given to it, as far as text needs it. */
interface FontMetadata {
  /** 0 for what the font lacks. */
  characterToGlyph(codePoint: number): number
  /** In thousandths of the size. */
  widthOfGlyph(glyph: number): number
  glyIdsUsed: number[]
  toUnicode: Record<number, number>
  Unicode: { widths: (number | number[])[] }
}

interface Font {
  /** Its name in a page's resources: `F15`. */
  id: string
  fontName: string
  fontStyle: string
  used: boolean
  metadata: FontMetadata
}

interface Glyph {
  font: Font
  hex: string
  /** In thousandths of the size. */
  width: number
}

/** A text's place and looks: `size` in points, `ink` as three bytes. */
export interface Setting {
  size: number
  bold: boolean
  ink: readonly [red: number, green: number, blue: number]
}

/** The faces of one document, the first that has a letter sets it. */
export interface Type {
  /** Whether some face has the letter, in both weights. */
  has(codePoint: number): boolean
  /** The width of a text of one line in millimetres. */
  width(text: string, size: number, bold: boolean): number
  /** Sets a text of one line with its baseline's left end at `x`, `y`, in millimetres from the page's upper left corner. */
  set(text: string, x: number, y: number, setting: Setting): void
  /** Draws a level line of so many millimetres. */
  rule(x: number, y: number, width: number, thickness: number, ink: Setting['ink']): void
}

const pointsPerMm = 72 / 25.4
const styles: Style[] = ['normal', 'bold']

type Pair = Record<Style, Font>

function addFonts(doc: jsPDF, face: Face): Pair {
  const added = styles.map((style) => {
    doc.addFileToVFS(`${face.name}-${style}.ttf`, byteString(face[style]))
    doc.addFont(`${face.name}-${style}.ttf`, face.name, style, undefined, 'Identity-H')
    return [style, { ...doc.setFont(face.name, style).getFont(), used: false }]
  })
  return Object.fromEntries(added) as Pair
}

/** jspdf embeds a font that its own `text` has used; a blank shows nothing. */
function embed(doc: jsPDF, font: Font): void {
  if (font.used) return
  font.used = true
  doc.setFont(font.fontName, font.fontStyle)
  doc.text(' ', 0, 0)
}

/** A glyph as the page names it; noted for the file, once. */
function useGlyph(font: Font, codePoint: number): Glyph {
  const glyph = font.metadata.characterToGlyph(codePoint)
  const width = Math.trunc(font.metadata.widthOfGlyph(glyph))
  font.metadata.glyIdsUsed.push(glyph)
  font.metadata.toUnicode[glyph] = codePoint
  font.metadata.Unicode.widths.push(glyph, [width])
  return { font, hex: glyph.toString(16).padStart(4, '0'), width }
}

const colour = (ink: Setting['ink']): string => ink.map((value) => (value / 255).toFixed(3)).join(' ')
const length = (points: number): string => points.toFixed(2)

/** Gives the faces to a document. `pageHeight` in millimetres: PDF counts from the lower edge. */
export function openType(doc: jsPDF, faces: readonly Face[], pageHeight: number): Type {
  const fonts = faces.map((face) => addFonts(doc, face))
  // Typed nowhere, but what jspdf's own plugins write with.
  const { write } = doc.internal as unknown as { write(operators: string): void }
  const glyphs = { normal: new Map<string, Glyph>(), bold: new Map<string, Glyph>() }

  const faceOf = (codePoint: number) => fonts.find((pair) => styles.every((style) => pair[style].metadata.characterToGlyph(codePoint) > 0))

  function glyphOf(char: string, style: Style): Glyph {
    const known = glyphs[style].get(char)
    if (known) return known
    const codePoint = char.codePointAt(0) ?? 0
    const pair = faceOf(codePoint) ?? fonts[0]
    if (!pair) throw new RangeError('A document needs a face')
    embed(doc, pair[style])
    const glyph = useGlyph(pair[style], codePoint)
    glyphs[style].set(char, glyph)
    return glyph
  }

  return {
    // A glyph's letter is kept in two bytes in the file, so what lies beyond them is nobody's.
    has: (codePoint) => codePoint <= 0xffff && faceOf(codePoint) !== undefined,
    width(text, size, bold) {
      const style = bold ? 'bold' : 'normal'
      let sum = 0
      for (const char of text) sum += glyphOf(char, style).width
      return (sum * size) / 1000 / pointsPerMm
    },
    set(text, x, y, { size, bold, ink }) {
      const style = bold ? 'bold' : 'normal'
      let font: Font | null = null
      // Joined, not added up: V8 keeps a sum as a tree of its parts, of which a long ledger has millions.
      const parts: string[] = []
      for (const char of text) {
        const glyph = glyphOf(char, style)
        if (glyph.font !== font) {
          parts.push(font ? '> Tj\n/' : '/', glyph.font.id, ` ${size} Tf\n<`)
          font = glyph.font
        }
        parts.push(glyph.hex)
      }
      if (!font) return
      const place = `${length(x * pointsPerMm)} ${length((pageHeight - y) * pointsPerMm)} Td\n`
      write(['q\nBT\n', colour(ink), ' rg\n', place, ...parts, '> Tj\nET\nQ'].join(''))
    },
    rule(x, y, width, thickness, ink) {
      const [left, right, level] = [x, x + width, pageHeight - y].map((mm) => length(mm * pointsPerMm))
      write(['q\n', colour(ink), ' RG\n', length(thickness * pointsPerMm), ' w\n', left, ' ', level, ' m ', right, ' ', level, ' l S\nQ'].join(''))
    },
  }
}
