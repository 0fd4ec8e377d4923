import { csvOf } from '../domain/csv.ts'
import type { ReportModel } from './model.ts'

/** The tables of a report as one CSV file: each with its heading, its columns and its sums, a blank line between them. The same texts as in the PDF. */
export function reportCsv({ heading, facts, warnings, tables }: ReportModel): string {
  const top = [[heading], ...facts.map((fact) => [fact]), ...warnings.map((warning) => [warning])]
  const parts = tables.map((table) => [
    [],
    [table.heading],
    table.columns.map((column) => column.label),
    ...table.rows,
    ...(table.foot ? [table.foot] : []),
  ])
  return csvOf([...top, ...parts.flat()])
}
