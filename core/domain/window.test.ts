import { expect, it } from 'vitest'
import { windowInstants, windowState, type WindowState } from './window.ts'
import cases from './window-cases.json' with { type: 'json' }

it.each(cases)('$name ($state)', (row) => {
  expect(windowState(row, row.now, row.time_zone)).toBe<WindowState>(row.state as WindowState)
})

it.each(cases)('$time_zone $starts_on to $ends_on in instants', (row) => {
  const { starts_at, ends_at } = windowInstants(row.starts_on, row.ends_on, row.time_zone)
  expect([Date.parse(starts_at), Date.parse(ends_at)]).toEqual([Date.parse(row.starts_at), Date.parse(row.ends_at)])
})
