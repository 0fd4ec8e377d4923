import { inject, type InjectionKey } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { Profile } from '../../../core/domain/rows.ts'

/** What erasing an account came to; the last owner of a hotel has to hand it over first. */
export type Erasure = { kind: 'erased' } | { kind: 'last-owner'; hotels: string[] }

/** What only its owner does with an account, online. Failures are AppErrors. */
export interface OwnAccount {
  saveProfile(userId: string, change: Partial<Pick<Profile, 'display_name' | 'locale' | 'avatar_path'>>): Promise<void>
  picture(path: string): Promise<Blob>
  /** Puts a prepared picture in place of the one before, if there was one; gives its path. Null takes it away. */
  changePicture(userId: string, picture: Blob | null, before: string | null): Promise<string | null>
  /** Everything that is kept about the caller. */
  exportData(): Promise<unknown>
  /** Erases the caller and his files. `confirmation` is his e-mail address. */
  erase(confirmation: string): Promise<Erasure>
}

export const ownAccountKey: InjectionKey<OwnAccount> = Symbol('own account')

/** The account the app was given. */
export function useOwnAccount(): OwnAccount {
  const account = inject(ownAccountKey, null)
  if (!account) throw new AppError('unexpected', { detail: 'no account provided' })
  return account
}

/** An account whose adapter is loaded with the first thing that is asked of it: who only looks for coupons never needs it. */
export function laterAccount(load: () => Promise<OwnAccount>): OwnAccount {
  return {
    saveProfile: async (...args) => (await load()).saveProfile(...args),
    picture: async (...args) => (await load()).picture(...args),
    changePicture: async (...args) => (await load()).changePicture(...args),
    exportData: async () => (await load()).exportData(),
    erase: async (...args) => (await load()).erase(...args),
  }
}
