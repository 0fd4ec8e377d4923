import { beach } from './barcelona/beach.ts'
import { bike } from './barcelona/bike.ts'
import { cava } from './barcelona/cava.ts'
import { market } from './barcelona/market.ts'
import { mosaicTerrace } from './barcelona/mosaic-terrace.ts'
import { rooftopPool } from './barcelona/rooftop-pool.ts'
import { skyline } from './barcelona/skyline.ts'
import { tapas } from './barcelona/tapas.ts'
import { afternoonTea } from './dublin/afternoon-tea.ts'
import { fireside } from './dublin/fireside.ts'
import { georgianDoors } from './dublin/georgian-doors.ts'
import { hapennyBridge } from './dublin/hapenny-bridge.ts'
import { irishBreakfast } from './dublin/irish-breakfast.ts'
import { pubMusic } from './dublin/pub-music.ts'
import { spa } from './dublin/spa.ts'
import { suite } from './dublin/suite.ts'
import { barrelSauna } from './green/barrel-sauna.ts'
import { forestCabin } from './green/forest-cabin.ts'
import { gardenSupper } from './green/garden-supper.ts'
import { lakeKayak } from './green/lake-kayak.ts'
import { stargazing } from './green/stargazing.ts'
import { summitHike } from './green/summit-hike.ts'
import { sunriseYoga } from './green/sunrise-yoga.ts'
import { wildHoney } from './green/wild-honey.ts'
import type { Scene } from './svg.ts'

/** Every drawing, by the hotel it was made for. */
export const scenes: Record<'dublin' | 'barcelona' | 'green', Scene[]> = {
  dublin: [afternoonTea, fireside, georgianDoors, hapennyBridge, irishBreakfast, pubMusic, spa, suite],
  barcelona: [beach, bike, cava, market, mosaicTerrace, rooftopPool, skyline, tapas],
  green: [barrelSauna, forestCabin, gardenSupper, lakeKayak, stargazing, summitHike, sunriseYoga, wildHoney],
}
