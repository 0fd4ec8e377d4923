import type { Counts } from './figures.ts'

/** A table of finished texts. `foot` is the line of sums; `empty` stands where there are no rows. */
export interface ReportTable {
  heading: string
  columns: {
    label: string
    align: 'left' | 'right'
    /** Share of the table's width, in percent. */
    width: number
    /** Its texts are cut to one line: for a text that comes again and again. */
    oneLine?: boolean
  }[]
  rows: string[][]
  foot: string[] | null
  empty: string
}

/** Bars of one scale, each with its share of the one above. */
export interface ReportFunnel {
  heading: string
  steps: { label: string; count: number; value: string; share: string }[]
}

/** What happened day by day. */
export interface ReportChart {
  viewsHeading: string
  countsHeading: string
  redemptionsLabel: string
  usesLabel: string
  days: (Counts & { label: string })[]
}

/** A report as it will be read: every text finished, nothing left to decide but the drawing. Null: not asked for. */
export interface ReportModel {
  language: string
  title: string
  author: string
  /** When the data was last known to be complete, ISO 8601. It dates the file, so that the same data gives the same bytes. */
  dataAt: string
  heading: string
  /** The lines beneath the heading: range, “as of”, coupons. */
  facts: string[]
  /** Sentences about what the report cannot know yet. */
  warnings: string[]
  figures: { label: string; value: string; note: string }[]
  funnel: ReportFunnel | null
  chart: ReportChart | null
  tables: ReportTable[]
  /** The note at the end where the fonts lacked characters, with `{chars}`. */
  unshown: string
  footer: { left: string; /** With `{page}` and `{pages}`. */ page: string }
}
