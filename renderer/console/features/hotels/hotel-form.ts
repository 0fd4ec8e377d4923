import * as v from 'valibot'
import type { Commands } from '../../../../core/sync/command.ts'

export type HotelForm = Required<Commands['create_hotel']['args']['hotel']>

/** A new hotel's fields, as far as this machine can guess them. */
export function blankHotel(): HotelForm {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const country = new Intl.Locale(navigator.language).maximize().region ?? 'IE'
  return { name: '', city: '', country, time_zone: timeZone, currency: 'EUR', address: '', description: '' }
}

/** What the form asks of a hotel; the rest is chosen from lists. */
export function hotelSchema(t: (key: string, values?: Record<string, number>) => string) {
  const text = (max: number) => v.pipe(v.string(), v.maxLength(max, t('hotel.create.tooLong', { max })))
  const needed = (max: number, missing: string) => v.pipe(v.string(), v.trim(), v.nonEmpty(t(missing)), v.maxLength(max, t('hotel.create.tooLong', { max })))
  return v.object({
    name: needed(120, 'hotel.create.nameMissing'),
    city: needed(80, 'hotel.create.cityMissing'),
    country: v.string(),
    time_zone: v.string(),
    currency: v.string(),
    address: text(200),
    description: text(2000),
  })
}
