import type { Hotel } from '../../../../core/domain/rows.ts'
import type { HotelChange } from '../../../../core/sync/cloud-functions.ts'
import type { HotelForm } from './hotel-form.ts'

/** What an owner sets of a hotel. */
export interface HotelSettings extends HotelForm {
  logo_path: string | null
  listed: boolean
  accept_unknown_offline: boolean
}

/** The settings of a hotel as the form holds them. */
export function settingsOf(hotel: Hotel): HotelSettings {
  const { name, city, country, address, description, time_zone, currency, logo_path, listed, accept_unknown_offline = false } = hotel
  return { name, city, country, address, description, time_zone, currency, logo_path, listed, accept_unknown_offline }
}

/** What of the settings is new, to be sent; null where nothing is. Texts go without blanks around them. */
export function changeOf(hotel: Hotel, form: HotelSettings): HotelChange | null {
  const before = settingsOf(hotel)
  const trimmed = { ...form, name: form.name.trim(), city: form.city.trim(), address: form.address.trim(), description: form.description.trim() }
  const changed = (Object.keys(before) as (keyof HotelSettings)[]).filter((key) => trimmed[key] !== before[key])
  return changed.length === 0 ? null : { id: hotel.id, ...Object.fromEntries(changed.map((key) => [key, trimmed[key]])) }
}
