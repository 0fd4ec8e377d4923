import { EventEmitter } from 'node:events'
import { BrowserWindow } from '../browser-window.ts'
import { strict } from '../strict.ts'

interface Template {
  id?: string
  label?: string
  role?: string
  type?: string
  accelerator?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  submenu?: Template[]
  click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void
}

/** Electron's MenuItem: a role says what it is called and does, and is not run here. */
export class MenuItem {
  readonly id: string
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly submenu: Menu | undefined
  readonly #click: Template['click']

  constructor(of: Template) {
    this.id = of.id ?? ''
    this.label = of.label ?? of.role ?? ''
    this.role = of.role?.toLowerCase()
    this.type = of.type ?? (of.submenu ? 'submenu' : 'normal')
    this.accelerator = of.accelerator
    this.enabled = of.enabled ?? true
    this.visible = of.visible ?? true
    this.checked = of.checked ?? false
    this.submenu = of.submenu && Menu.buildFromTemplate(of.submenu)
    this.#click = of.click
  }

  click(): void {
    if (this.role) throw new Error(`[electron-host] the menu role ${this.role} is not implemented`)
    this.#click?.(this, BrowserWindow.getFocusedWindow() ?? undefined, {})
  }
}

/** Electron's Menu, kept and not shown. */
export class Menu extends EventEmitter {
  static #application: Menu | null = null
  readonly items: MenuItem[]

  constructor(items: MenuItem[] = []) {
    super()
    this.items = items
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const found = item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  static buildFromTemplate(template: Template[]): Menu {
    const wrong = template.find((item) => !item.label && !item.role && item.type !== 'separator')
    if (wrong) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
    return strict('Menu', new Menu(template.map((item) => new MenuItem(item))))
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }
}
