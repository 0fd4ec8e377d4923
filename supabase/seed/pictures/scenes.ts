import { beach } from './barcelona/beach.ts'
import { cava } from './barcelona/cava.ts'
import { rooftopPool } from './barcelona/rooftop-pool.ts'
import { skyline } from './barcelona/skyline.ts'
import { afternoonTea } from './dublin/afternoon-tea.ts'
import { fireside } from './dublin/fireside.ts'
import { georgianDoors } from './dublin/georgian-doors.ts'
import { hapennyBridge } from './dublin/hapenny-bridge.ts'
import { irishBreakfast } from './dublin/irish-breakfast.ts'
import { pubMusic } from './dublin/pub-music.ts'
import { spa } from './dublin/spa.ts'
import { suite } from './dublin/suite.ts'
import type { Scene } from './svg.ts'

/** Every drawing, by the hotel it was made for. */
export const scenes: Record<'dublin' | 'barcelona' | 'green', Scene[]> = {
  dublin: [afternoonTea, fireside, georgianDoors, hapennyBridge, irishBreakfast, pubMusic, spa, suite],
  barcelona: [beach, cava, rooftopPool, skyline],
  green: [],
}
