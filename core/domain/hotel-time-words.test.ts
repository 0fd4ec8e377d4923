import { expect, it } from 'vitest'
import { formatDay, formatHours, formatInstant, formatWeekdays } from './hotel-time-words.ts'

it('shows an instant on the hotel’s clock, not on the machine’s', () => {
  expect(formatInstant('2026-06-05T22:30:00Z', 'Europe/Madrid', 'en-GB')).toBe('6 Jun 2026, 00:30')
})

it('shows a day as it is written, wherever the machine stands', () => {
  expect(formatDay('2026-01-01', 'en-GB')).toBe('1 Jan 2026')
})

it('shows hours and weekdays', () => {
  expect(formatHours('18:00:00', '02:30', 'en-GB')).toBe('18:00 – 02:30')
  expect(formatWeekdays([7, 1, 5], 'en')).toBe('Mon, Fri, Sun')
})
