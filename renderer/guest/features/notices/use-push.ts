import { inject, ref, watch } from 'vue'
import { AppError } from '../../../../core/domain/errors.ts'
import { useSession } from '../../../kit/session/use-session.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { pushKeyKey } from '../../app/push-key.ts'
import { browserPush } from './browser-push.ts'
import { type PushServer, type PushState, pushState, settlePush, turnOff, turnOn } from './push-device.ts'

/** Pushes of this browser for whoever is signed in: how it stands, and turning them on and off. */
export function usePush() {
  const session = useSession()
  const sync = useGuestSync()
  const serverKey = inject(pushKeyKey, async () => undefined)
  const state = ref<PushState | null>(null)

  const server: PushServer = async (name, args) => {
    if (!sync.value) throw new AppError('sign-in-required')
    return sync.value.cloud.call(name, args)
  }
  const read = async () => {
    const user = session.user
    state.value = user ? await pushState(browserPush, await serverKey().catch(() => undefined), user.id) : null
  }
  watch(() => session.user?.id, () => void read(), { immediate: true })

  return {
    state,
    turnOn: async () => {
      const key = await serverKey()
      if (!session.user || !key) throw new AppError('sign-in-required')
      await turnOn(browserPush, server, key, session.user.id).finally(read)
    },
    turnOff: () => turnOff(browserPush, server).finally(read),
  }
}

/** Keeps the server's knowledge of this browser true: told at each start, ended with an explicit sign-out. */
export function useSettledPush(): void {
  const session = useSession()
  const sync = useGuestSync()
  watch(() => sync.value, (opened) => {
    if (opened && session.user) void settlePush(browserPush, opened.cloud.call, session.user.id).catch(() => null)
  }, { immediate: true })
  session.onSignOut(async () => {
    const cloud = sync.value?.cloud
    await turnOff(browserPush, async (name, args) => cloud?.call(name, args))
  })
}
