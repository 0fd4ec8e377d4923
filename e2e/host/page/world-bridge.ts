/** A value between two worlds of one page: what is copied stands in it, what is proxied is named by an id. */
interface Node {
  k: 'plain' | 'seen' | 'clone' | 'error' | 'function' | 'mine' | 'promise' | 'list' | 'object'
  i?: number
  id?: string
  v?: unknown
}

export interface BridgeParts {
  /** A detached element that both worlds hold; events on it are synchronous, and the page does not know it. */
  channel: EventTarget
  listen: (target: EventTarget, name: string, listener: (event: Event) => void) => void
  fire: (target: EventTarget, event: Event) => void
  mine: string
  theirs: string
}

export type Operation = (...args: never[]) => unknown

export interface WorldBridge {
  encode(value: unknown, receiver?: unknown): Node
  decode(node: Node): unknown
  /** Runs an operation that the other world offers in `operations`, at once. */
  run(name: string, ...args: unknown[]): unknown
  /** Runs one that answers later, by `settle`. */
  ask(name: string, ...args: unknown[]): Promise<unknown>
  operations: Record<string, Operation>
}

interface Answer {
  error?: string
  node?: Node
  value?: unknown
}

/**
 * Electron's context bridge: primitives by value, functions and promises proxied both ways, errors rebuilt from their message, lists
 * and plain objects copied, everything else structured-cloned. Runs in both worlds by its text, so it may use nothing from outside.
 * Not here: symbols and elements, which throw.
 */
export function makeBridge({ channel, listen, fire, mine, theirs }: BridgeParts): WorldBridge {
  const functions = new Map<string, { call: (...args: unknown[]) => unknown; receiver: unknown }>()
  const ids = new WeakMap<object, string>()
  const remote = new WeakMap<object, string>()
  const promises = new Map<string, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const deepest = 1_000
  const unknownError = 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'
  let count = 0
  let answer: Answer | undefined

  const isPlain = (value: object) => {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || Object.prototype.toString.call(value) === '[object Object]'
  }

  function encode(value: unknown, receiver?: unknown, seen = new Map<object, number>()): Node {
    const write = (x: unknown, depth: number, parent: unknown): Node => {
      if (depth >= deepest) throw new TypeError('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.')
      if (typeof x === 'symbol' || (typeof Element === 'function' && x instanceof Element)) throw new Error('[electron-host] the bridge takes neither symbols nor elements')
      if (x === null || (typeof x !== 'object' && typeof x !== 'function')) return { k: 'plain', v: x }
      const known = seen.get(x)
      if (known !== undefined) return { k: 'seen', i: known }
      if (x instanceof Error) return { k: 'error', v: String(x.message) }
      const i = seen.size
      seen.set(x, i)
      if (typeof x === 'function') return writeFunction(x as () => unknown, i, parent)
      if (x instanceof Promise) return writePromise(x, i)
      if (Array.isArray(x)) return { k: 'list', i, v: x.map((item) => write(item, depth + 1, x)) }
      if (isPlain(x)) return { k: 'object', i, v: Object.entries(x).map(([key, item]) => [key, write(item, depth + 1, x)]) }
      try {
        return { k: 'clone', i, v: structuredClone(x) }
      } catch {
        throw new Error('An object could not be cloned.')
      }
    }
    return write(value, 0, receiver)
  }

  function writeFunction(call: () => unknown, i: number, receiver: unknown): Node {
    const theirId = remote.get(call)
    if (theirId !== undefined) return { k: 'mine', i, id: theirId }
    let id = ids.get(call)
    if (id === undefined) {
      id = mine + ++count
      functions.set(id, { call, receiver })
      ids.set(call, id)
    }
    return { k: 'function', i, id }
  }

  function writePromise(promise: Promise<unknown>, i: number): Node {
    const id = mine + ++count
    const settle = (kept: boolean) => (value: unknown) => {
      let node: Node
      try {
        node = encode(value)
      } catch (error) {
        kept = false
        node = { k: 'error', v: (error as Error).message }
      }
      run('settle', id, kept, node)
    }
    promise.then(settle(true), settle(false))
    return { k: 'promise', i, id }
  }

  function decode(node: Node, seen: unknown[] = []): unknown {
    const read = (of: Node): unknown => {
      if (of.k === 'plain') return of.v
      if (of.k === 'error') return new Error(of.v as string)
      const at = of.i ?? 0
      if (of.k === 'seen') return seen[at]
      if (of.k === 'list') {
        const list: unknown[] = (seen[at] = [])
        for (const item of of.v as Node[]) list.push(read(item))
        return list
      }
      if (of.k === 'object') {
        const object = (seen[at] = {})
        for (const [key, item] of of.v as [string, Node][]) Object.defineProperty(object, key, { value: read(item), writable: true, enumerable: true, configurable: true })
        return object
      }
      return (seen[at] = readProxied(of))
    }
    return read(node)
  }

  function readProxied(of: Node): unknown {
    const id = of.id ?? ''
    if (of.k === 'clone') return of.v
    if (of.k === 'mine') return functions.get(id)?.call
    if (of.k === 'promise') return new Promise((resolve, reject) => promises.set(id, { resolve, reject }))
    const proxy = (...args: unknown[]) => call(id, args)
    remote.set(proxy, id)
    return proxy
  }

  function send(detail: object): Answer {
    const outer = answer
    answer = undefined
    fire(channel, new CustomEvent(theirs, { detail }))
    const got = answer as Answer | undefined
    answer = outer
    if (!got) throw new Error('[electron-host] the other world is gone')
    if (got.error !== undefined) throw new Error(got.error)
    return got
  }

  function call(id: string, args: unknown[]): unknown {
    const seen = new Map<object, number>()
    const { node } = send({ id, args: args.map((arg) => encode(arg, undefined, seen)) })
    return node && decode(node)
  }

  function run(name: string, ...args: unknown[]): unknown {
    return send({ name, args }).value
  }

  function ask(name: string, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = `${mine}ask${++count}`
      promises.set(id, { resolve, reject })
      run(name, id, ...args)
    })
  }

  const operations: Record<string, Operation> = {
    settle(id: string, kept: boolean, node: Node) {
      const promise = promises.get(id)
      promises.delete(id)
      const value = decode(node)
      if (kept) promise?.resolve(value)
      else promise?.reject(value)
    },
  }

  function answerCall({ id, args }: { id: string; args: Node[] }): Answer {
    const of = functions.get(id)
    const seen: unknown[] = []
    let value: unknown
    try {
      value = Reflect.apply(of?.call ?? (() => undefined), of?.receiver, args.map((arg) => decode(arg, seen)))
    } catch (error) {
      const message = (error as { message?: unknown } | null)?.message
      return { error: typeof message === 'string' ? message : unknownError }
    }
    return { node: encode(value) }
  }

  listen(channel, mine, (event) => {
    const detail = (event as CustomEvent<{ id: string; args: Node[] } & { name?: string }>).detail
    let reply: Answer
    try {
      reply = detail.name === undefined ? answerCall(detail) : { value: operations[detail.name]?.(...(detail.args as never[])) }
    } catch (error) {
      reply = { error: String((error as { message?: unknown } | null)?.message ?? error) }
    }
    fire(channel, new CustomEvent(`${theirs}answer`, { detail: reply }))
  })
  listen(channel, `${mine}answer`, (event) => (answer = (event as CustomEvent<Answer>).detail))

  return { encode, decode, run, ask, operations }
}
