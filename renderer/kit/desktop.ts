import type { DesktopBridge } from '../../core/bridge/bridge.ts'

declare global {
  interface Window {
    desktop?: DesktopBridge
  }
}

/** What the desktop shell offers this page, or null in a browser. */
export function desktop(): DesktopBridge | null {
  return window.desktop ?? null
}
