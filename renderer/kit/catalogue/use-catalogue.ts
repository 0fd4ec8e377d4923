import { inject, type InjectionKey } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { Catalogue } from './catalogue.ts'

/** Where the app provides its catalogue. */
export const catalogueKey: InjectionKey<Catalogue> = Symbol('catalogue')

/** The catalogue the app was given. */
export function useCatalogue(): Catalogue {
  const catalogue = inject(catalogueKey, null)
  if (!catalogue) throw new AppError('unexpected', { detail: 'no catalogue provided' })
  return catalogue
}
