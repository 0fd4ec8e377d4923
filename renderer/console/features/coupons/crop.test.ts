import { expect, it } from 'vitest'
import { middleOf, partAt } from './crop.ts'

const centre = { x: 0.5, y: 0.5 }

it('takes the whole width of a high picture, and the whole height of a wide one', () => {
  expect(partAt(1, 1, centre)).toEqual({ left: 0, top: 0.25, width: 1, height: 0.5 })
  expect(partAt(4, 1, centre)).toEqual({ left: 0.25, top: 0, width: 0.5, height: 1 })
  expect(partAt(2, 1, centre)).toEqual({ left: 0, top: 0, width: 1, height: 1 })
})

it('is smaller the nearer one goes, and never leaves the picture', () => {
  expect(partAt(2, 4, { x: 0, y: 2 })).toEqual({ left: 0, top: 0.75, width: 0.25, height: 0.25 })
  expect(middleOf(partAt(2, 4, { x: 0.5, y: 0.5 }))).toEqual(centre)
})
