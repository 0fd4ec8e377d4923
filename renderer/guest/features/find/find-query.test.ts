import { describe, expect, it } from 'vitest'
import { fromAddress, isNarrowed, toAddress, toFilters } from './find-query.ts'

describe('find query', () => {
  it('comes back from its own address', () => {
    const query = { text: 'spa day', city: 'Dublin', kind: 'gift', percent: '25', ends: '7', available: true, sort: 'biggest' } as const
    expect(fromAddress(toAddress(query) as Record<string, string>)).toEqual(query)
  })

  it('ignores what an address should not hold', () => {
    expect(toFilters(fromAddress({ kind: 'free', sort: ['newest'], ends: '8', percent: '-1' }))).toEqual({})
  })

  it('is narrowed by any filter, not by the order', () => {
    expect(isNarrowed(fromAddress({ sort: 'newest' }))).toBe(false)
    expect(isNarrowed(fromAddress({ q: '  ' }))).toBe(false)
    expect(isNarrowed(fromAddress({ city: 'Dublin' }))).toBe(true)
  })
})
