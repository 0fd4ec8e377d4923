import type { Notification } from 'electron'
import type { ChannelArgs } from '../../core/bridge/channels.ts'

/** Shows native notifications; a click opens the notice's route in the window. */
export function noticeHandlers(Native: typeof Notification, open: (route: string) => void) {
  // One that nothing holds is collected as garbage, and its click is heard by nobody.
  const held = new Set<Notification>()
  return {
    'notices:show'(...[notice]: ChannelArgs<'notices:show'>) {
      if (!Native.isSupported()) return { kind: 'unsupported' as const }
      const shown = new Native({ title: notice.title, body: notice.body })
      held.add(shown)
      shown.on('click', () => open(notice.route))
      shown.on('close', () => held.delete(shown))
      shown.show()
      return { kind: 'shown' as const }
    },
  }
}
