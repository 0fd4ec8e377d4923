import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { jsPDF } from 'jspdf'
import { codePoints, legible } from './legible.ts'
import { fitText } from './line-breaks.ts'
import type { ReportModel } from './model.ts'
import { drawCharts } from './pdf-chart.ts'
import { contentWidth, inks, page, write, type Sheet } from './pdf-sheet.ts'
import { drawFigures, drawFunnel, drawNote, drawTitle, type ReportLogo } from './pdf-summary.ts'
import { drawTable } from './pdf-table.ts'
import { flattenStreams, openShelf } from './pdf-streams.ts'
import { openType, type Face } from './pdf-type.ts'
import { fill } from './words.ts'

/** What a report is drawn with, beside its texts: faces, the first that has a letter sets it, and the hotel's logo. */
export interface ReportArt {
  faces: readonly Face[]
  logo: ReportLogo | null
}

/** `D:YYYYMMDDHHmmSS+00'00'`: given as text, since jspdf writes a Date in the zone of the machine. */
function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14)}+00'00'`
}

/** jspdf turns these into arguments of one call, letter by letter. */
const brief = (text: string): string => text.slice(0, 500)

/** A number for the file that its content decides. Row by row, since a long ledger is megabytes of text. */
function fileId(model: ReportModel): string {
  const hash = sha256.create()
  const add = (part: unknown) => hash.update(utf8ToBytes(`${JSON.stringify(part)}\n`))
  add({ ...model, tables: null })
  for (const { rows, ...table } of model.tables) [table, ...rows].forEach(add)
  return bytesToHex(hash.digest()).slice(0, 32)
}

function openDocument(model: ReportModel): jsPDF {
  flattenStreams()
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true })
  doc.setProperties({ title: brief(model.title), subject: brief(model.facts.join(' · ')), author: brief(model.author), creator: 'Hotel Coupons' })
  doc.setLanguage(model.language as Parameters<jsPDF['setLanguage']>[0])
  doc.viewerPreferences({ DisplayDocTitle: true })
  doc.setCreationDate(pdfDate(model.dataAt) as unknown as Date)
  doc.setFileId(fileId(model))
  return doc
}

function drawFooters(sheet: Sheet, { footer }: ReportModel): void {
  const pages = sheet.doc.getNumberOfPages()
  const y = page.height - page.margin + 4
  const left = fitText(footer.left, contentWidth - 40, (text) => sheet.type.width(text, 8, false))
  for (let number = 1; number <= pages; number += 1) {
    sheet.doc.setPage(number)
    sheet.type.rule(page.margin, y - 5, contentWidth, 0.15, inks.line)
    write(sheet, fill(footer.page, { page: number, pages }), page.width - page.margin, y, { size: 8, ink: inks.muted, align: 'right' })
    write(sheet, left, page.margin, y, { size: 8, ink: inks.muted })
  }
}

/** A finished report, and the characters that it shows as a mark, since its fonts lack them. */
export interface ReportFile {
  bytes: Uint8Array
  unshown: string[]
}

/**
 * Draws a report as a PDF (A4). The same model, faces and logo give the same bytes. `onProgress` hears shares from 0 to 1; what it
 * throws ends the drawing.
 */
export function renderPdf(asked: ReportModel, { faces, logo }: ReportArt, onProgress: (share: number) => void = () => {}): ReportFile {
  onProgress(0)
  const doc = openDocument(asked)
  const sheet: Sheet = { doc, type: openType(doc, faces, page.height), shelve: openShelf(doc), y: page.margin }
  const { model, unshown } = legible(asked, sheet.type.has)
  drawTitle(sheet, model, logo)
  drawFigures(sheet, model)
  if (model.funnel) drawFunnel(sheet, model.funnel)
  if (model.chart) drawCharts(sheet, model.chart, model.language)
  const rows = model.tables.reduce((sum, table) => sum + table.rows.length, 0)
  let drawn = 0
  for (const table of model.tables) {
    drawTable(sheet, table, () => {
      drawn += 1
      // Writing the file at the end takes about a third of the time.
      if (drawn % 50 === 0) onProgress((0.65 * drawn) / rows)
    })
  }
  if (unshown.length > 0) drawNote(sheet, fill(model.unshown, { chars: codePoints(unshown) }))
  drawFooters(sheet, model)
  onProgress(0.7)
  const bytes = new Uint8Array(doc.output('arraybuffer'))
  onProgress(1)
  return { bytes, unshown }
}
