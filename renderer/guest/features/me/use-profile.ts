import { computed } from 'vue'
import { AppError } from '../../../../core/domain/errors.ts'
import type { Profile } from '../../../../core/domain/rows.ts'
import { useOwnAccount } from '../../../kit/session/own-account.ts'
import { useSession } from '../../../kit/session/use-session.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useLive } from '../../../kit/sync/use-live.ts'

/** The signed-in guest's profile and follows, live from the replica. What is written goes online; the next pull brings it back. */
export function useProfile() {
  const session = useSession()
  const sync = useGuestSync()
  const account = useOwnAccount()
  const profile = useLive(() => sync.value?.tables.profiles.toCollection().first())
  const follows = useLive(() => sync.value?.tables.follows.toArray())

  function userId(): string {
    if (!session.user) throw new AppError('sign-in-required')
    return session.user.id
  }

  async function save(change: Partial<Pick<Profile, 'display_name' | 'locale'>>): Promise<void> {
    await account.saveProfile(userId(), change)
    await sync.value?.engine.sync()
  }

  async function changePicture(picture: Blob | null): Promise<void> {
    await account.changePicture(userId(), picture, profile.data.value?.avatar_path ?? null)
    await sync.value?.engine.sync()
  }

  return {
    profile: computed(() => profile.data.value ?? null),
    follows: computed(() => (follows.data.value ?? []).filter(({ ended_at }) => ended_at === null).sort((a, b) => a.hotel.name.localeCompare(b.hotel.name))),
    save,
    changePicture,
  }
}
