import type { SearchCounts } from '../../../../core/sync/cloud-functions.ts'
import type { FindQuery } from './find-query.ts'

/** The most cities that the database counts. */
const countedCities = 20

/**
 * The cities to choose from, with their counts where these are known: the fullest first, then the others by name. One from a
 * shared address stays choosable; one that would leave nothing is left out.
 */
export function cityOptions(counts: SearchCounts | null, cities: string[], chosen: FindQuery['city']): { city: string; count: number | null }[] {
  const counted = counts?.city ?? []
  const isAll = counts !== null && counted.length < countedCities
  const others = [...(isAll ? [] : cities), ...(chosen ? [chosen] : [])].filter((city, index, all) => all.indexOf(city) === index && !counted.some((one) => one.city === city))
  return [...counted, ...others.map((city) => ({ city, count: null }))]
}
