import type { AuditEntry } from '../../../../core/domain/audit.ts'
import { hotelClock } from '../../../../core/domain/hotel-time.ts'

/** Entries by the day of the hotel on which they happened, in their order. */
export function byDay(entries: readonly AuditEntry[], timeZone: string): { day: string; entries: AuditEntry[] }[] {
  const days: { day: string; entries: AuditEntry[] }[] = []
  for (const entry of entries) {
    const { day } = hotelClock(entry.happened_at, timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
