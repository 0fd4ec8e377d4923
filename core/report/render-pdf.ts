import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { jsPDF } from 'jspdf'
import { codePoints, legible } from './legible.ts'
import type { ReportModel } from './model.ts'
import { drawCharts } from './pdf-chart.ts'
import { contentWidth, fit, fontName, inks, page, write, type Sheet } from './pdf-sheet.ts'
import { drawFigures, drawFunnel, drawNote, drawTitle } from './pdf-summary.ts'
import { drawTable } from './pdf-table.ts'
import { fill } from './words.ts'

/** Two static TrueType fonts that hold every letter of the report. Only the glyphs in use end up in the file. */
export interface ReportFonts {
  normal: Uint8Array
  bold: Uint8Array
}

/** jspdf takes a font as a string of bytes; in pieces, since a call has room for some ten thousand arguments. */
function byteString(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 8192) text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  return text
}

/** `D:YYYYMMDDHHmmSS+00'00'`: given as text, since jspdf writes a Date in the zone of the machine. */
function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14)}+00'00'`
}

function openDocument(model: ReportModel, fonts: ReportFonts): jsPDF {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true })
  for (const style of ['normal', 'bold'] as const) {
    doc.addFileToVFS(`${style}.ttf`, byteString(fonts[style]))
    doc.addFont(`${style}.ttf`, fontName, style, undefined, 'Identity-H')
  }
  doc.setProperties({ title: model.title, subject: model.facts.join(' · '), author: model.author, creator: 'Hotel Coupons' })
  doc.setLanguage(model.language as Parameters<jsPDF['setLanguage']>[0])
  doc.viewerPreferences({ DisplayDocTitle: true })
  doc.setCreationDate(pdfDate(model.dataAt) as unknown as Date)
  doc.setFileId(bytesToHex(sha256(utf8ToBytes(JSON.stringify(model)))).slice(0, 32))
  return doc
}

function drawFooters(sheet: Sheet, { footer }: ReportModel): void {
  const pages = sheet.doc.getNumberOfPages()
  const y = page.height - page.margin + 4
  for (let number = 1; number <= pages; number += 1) {
    sheet.doc.setPage(number)
    sheet.doc.setDrawColor(...inks.line)
    sheet.doc.setLineWidth(0.15)
    sheet.doc.line(page.margin, y - 5, page.width - page.margin, y - 5)
    write(sheet, fill(footer.page, { page: number, pages }), page.width - page.margin, y, { size: 8, ink: inks.muted, align: 'right' })
    write(sheet, fit(sheet, footer.left, contentWidth - 40), page.margin, y, { size: 8, ink: inks.muted })
  }
}

/** What jspdf knows of a font that was given to it. */
interface FontMetadata {
  /** 0 for what the font lacks. */
  characterToGlyph(codePoint: number): number
}

function holds(doc: jsPDF): (codePoint: number) => boolean {
  const fonts = (['normal', 'bold'] as const).map((style) => doc.setFont(fontName, style).getFont().metadata as FontMetadata)
  return (codePoint) => fonts.every((font) => font.characterToGlyph(codePoint) !== 0)
}

/** A finished report, and the characters that it shows as a mark, since its fonts lack them. */
export interface ReportFile {
  bytes: Uint8Array
  unshown: string[]
}

/**
 * Draws a report as a PDF (A4). The same model and fonts give the same bytes. `onProgress` hears shares from 0 to 1; what it
 * throws ends the drawing.
 */
export function renderPdf(asked: ReportModel, fonts: ReportFonts, onProgress: (share: number) => void = () => {}): ReportFile {
  onProgress(0)
  const sheet: Sheet = { doc: openDocument(asked, fonts), y: page.margin }
  const { model, unshown } = legible(asked, holds(sheet.doc))
  drawTitle(sheet, model)
  drawFigures(sheet, model)
  drawFunnel(sheet, model)
  drawCharts(sheet, model)
  const rows = model.tables.reduce((sum, table) => sum + table.rows.length, 0)
  let drawn = 0
  for (const table of model.tables) {
    drawTable(sheet, table, () => {
      drawn += 1
      // Writing the file at the end takes about a tenth of the time.
      if (drawn % 50 === 0) onProgress((0.9 * drawn) / rows)
    })
  }
  if (unshown.length > 0) drawNote(sheet, fill(model.unshown, { chars: codePoints(unshown) }))
  drawFooters(sheet, model)
  onProgress(0.9)
  const bytes = new Uint8Array(sheet.doc.output('arraybuffer'))
  onProgress(1)
  return { bytes, unshown }
}
