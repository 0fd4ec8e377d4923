import { epochMs, type Instant } from '../../../core/domain/hotel-time.ts'
import { formatInstant } from '../../../core/domain/hotel-time-words.ts'

/** An exclusive end as people say it: what ends at midnight of the 22nd holds until 23:59 of the 21st. */
export function formatEnd(instant: Instant, timeZone: string, locale: string): string {
  return formatInstant(epochMs(instant) - 1000, timeZone, locale)
}
