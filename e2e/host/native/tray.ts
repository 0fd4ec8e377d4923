import { EventEmitter } from 'node:events'
import { strict } from '../strict.ts'
import type { Menu } from './menu.ts'
import type { NativeImage } from './native-image.ts'

/** Electron's Tray, kept and not shown. */
export class Tray extends EventEmitter {
  #destroyed = false
  toolTip = ''
  menu: Menu | null = null

  readonly image: NativeImage | string

  constructor(image: NativeImage | string) {
    super()
    this.image = image
    return strict('Tray', this)
  }

  setToolTip(text: string): void {
    this.toolTip = text
  }
  setImage(): void {}
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
  destroy(): void {
    this.#destroyed = true
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
}
