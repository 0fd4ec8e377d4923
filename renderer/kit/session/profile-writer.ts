import { inject, type InjectionKey } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { CloudClient } from '../cloud/client.ts'

/** Writes the one row that users write themselves. Failures are AppErrors. */
export interface ProfileWriter {
  rename(userId: string, displayName: string): Promise<void>
}

export const profileWriterKey: InjectionKey<ProfileWriter> = Symbol('profile writer')

/** The writer the app was given. */
export function useProfileWriter(): ProfileWriter {
  const writer = inject(profileWriterKey, null)
  if (!writer) throw new AppError('unexpected', { detail: 'no profile writer provided' })
  return writer
}

/** Profiles over supabase-js. */
export function supabaseProfileWriter(client: () => Promise<CloudClient>): ProfileWriter {
  return {
    rename: async (userId, displayName) => {
      const { error, status } = await (await client()).from('profiles').update({ display_name: displayName }).eq('id', userId)
      if (error) throw fromServerFailure({ ...error, status })
    },
  }
}
