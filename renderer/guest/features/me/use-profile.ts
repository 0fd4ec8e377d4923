import { computed } from 'vue'
import { AppError } from '../../../../core/domain/errors.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useProfileWriter } from '../../../kit/session/profile-writer.ts'
import { useSession } from '../../../kit/session/use-session.ts'

/** The signed-in guest's profile and follows, live from the replica. */
export function useProfile() {
  const session = useSession()
  const sync = useGuestSync()
  const writer = useProfileWriter()
  const profile = useLive(() => sync.value?.tables.profiles.toCollection().first())
  const follows = useLive(() => sync.value?.tables.follows.toArray())

  /** Saves the shown name online; the replica has it with the next pull. */
  async function rename(name: string): Promise<void> {
    if (!session.user) throw new AppError('sign-in-required')
    await writer.rename(session.user.id, name)
    await sync.value?.engine.sync()
  }

  return {
    name: computed(() => profile.data.value?.display_name ?? null),
    follows: computed(() => (follows.data.value ?? []).filter(({ ended_at }) => ended_at === null).sort((a, b) => a.hotel.name.localeCompare(b.hotel.name))),
    rename,
  }
}
