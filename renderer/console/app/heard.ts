import { shallowRef } from 'vue'
import type { DesktopBridge, ShellEvent } from '../../../core/bridge/bridge.ts'

/** The last of what the shell said that a page shows as a notice, also when it was said before there was one. */
export const heard = shallowRef<Extract<ShellEvent, { kind: 'recovered' | 'update' }> | null>(null)

/**
 * Listens to the shell from the first moment of the page on: it speaks once the page has loaded, which is before who is signed in
 * is known. A route that it names (a deep link, a clicked notification) goes to `open`.
 */
export function listenToShell(bridge: DesktopBridge | null, open: (route: string) => void): void {
  bridge?.events.on((event) => {
    if (event.kind === 'open') open(event.route)
    else if (event.kind !== 'wake') heard.value = event
  })
}
