import type { ReportModel } from './model.ts'
import { contentWidth, fontName, heading, inks, page, reserve, write, type Sheet } from './pdf-sheet.ts'

/** The top of the first page: whose report, of when, how fresh, and what it cannot know yet. */
export function drawTitle(sheet: Sheet, model: ReportModel): void {
  const { doc } = sheet
  doc.setFillColor(...inks.primary)
  doc.rect(0, 0, page.width, 3, 'F')
  doc.setFont(fontName, 'bold')
  doc.setFontSize(20)
  const lines: string[] = doc.splitTextToSize(model.heading, contentWidth)
  for (const line of lines) {
    write(sheet, line, page.margin, sheet.y + 8, { size: 20, bold: true })
    sheet.y += 9
  }
  sheet.y += 6
  const [first = '', ...others] = model.facts
  write(sheet, first, page.margin, sheet.y, { size: 11, ink: inks.primary, bold: true })
  sheet.y += 5.5
  for (const fact of others) {
    write(sheet, fact, page.margin, sheet.y, { size: 9.5, ink: inks.muted })
    sheet.y += 4.8
  }
  if (model.warning) drawWarning(sheet, model.warning)
  sheet.y += 3
}

function drawWarning(sheet: Sheet, text: string): void {
  const { doc } = sheet
  doc.setFont(fontName, 'normal')
  doc.setFontSize(9)
  const lines: string[] = doc.splitTextToSize(text, contentWidth - 8)
  const height = lines.length * 4.4 + 4
  doc.setFillColor(...inks.warningPaper)
  doc.roundedRect(page.margin, sheet.y, contentWidth, height, 1.5, 1.5, 'F')
  for (const [index, line] of lines.entries()) write(sheet, line, page.margin + 4, sheet.y + 5.2 + index * 4.4, { ink: inks.warning })
  sheet.y += height + 2
}

/** The three totals, side by side. */
export function drawFigures(sheet: Sheet, model: ReportModel): void {
  const gap = 5
  const width = (contentWidth - gap * (model.figures.length - 1)) / model.figures.length
  const height = 25
  for (const [index, figure] of model.figures.entries()) {
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
export function drawFunnel(sheet: Sheet, { funnel }: ReportModel): void {
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
  const { doc } = sheet
  doc.setFont(fontName, 'normal')
  doc.setFontSize(9)
  const lines: string[] = doc.splitTextToSize(text, contentWidth)
  for (const line of lines) {
    reserve(sheet, 5)
    write(sheet, line, page.margin, sheet.y + 3.5, { ink: inks.muted })
    sheet.y += 4.6
  }
}
