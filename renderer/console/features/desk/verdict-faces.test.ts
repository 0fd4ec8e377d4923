import { expect, it } from 'vitest'
import type { Verdict } from '../../../../core/domain/verdict.ts'
import { faceOf, verdictFaces } from './verdict-faces.ts'

it('gives every face an icon of its own', () => {
  const icons = Object.values(verdictFaces).map(({ icon }) => icon)
  expect(new Set(icons).size).toBe(icons.length)
})

it('never shows what is not confirmed as what is', () => {
  const used = { kind: 'used' } as Verdict
  const faces = [
    faceOf({ verdict: used, offline: false, usable: false }),
    faceOf({ verdict: used, offline: true, usable: false }),
    faceOf({ verdict: used, offline: true, usable: false, risk: true }),
  ]
  expect(faces).toEqual(['used', 'used-offline', 'used-at-risk'])
  expect(faces.map((face) => verdictFaces[face].tone)).toEqual(['good', 'wait', 'wait'])
})
