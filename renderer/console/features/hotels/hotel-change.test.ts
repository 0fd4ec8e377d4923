import { expect, it } from 'vitest'
import type { Hotel } from '../../../../core/domain/rows.ts'
import { changeOf, settingsOf } from './hotel-change.ts'

const hotel: Hotel = { id: 'h', name: 'Sol', city: 'Madrid', country: 'ES', address: '', description: '', time_zone: 'Europe/Madrid', currency: 'EUR', logo_path: null, listed: true }

it('sends what is new alone, and nothing where nothing is', () => {
  expect(changeOf(hotel, { ...settingsOf(hotel), name: ' Sol ' })).toBeNull()
  expect(changeOf(hotel, { ...settingsOf(hotel), city: 'Toledo ', accept_unknown_offline: true })).toEqual({ id: 'h', city: 'Toledo', accept_unknown_offline: true })
})
