/** A value on the wire: JSON, with objects tagged by `k` and numbered by `i`, so that cycles and shared parts survive. */
type Wire = unknown

interface Tagged {
  k: string
  i: number
  v?: unknown
  n?: number
  t?: string
  o?: number
  l?: number
  b?: Wire
  p?: [Wire, Wire][]
}

export interface Codec {
  /** Throws `An object could not be cloned.` as Electron does. */
  encode(value: unknown): Wire
  decode(wire: Wire): unknown
}

/**
 * Electron's structured clone between processes. The same source runs in Node and, by its text, in the preload's world, so it may
 * use nothing from outside of itself. The platform's own structuredClone first runs getters, drops prototypes and refuses functions.
 */
export function makeCodec(): Codec {
  const refused = 'An object could not be cloned.'

  function encode(value: unknown): Wire {
    let clone: unknown
    try {
      clone = structuredClone(value)
    } catch {
      throw new Error(refused)
    }
    const ids = new Map<object, number>()
    const write = (x: unknown): Wire => {
      if (x === null || typeof x === 'string' || typeof x === 'boolean') return x
      if (typeof x === 'number') return Number.isFinite(x) && !Object.is(x, -0) ? x : { k: 'n', v: Object.is(x, -0) ? '-0' : String(x) }
      if (x === undefined) return { k: 'u' }
      if (typeof x === 'bigint') return { k: 'g', v: String(x) }
      const known = ids.get(x as object)
      if (known !== undefined) return { k: 'r', i: known }
      const i = ids.size
      ids.set(x as object, i)
      return writeObject(x as object, i)
    }
    const pairs = (x: object) => Object.keys(x).map((key) => [key, write((x as Record<string, unknown>)[key])])
    const writeObject = (x: object, i: number): Wire => {
      if (Array.isArray(x)) return { k: 'a', i, n: x.length, p: pairs(x) }
      if (x instanceof Date) return { k: 'd', i, v: write(x.getTime()) }
      if (x instanceof RegExp) return { k: 'x', i, v: [x.source, x.flags] }
      if (x instanceof Map) return { k: 'm', i, p: [...x].map(([key, item]) => [write(key), write(item)]) }
      if (x instanceof Set) return { k: 's', i, v: [...x].map(write) }
      if (x instanceof Error) return { k: 'e', i, v: { name: x.name, message: x.message } }
      if (x instanceof ArrayBuffer) return { k: 'b', i, v: toText(new Uint8Array(x)) }
      if (ArrayBuffer.isView(x)) return { k: 'v', i, t: x.constructor.name, b: write(x.buffer), o: x.byteOffset, l: x instanceof DataView ? x.byteLength : (x as Uint8Array).length }
      if (Object.prototype.toString.call(x) === '[object Object]') return { k: 'o', i, p: pairs(x) }
      throw new Error(refused) // a Blob, an ImageData: structuredClone takes them, Electron does not
    }
    return write(clone)
  }

  function toText(bytes: Uint8Array): string {
    let text = ''
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(text)
  }

  function decode(wire: Wire): unknown {
    const known: unknown[] = []
    const keep = <T>(at: number, value: T): T => {
      known[at] = value
      return value
    }
    const fill = (target: object, of: Tagged) => {
      for (const [key, item] of of.p ?? []) Object.defineProperty(target, key as string, { value: read(item), writable: true, enumerable: true, configurable: true })
      return target
    }
    const read = (x: Wire): unknown => {
      if (x === null || typeof x !== 'object') return x
      const of = x as Tagged
      if (of.k === 'u') return undefined
      if (of.k === 'n') return of.v === '-0' ? -0 : Number(of.v)
      if (of.k === 'g') return BigInt(of.v as string)
      if (of.k === 'r') return known[of.i]
      return readObject(of)
    }
    const readObject = (of: Tagged): unknown => {
      if (of.k === 'a') return fill(keep(of.i, Array.from({ length: of.n ?? 0 })), of)
      if (of.k === 'o') return fill(keep(of.i, {}), of)
      if (of.k === 'd') return keep(of.i, new Date(read(of.v) as number))
      if (of.k === 'x') return keep(of.i, new RegExp(...(of.v as [string, string])))
      if (of.k === 'b') return keep(of.i, Uint8Array.from(atob(of.v as string), (letter) => letter.charCodeAt(0)).buffer)
      if (of.k === 'e') {
        const { name, message } = of.v as { name: string; message: string }
        return keep(of.i, Object.assign(new Error(message), { name }))
      }
      if (of.k === 'm') {
        const map = keep(of.i, new Map())
        for (const [key, item] of of.p ?? []) map.set(read(key), read(item))
        return map
      }
      if (of.k === 's') {
        const set = keep(of.i, new Set())
        for (const item of of.v as Wire[]) set.add(read(item))
        return set
      }
      const View = (globalThis as unknown as Record<string, new (buffer: unknown, offset?: number, length?: number) => unknown>)[of.t ?? '']
      if (of.k !== 'v' || !View) throw new Error('bad wire value')
      return keep(of.i, new View(read(of.b), of.o, of.l))
    }
    return read(wire)
  }

  return { encode, decode }
}
