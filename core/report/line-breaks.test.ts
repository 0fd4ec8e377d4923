import { assert, constantFrom, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines, fitText } from './line-breaks.ts'

/** Every character is one wide. */
const widthOf = (text: string) => [...text].length

describe('breakLines', () => {
  it.each<[string, string[]]>([
    ['short', ['short']],
    ['breakfast for two', ['breakfast', 'for two']],
    ['a unbreakableword b', ['a', 'unbreakabl', 'eword b']],
    ['ends  with   blanks   ', ['ends  with', 'blanks']],
    ['朝食付きの宿泊プランです', ['朝食付きの宿泊プラン', 'です']],
    ['two 朝食付きの宿泊プラン', ['two 朝食付きの宿', '泊プラン']],
  ])('%j', (text, lines) => {
    expect(breakLines(text, 10, widthOf)).toEqual(lines)
  })

  it('ends with an ellipsis where there are too many', () => {
    expect(breakLines('one two three four five', 6, widthOf, 2)).toEqual(['one', 'two…'])
    expect(breakLines('x'.repeat(1_000_000), 10, widthOf, 2)).toEqual(['x'.repeat(10), `${'x'.repeat(9)}…`])
  })

  it('loses nothing but blanks, and no line is too wide', () => {
    const chars = string({ unit: constantFrom('a', 'b', ' ', '朝', 'é', '-') })
    assert(property(chars, integer({ min: 1, max: 12 }), (text, most) => {
      const lines = breakLines(text, most, widthOf)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const line of lines) expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(most)
    }))
  })
})

it.each([['fits', 4, 'fits'], ['too long', 5, 'too…'], ['xy', 1, 'x…']])('fitText(%j, %i)', (text, most, shown) => {
  expect(fitText(text, most, widthOf)).toBe(shown)
})
