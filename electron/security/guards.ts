import type { Session, WebContents } from 'electron'
import { pageOrigin } from '../registrar.ts'

/** Permissions that the page gets, for our origin alone: the camera scans codes; copying a code needs the clipboard. */
const granted = new Set(['media', 'clipboard-sanitized-write'])

/** Denies every permission but the listed ones to every page but ours. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(granted.has(permission) && isOurs(details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => granted.has(permission) && isOurs(`${origin}/`))
  session.setDevicePermissionHandler(() => false)
}

/** Denies navigation away from our page, new windows and embedded web views. A link to our guests' page opens nowhere here. */
export function guardContents(contents: WebContents, log: (message: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    log(`denied window ${originOf(url)}`)
    return { action: 'deny' }
  })
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (isOurs(url)) return
    event.preventDefault()
    log(`denied navigation ${originOf(url)}`)
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function isOurs(url: string): boolean {
  return url.startsWith(`${pageOrigin}/`)
}

/** The log names where something wanted to go, never the whole address: it could carry a token. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an invalid address'
}
