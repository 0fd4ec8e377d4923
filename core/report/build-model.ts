import type { Hotel } from '../domain/rows.ts'
import { bookTable, correctionTable, couponDayTable, dayTable, redemptionTable, statusTable } from './build-tables.ts'
import type { Figures } from './figures.ts'
import { formatsOf, type Formats } from './formats.ts'
import type { ReportChart, ReportFunnel, ReportModel, ReportTable } from './model.ts'
import { sections as everySection, type Section } from './sections.ts'
import { fill, type ReportWords } from './words.ts'

/** What surrounds the figures: whose they are, how fresh, in which language, and which parts are asked for. */
export interface ReportContext {
  hotel: Hotel
  /** When the replica was last level with the cloud; null: never. */
  syncedAt: string | null
  /** Commands of this device that the cloud has not confirmed. */
  pending: number
  locale: string
  words: ReportWords
  /** All where it is absent. */
  sections?: ReadonlySet<Section>
  /** The titles of the coupons it is about; null or absent: all. */
  chosen?: readonly string[] | null
}

/** `12 % of views`; nothing where there were none. */
function note(text: string, f: Formats, part: number, whole: number): string {
  return whole === 0 ? '' : fill(text, { share: f.share(part, whole) })
}

function stepsOf({ totals }: Figures, words: ReportWords, f: Formats) {
  const { views, redemptions, uses } = totals
  return [
    { label: words.views, count: views, value: f.count(views), share: '' },
    { label: words.redemptions, count: redemptions, value: f.count(redemptions), share: note(words.redemptionRateNote, f, redemptions, views) },
    { label: words.uses, count: uses, value: f.count(uses), share: note(words.useRateNote, f, uses, redemptions) },
  ]
}

function summaryOf(figures: Figures, words: ReportWords, f: Formats): { figures: ReportModel['figures']; funnel: ReportFunnel } {
  const steps = stepsOf(figures, words, f)
  return { figures: steps.map(({ label, value, share }) => ({ label, value, note: share })), funnel: { heading: words.funnel, steps } }
}

function chartOf(figures: Figures, words: ReportWords, f: Formats): ReportChart {
  return {
    viewsHeading: words.viewsPerDay,
    countsHeading: words.redemptionsAndUsesPerDay,
    redemptionsLabel: words.redemptions,
    usesLabel: words.uses,
    days: figures.days.map(({ day, ...counts }) => ({ label: f.shortDay(day), ...counts })),
  }
}

function tablesOf(figures: Figures, { words, syncedAt }: ReportContext, f: Formats): Record<Section, ReportTable[]> {
  return {
    summary: [],
    interactions: [dayTable(figures, words, f), couponDayTable(figures, words, f)],
    status: [statusTable(figures, words, f)],
    redemptions: [redemptionTable(figures, words, f, syncedAt)],
    corrections: [bookTable(figures, words, f), correctionTable(figures, words, f)],
  }
}

/** What is not in the figures yet: the device's own, unsent; and what the cloud has booked but not counted by day. */
function warningsOf({ totals, ledger }: Figures, { pending, words }: ReportContext, f: Formats): string[] {
  const counting = ledger.redemptions !== totals.redemptions || ledger.net !== totals.uses
  return [
    ...(pending > 0 ? [fill(words.pending, { count: f.count(pending) })] : []),
    ...(counting ? [fill(words.counting, { redemptions: f.count(ledger.redemptions), uses: f.count(ledger.net) })] : []),
  ]
}

/** The epoch stands for “never”: a file must have some date, and it must not depend on the clock. */
const never = '1970-01-01T00:00:00.000Z'

/** Turns figures into the finished texts of a report. Pure: the same figures give the same model. */
export function buildReport(figures: Figures, context: ReportContext): ReportModel {
  const { hotel, syncedAt, locale, words, chosen = null } = context
  const f = formatsOf(figures, locale, hotel.time_zone)
  const asked = everySection.filter((section) => context.sections?.has(section) ?? true)
  const { from, to } = figures.range
  const range = from === to ? f.day(from) : fill(words.range, { from: f.day(from), to: f.day(to) })
  const tables = tablesOf(figures, context, f)
  const freshness = syncedAt === null ? words.neverSynced : fill(words.asOf, { at: f.time(syncedAt), zone: hotel.time_zone })
  return {
    language: locale,
    title: `${words.title} · ${hotel.name} · ${range}`,
    author: hotel.name,
    dataAt: syncedAt ?? never,
    heading: hotel.name,
    facts: [words.title, range, freshness, ...(chosen ? [fill(words.chosen, { titles: chosen.join(', ') })] : [])],
    warnings: warningsOf(figures, context, f),
    ...(asked.includes('summary') ? summaryOf(figures, words, f) : { figures: [], funnel: null }),
    chart: asked.includes('interactions') ? chartOf(figures, words, f) : null,
    tables: asked.flatMap((section) => tables[section]),
    unshown: words.unshown,
    footer: { left: `${hotel.name} · ${range}`, page: words.page },
  }
}
