import { breakLines } from './line-breaks.ts'
import type { ReportFunnel, ReportModel } from './model.ts'
import { contentWidth, heading, inks, page, reserve, write, writeLines, type Sheet } from './pdf-sheet.ts'

/** A picture in the upper right corner: PNG or JPEG, and its size in pixels. */
export interface ReportLogo {
  format: 'PNG' | 'JPEG'
  bytes: Uint8Array
  width: number
  height: number
}

const logoBox = { width: 42, height: 20 }
/** More facts or longer ones than fit here say nothing more. */
const mostLines = 4

function lines({ type }: Sheet, text: string, width: number, size: number, bold: boolean): string[] {
  return breakLines(text, width, (part) => type.width(part, size, bold), mostLines)
}

/** Draws the logo into its box. A picture that cannot be read is left out: the report is worth more than its decoration. */
function drawLogo({ doc, y }: Sheet, logo: ReportLogo): boolean {
  const scale = Math.min(logoBox.width / logo.width, logoBox.height / logo.height)
  const [width, height] = [logo.width * scale, logo.height * scale]
  try {
    doc.addImage(logo.bytes, logo.format, page.width - page.margin - width, y + 1, width, height, 'logo', 'FAST')
    return true
  } catch {
    return false
  }
}

/** The top of the first page: whose report, of when, how fresh, and what it cannot know yet. */
export function drawTitle(sheet: Sheet, model: ReportModel, logo: ReportLogo | null): void {
  sheet.doc.setFillColor(...inks.primary)
  sheet.doc.rect(0, 0, page.width, 3, 'F')
  const end = sheet.y + 1 + logoBox.height
  const drawn = logo !== null && drawLogo(sheet, logo)
  const width = contentWidth - (drawn ? logoBox.width + 6 : 0)
  sheet.y -= 1
  writeLines(sheet, lines(sheet, model.heading, width, 20, true), page.margin, 9, { size: 20, bold: true })
  sheet.y += 2
  const [first = '', ...others] = model.facts
  writeLines(sheet, lines(sheet, first, width, 11, true), page.margin, 5.5, { size: 11, bold: true, ink: inks.primary })
  for (const fact of others) writeLines(sheet, lines(sheet, fact, width, 9.5, false), page.margin, 4.9, { size: 9.5, ink: inks.muted })
  sheet.y = Math.max(sheet.y + 4, drawn ? end : 0)
  for (const warning of model.warnings) drawWarning(sheet, warning)
  sheet.y += 3
}

function drawWarning(sheet: Sheet, text: string): void {
  const shown = lines(sheet, text, contentWidth - 8, 9, false)
  const height = shown.length * 4.4 + 4
  sheet.doc.setFillColor(...inks.warningPaper)
  sheet.doc.roundedRect(page.margin, sheet.y, contentWidth, height, 1.5, 1.5, 'F')
  sheet.y += 0.8
  writeLines(sheet, shown, page.margin + 4, 4.4, { ink: inks.warning })
  sheet.y += 5.2
}

/** The three totals, side by side. */
export function drawFigures(sheet: Sheet, { figures }: ReportModel): void {
  if (figures.length === 0) return
  const gap = 5
  const width = (contentWidth - gap * (figures.length - 1)) / figures.length
  const height = 25
  for (const [index, figure] of figures.entries()) {
    const x = page.margin + index * (width + gap)
    sheet.doc.setFillColor(...inks.paper)
    sheet.doc.roundedRect(x, sheet.y, width, height, 2, 2, 'F')
    write(sheet, figure.label, x + 5, sheet.y + 7, { ink: inks.muted })
    write(sheet, figure.value, x + 5, sheet.y + 15.5, { size: 18, bold: true })
    write(sheet, figure.note, x + 5, sheet.y + 21, { size: 8, ink: inks.muted })
  }
  sheet.y += height + 4
}

/** Views, redemptions and uses as bars of one scale, each with its share of the one above. */
export function drawFunnel(sheet: Sheet, funnel: ReportFunnel): void {
  const row = 8
  const labelWidth = 30
  const noteWidth = 62
  heading(sheet, funnel.heading, row * funnel.steps.length)
  const full = contentWidth - labelWidth - noteWidth
  const most = Math.max(1, ...funnel.steps.map((step) => step.count))
  for (const step of funnel.steps) {
    const x = page.margin + labelWidth
    write(sheet, step.label, page.margin, sheet.y + 4.6)
    sheet.doc.setFillColor(...inks.paper)
    sheet.doc.rect(x, sheet.y + 1, full, row - 3, 'F')
    sheet.doc.setFillColor(...inks.primary)
    if (step.count > 0) sheet.doc.rect(x, sheet.y + 1, Math.max(0.4, (full * step.count) / most), row - 3, 'F')
    write(sheet, step.value, x + full + 4, sheet.y + 4.6, { bold: true })
    write(sheet, step.share, page.width - page.margin, sheet.y + 4.6, { size: 8, ink: inks.muted, align: 'right' })
    sheet.y += row
  }
  sheet.y += 2
}

/** The last words of a report: what its fonts could not show. */
export function drawNote(sheet: Sheet, text: string): void {
  for (const line of breakLines(text, contentWidth, (part) => sheet.type.width(part, 9, false))) {
    reserve(sheet, 5)
    write(sheet, line, page.margin, sheet.y + 3.5, { ink: inks.muted })
    sheet.y += 4.6
  }
}
