import { describe, expect, it } from 'vitest'
import { axisTop } from './pdf-chart.ts'

describe('axisTop', () => {
  it.each([[0, 4], [1, 4], [4, 4], [5, 8], [9, 20], [41, 80], [101, 200], [1410, 2000], [200_001, 400_000]])('holds %i beneath %i', (most, top) => {
    expect(axisTop(most)).toBe(top)
  })
})
