import { describe, expect, it } from 'vitest'
import { matches } from './search.ts'

describe('matches', () => {
  it('finds every word in any order, whatever the case and accents', () => {
    expect(matches('jamon DESAYUNO', 'Desayuno con jamón')).toBe(true)
    expect(matches('dinner desayuno', 'Desayuno con jamón')).toBe(false)
    expect(matches('  ', 'anything')).toBe(true)
  })
})
