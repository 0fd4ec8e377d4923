import { expect, it } from 'vitest'
import type { SearchCounts } from '../../../../core/sync/cloud-functions.ts'
import { cityOptions } from './filter-options.ts'

const counted = (...city: string[]) => ({ city: city.map((name) => ({ city: name, count: 1 })) }) as unknown as SearchCounts
const names = (...given: Parameters<typeof cityOptions>) => cityOptions(...given).map(({ city }) => city)

it('offers the cities that have something, the chosen one always, and all of them while nothing is counted', () => {
  expect(names(counted('Dublin'), ['Bansko', 'Dublin'], null)).toEqual(['Dublin'])
  expect(names(counted('Dublin'), ['Bansko', 'Dublin'], 'Cork')).toEqual(['Dublin', 'Cork'])
  expect(names(null, ['Bansko', 'Dublin'], 'Dublin')).toEqual(['Bansko', 'Dublin'])
  const twenty = Array.from({ length: 20 }, (_, n) => `City ${n}`)
  expect(names(counted(...twenty), ['Bansko', ...twenty], null)).toEqual([...twenty, 'Bansko'])
})
