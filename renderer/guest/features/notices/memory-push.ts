import { AppError } from '../../../../core/domain/errors.ts'
import type { BrowserPush, PushAddress } from './browser-push.ts'

/** A browser's pushes in memory. `answer` is what the person says when asked. */
export function memoryPush(answer: NotificationPermission = 'granted'): BrowserPush & { held: PushAddress | null; asked: number } {
  let permission: NotificationPermission = 'default'
  let owner: string | null = null
  const push = {
    held: null as PushAddress | null,
    asked: 0,
    permission: () => permission,
    current: async () => push.held,
    subscribe: async () => {
      push.asked += 1
      permission = answer
      if (answer !== 'granted') throw new AppError('not-allowed')
      return (push.held = { endpoint: `https://push.example/${push.asked}`, p256dh: 'key', auth: 'secret' })
    },
    end: async () => void (push.held = null),
    owner: async () => owner,
    setOwner: async (userId: string | null) => void (owner = userId),
  }
  return push
}
