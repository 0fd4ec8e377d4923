import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron'
import type { ShellWords } from './words.ts'

interface Parts {
  /** Makes the icon in the system's tray; throws where there is no tray. */
  make: () => Tray
  menuOf: (items: MenuItemConstructorOptions[]) => Menu
  words: () => ShellWords
  open: () => void
  quit: () => void
}

/** The icon in the system's tray: how the sync stands, and the way back to the window. */
export class StatusTray {
  readonly #parts: Parts
  #tray: Tray | null = null
  #text = ''

  constructor(parts: Parts, log: (message: string) => void) {
    this.#parts = parts
    try {
      this.#tray = parts.make()
      this.#tray.on('click', parts.open)
      this.show('')
    } catch (error) {
      log(`no tray: ${(error as Error).message}`) // some Linux desktops have none
    }
  }

  /** Says how the sync stands, or with no text just what this is. */
  show(text = this.#text): void {
    this.#text = text
    const { words, open, quit, menuOf } = this.#parts
    this.#tray?.setToolTip(text ? `Hotel Coupons · ${text}` : 'Hotel Coupons')
    this.#tray?.setContextMenu(
      menuOf([
        ...(text ? [{ label: text, enabled: false }, { type: 'separator' as const }] : []),
        { label: words().open, click: open },
        { label: words().quit, click: quit },
      ]),
    )
  }
}

/** The icon of the size that this system's tray has; macOS colours it itself. */
export function trayIcon(fromPath: (path: string) => NativeImage, folder: string, platform: NodeJS.Platform): NativeImage {
  const image = fromPath(`${folder}/${platform === 'darwin' ? 'trayTemplate' : 'tray'}.png`)
  if (platform === 'darwin') image.setTemplateImage(true)
  return image
}
