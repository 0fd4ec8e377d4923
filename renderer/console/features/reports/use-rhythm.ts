import { useLocalStorage } from '@vueuse/core'
import type { Rhythm } from './due-report.ts'

/** How often this device makes the hotel's report by itself. Kept on the machine. */
export const useRhythm = (hotelId: string) => useLocalStorage<Rhythm>(`report-rhythm:${hotelId}`, 'never')
