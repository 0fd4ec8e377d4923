import type { CouponCard } from '../../../../core/domain/rows.ts'
import type { Catalogue } from '../../../kit/catalogue/catalogue.ts'
import { type FindQuery, toFilters } from './find-query.ts'

/** Where a list goes on: among what can be had now, or, after that, among what is sold out or still to come. */
export interface Place {
  part: 'now' | 'rest'
  cursor: string | null
}

/** How many results a page of the list has, and where it begins. */
export const pageSize = 20
export const start: Place = { part: 'now', cursor: null }

/** A piece of the list. `place` null: it ends here. */
export interface Piece {
  now: CouponCard[]
  rest: CouponCard[]
  place: Place | null
  corrected: string | null
}

/**
 * Reads on from a place. What can't be redeemed now comes after everything that can, whatever the order, and not at all where
 * only the latter is wanted. A list that would be empty goes on to the rest at once, so that "nothing found" is true.
 */
export async function readPiece(catalogue: Pick<Catalogue, 'search'>, query: FindQuery, { part, cursor }: Place, maxRows: number, signal: AbortSignal): Promise<Piece> {
  const filters = { ...toFilters(query), available: part === 'now' }
  const page = await catalogue.search({ query: query.text.trim(), filters, cursor, maxRows }, signal)
  const place = page.cursor !== null ? { part, cursor: page.cursor } : part === 'now' && !query.available ? ({ part: 'rest', cursor: null } as const) : null
  if (page.items.length === 0 && place) return readPiece(catalogue, query, place, maxRows, signal)
  return { now: part === 'now' ? page.items : [], rest: part === 'rest' ? page.items : [], place, corrected: page.corrected }
}
