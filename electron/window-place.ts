import type { Kept } from './settings.ts'

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const smallest = { width: 380, height: 560 }
const usual = { width: 1280, height: 840 }
/** So much of the window has to lie on a screen, or nobody could take hold of it. */
const grip = 120

/**
 * Where the window opens: where it was, if enough of that is on a screen that is still there, else in its usual size where the
 * system puts it. Never smaller than it can be used, nor larger than its screen.
 */
export function placeOf(kept: Kept['window'], screens: readonly Area[]): Partial<Area> & typeof usual {
  const screen = kept && screens.find((area) => overlap(kept, area))
  if (!kept || !screen) return usual
  return {
    x: kept.x,
    y: Math.max(kept.y, screen.y), // a title bar above the screen can't be taken hold of
    width: Math.min(Math.max(kept.width, smallest.width), screen.width),
    height: Math.min(Math.max(kept.height, smallest.height), screen.height),
  }
}

function overlap(window: Area, screen: Area): boolean {
  const wide = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const high = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y)
  return wide >= grip && high >= grip
}
