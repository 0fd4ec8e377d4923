import { expect, test } from 'vitest'
import { placeOf } from './window-place.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const beside = { x: 1920, y: 0, width: 1280, height: 1000 }
const at = (x: number, y: number, width = 1000, height = 800) => ({ x, y, width, height, maximized: false })

test('the first time it has its usual size', () => expect(placeOf(null, [screen])).toEqual({ width: 1280, height: 840 }))

test.each([
  ['where it was', at(100, 50), [screen], { x: 100, y: 50, width: 1000, height: 800 }],
  ['on the other screen', at(2000, 50), [screen, beside], { x: 2000, y: 50, width: 1000, height: 800 }],
  ['in its usual size when that screen is gone', at(2000, 50), [screen], { width: 1280, height: 840 }],
  ['in its usual size when only an edge would show', at(1850, 50), [screen], { width: 1280, height: 840 }],
  ['with its title bar on the screen', at(100, -30), [screen], { x: 100, y: 0, width: 1000, height: 800 }],
  ['no larger than the screen', at(0, 0, 4000, 3000), [screen], { x: 0, y: 0, width: 1920, height: 1040 }],
  ['no smaller than it can be used', at(10, 10, 200, 150), [screen], { x: 10, y: 10, width: 380, height: 560 }],
])('it opens %s', (_, kept, screens, place) => expect(placeOf(kept, screens)).toEqual(place))
