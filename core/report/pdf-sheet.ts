import type { jsPDF } from 'jspdf'
import type { Shelve } from './pdf-streams.ts'
import type { Type } from './pdf-type.ts'

export type Ink = readonly [red: number, green: number, blue: number]

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
} as const satisfies Record<string, Ink>

/** A4, in millimetres. */
export const page = { width: 210, height: 297, margin: 16, foot: 8 }
export const contentWidth = page.width - 2 * page.margin
/** Where the last line of a page may stand. */
export const lowest = page.height - page.margin - page.foot

/** A document with the place that is written next. Sections take a sheet, draw, and leave `y` beneath themselves. */
export interface Sheet {
  doc: jsPDF
  type: Type
  /** Called with each page that is full. */
  shelve: Shelve
  y: number
}

interface Looks {
  /** In points. */
  size?: number
  bold?: boolean
  ink?: Ink
  align?: 'left' | 'right' | 'center'
}

const shares = { left: 0, center: 0.5, right: 1 }

/** Writes one line of text; `y` is the baseline. */
export function write({ type }: Sheet, text: string, x: number, y: number, { size = 9, bold = false, ink = inks.text, align = 'left' }: Looks = {}): void {
  const left = align === 'left' ? x : x - shares[align] * type.width(text, size, bold)
  type.set(text, left, y, { size, bold, ink })
}

/** Writes lines of text, each on a baseline `step` millimetres beneath the one before, and leaves `y` on the last of them. */
export function writeLines(sheet: Sheet, lines: readonly string[], x: number, step: number, looks: Looks): void {
  for (const line of lines) {
    sheet.y += step
    write(sheet, line, x, sheet.y, looks)
  }
}

/** Starts a new page. */
export function turn(sheet: Sheet): void {
  sheet.shelve(sheet.doc.getNumberOfPages())
  sheet.doc.addPage()
  sheet.y = page.margin
}

/** Starts a new page unless `height` millimetres are left above the footer. */
export function reserve(sheet: Sheet, height: number): void {
  if (sheet.y + height > lowest) turn(sheet)
}

/** A section's heading, with its bookmark; keeps `below` millimetres of what follows on the same page. */
export function heading(sheet: Sheet, text: string, below: number): void {
  reserve(sheet, 12 + below)
  write(sheet, text, page.margin, sheet.y + 6, { size: 12, bold: true })
  sheet.doc.outline.add(null, text, { pageNumber: sheet.doc.getNumberOfPages() })
  sheet.y += 10
}
