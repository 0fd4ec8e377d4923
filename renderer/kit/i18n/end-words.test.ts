import { describe, expect, it } from 'vitest'
import { dayWords, endWords, zoneCity } from './end-words.ts'

const dublin = 'Europe/Dublin'
const now = '2026-11-24T12:00:00Z'

describe('endWords', () => {
  it.each([
    ['2026-11-30T00:00:00Z', { kind: 'later', day: 'Sunday', time: '23:59' }],
    ['2026-11-25T00:00:00Z', { kind: 'today', day: 'Tuesday', time: '23:59' }],
    ['2026-11-26T00:00:00Z', { kind: 'tomorrow', day: 'Wednesday', time: '23:59' }],
    ['2026-12-25T00:00:00Z', { kind: 'later', day: '24 December', time: '23:59' }],
    ['2027-02-01T00:00:00Z', { kind: 'later', day: '31 January 2027', time: '23:59' }],
    ['2026-11-24T12:00:00Z', { kind: 'over', day: 'Tuesday', time: '11:59' }],
  ])('says the last minute before %s', (end, words) => {
    expect(endWords(end, now, dublin, 'en-GB')).toEqual(words)
  })

  it('speaks in the hotel’s day, not the reader’s', () => {
    // 23:30 UTC is already the next day in Barcelona, so its midnight end is “today” there.
    expect(endWords('2026-11-25T23:00:00Z', '2026-11-24T23:30:00Z', 'Europe/Madrid', 'en-GB').kind).toBe('today')
  })
})

describe('dayWords', () => {
  it('names a weekday within six days and a date from the seventh on', () => {
    expect(dayWords('2026-11-30T10:00:00Z', now, dublin, 'en-GB')).toBe('Monday')
    expect(dayWords('2026-12-01T10:00:00Z', now, dublin, 'en-GB')).toBe('1 December')
  })
})

describe('zoneCity', () => {
  it.each([['Europe/Dublin', 'Dublin'], ['America/Argentina/Buenos_Aires', 'Buenos Aires'], ['UTC', 'UTC']])('%s → %s', (zone, city) => {
    expect(zoneCity(zone)).toBe(city)
  })
})
