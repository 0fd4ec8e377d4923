import type { jsPDF } from 'jspdf'

export type Ink = [red: number, green: number, blue: number]

/** The colours of a report: those of the apps in light mode. */
export const inks = {
  text: [24, 24, 27],
  muted: [82, 82, 91],
  line: [212, 212, 216],
  paper: [244, 244, 245],
  primary: [15, 118, 110],
  soft: [94, 194, 182],
  warning: [146, 64, 14],
  warningPaper: [254, 243, 199],
} satisfies Record<string, Ink>

export const fontName = 'NotoSans'

/** A4, in millimetres. */
export const page = { width: 210, height: 297, margin: 16, foot: 8 }
export const contentWidth = page.width - 2 * page.margin

/** A document with the place that is written next. Sections take a sheet, draw, and leave `y` beneath themselves. */
export interface Sheet {
  doc: jsPDF
  y: number
}

/** Writes one line of text. `size` in points; `y` is the baseline. */
export function write(
  { doc }: Sheet,
  text: string,
  x: number,
  y: number,
  { size = 9, bold = false, ink = inks.text as Ink, align = 'left' }: { size?: number; bold?: boolean; ink?: Ink; align?: 'left' | 'right' | 'center' } = {},
): void {
  doc.setFont(fontName, bold ? 'bold' : 'normal')
  doc.setFontSize(size)
  doc.setTextColor(...ink)
  doc.text(text, x, y, { align })
}

/** Starts a new page unless `height` millimetres are left above the footer. */
export function reserve(sheet: Sheet, height: number): void {
  if (sheet.y + height <= page.height - page.margin - page.foot) return
  sheet.doc.addPage()
  sheet.y = page.margin
}

/** Shortens a text with an ellipsis until it fits into `width` millimetres at the current font. */
export function fit({ doc }: Sheet, text: string, width: number): string {
  if (doc.getTextWidth(text) <= width) return text
  let shown = [...text]
  while (shown.length > 0 && doc.getTextWidth(`${shown.join('')}…`) > width) shown = shown.slice(0, -1)
  return `${shown.join('').trimEnd()}…`
}

/** A section's heading; keeps `below` millimetres of what follows on the same page. */
export function heading(sheet: Sheet, text: string, below: number): void {
  reserve(sheet, 12 + below)
  write(sheet, text, page.margin, sheet.y + 6, { size: 12, bold: true })
  sheet.y += 10
}
