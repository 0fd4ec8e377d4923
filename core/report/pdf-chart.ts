import type { ReportChart } from './model.ts'
import { contentWidth, heading, inks, page, write, type Ink, type Sheet } from './pdf-sheet.ts'

const axisWidth = 12
const plotHeight = 38
const labelHeight = 6

/** The top of an axis of four steps that holds `most`; a step is 1, 2, 2.5 or 5 times a power of ten, and whole. */
export function axisTop(most: number): number {
  for (let unit = 1; ; unit *= 10) {
    for (const factor of [1, 2, 2.5, 5]) {
      const step = unit * factor
      if (Number.isInteger(step) && step * 4 >= most) return step * 4
    }
  }
}

/** Of a range of years there may be more values than a call has room for. */
const mostOf = (values: number[]): number => values.reduce((most, value) => Math.max(most, value), 0)

interface Plot {
  x: number
  y: number
  width: number
  top: number
}

function drawAxes(sheet: Sheet, plot: Plot, labels: string[], language: string): void {
  const { doc } = sheet
  const count = new Intl.NumberFormat(language)
  doc.setLineWidth(0.15)
  doc.setDrawColor(...inks.line)
  for (let step = 0; step <= 4; step += 1) {
    const y = plot.y + plotHeight - (plotHeight * step) / 4
    doc.line(plot.x, y, plot.x + plot.width, y)
    write(sheet, count.format((plot.top * step) / 4), plot.x - 2, y + 1, { size: 6.5, ink: inks.muted, align: 'right' })
  }
  const slot = plot.width / Math.max(1, labels.length)
  // A label needs some 13 mm; more of them would run into one another.
  const every = Math.max(1, Math.ceil(13 / slot))
  for (const [index, label] of labels.entries()) {
    if (index % every === 0) write(sheet, label, plot.x + slot * (index + 0.5), plot.y + plotHeight + 4, { size: 6.5, ink: inks.muted, align: 'center' })
  }
}

function plotAt(sheet: Sheet, most: number): Plot {
  return { x: page.margin + axisWidth, y: sheet.y + 2, width: contentWidth - axisWidth, top: axisTop(most) }
}

function drawLine({ doc }: Sheet, plot: Plot, values: number[]): void {
  const slot = plot.width / Math.max(1, values.length)
  const at = (value: number, index: number): [number, number] => [plot.x + slot * (index + 0.5), plot.y + plotHeight * (1 - value / plot.top)]
  doc.setDrawColor(...inks.primary)
  doc.setFillColor(...inks.primary)
  doc.setLineWidth(0.5)
  doc.setLineJoin('round')
  const points = values.map(at)
  for (const [index, [x, y]] of points.entries()) {
    const next = points[index + 1]
    if (next) doc.line(x, y, ...next)
    if (slot > 3) doc.circle(x, y, 0.7, 'F')
  }
}

function drawBars({ doc }: Sheet, plot: Plot, series: { values: number[]; ink: Ink }[]): void {
  const days = series[0]?.values.length ?? 0
  const slot = plot.width / Math.max(1, days)
  const width = Math.min(5, (slot * 0.7) / series.length)
  for (const [place, { values, ink }] of series.entries()) {
    doc.setFillColor(...ink)
    for (const [index, value] of values.entries()) {
      const height = (plotHeight * value) / plot.top
      const x = plot.x + slot * (index + 0.5) + width * (place - series.length / 2)
      if (value > 0) doc.rect(x, plot.y + plotHeight - height, width, height, 'F')
    }
  }
}

function drawLegend(sheet: Sheet, entries: { label: string; ink: Ink }[]): void {
  let x = page.width - page.margin
  const y = sheet.y - 4
  for (const { label, ink } of entries.toReversed()) {
    write(sheet, label, x, y, { size: 8, ink: inks.muted, align: 'right' })
    x -= sheet.type.width(label, 8, false) + 4
    sheet.doc.setFillColor(...ink)
    sheet.doc.rect(x, y - 2.3, 2.6, 2.6, 'F')
    x -= 5
  }
}

/** Views as a line, redemptions and uses as bars beneath: they differ too much in size to share one scale. */
export function drawCharts(sheet: Sheet, chart: ReportChart, language: string): void {
  const labels = chart.days.map((day) => day.label)
  heading(sheet, chart.viewsHeading, plotHeight + labelHeight)
  const views = chart.days.map((day) => day.views)
  const upper = plotAt(sheet, mostOf(views))
  drawAxes(sheet, upper, labels, language)
  drawLine(sheet, upper, views)
  sheet.y += plotHeight + labelHeight + 3

  const series = [
    { values: chart.days.map((day) => day.redemptions), ink: inks.primary, label: chart.redemptionsLabel },
    { values: chart.days.map((day) => day.uses), ink: inks.soft, label: chart.usesLabel },
  ]
  heading(sheet, chart.countsHeading, plotHeight + labelHeight)
  drawLegend(sheet, series)
  const lower = plotAt(sheet, mostOf(series.flatMap((one) => one.values)))
  drawAxes(sheet, lower, labels, language)
  drawBars(sheet, lower, series)
  sheet.y += plotHeight + labelHeight + 5
}
