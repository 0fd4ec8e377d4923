/** Names that Node, Playwright or a promise ask of any object without meaning Electron's. */
const asked = new Set(['then', 'toJSON', 'inspect', 'domain', 'default', '__esModule', 'nodeType', 'tagName', 'asymmetricMatch', '$$typeof'])

/**
 * An object of Electron's that throws by name where this host lacks a member: a wrong `undefined` would prove nothing. Methods come
 * bound, since private fields are the object's own and not its proxy's.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(of, key) {
      if (key in of || typeof key === 'symbol' || asked.has(key) || key.startsWith('_')) {
        const value: unknown = Reflect.get(of, key, of)
        return typeof value === 'function' && key !== 'constructor' ? (value.bind(of) as unknown) : value
      }
      throw new Error(`[electron-host] ${name}.${key} is not implemented`)
    },
  })
}

/** A module or class of Electron's that this host has not at all. */
export function missing(name: string): unknown {
  return new Proxy(function lacking() {}, {
    get(of, key) {
      if (typeof key === 'symbol' || key === 'prototype' || asked.has(key)) return Reflect.get(of, key) as unknown
      throw new Error(`[electron-host] ${name}.${key} is not implemented`)
    },
    construct() {
      throw new Error(`[electron-host] new ${name}() is not implemented`)
    },
  })
}
