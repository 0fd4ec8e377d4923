import Module from 'node:module'

type Load = (request: string, ...rest: unknown[]) => unknown
const names = /^electron(\/(main|common))?$/

/** Makes `electron` this module, for `require` and for `import`. */
export function resolveElectron(electron: Record<string, unknown>): void {
  const loader = Module as unknown as { _load: Load }
  const load = loader._load
  loader._load = function (request, ...rest) {
    return names.test(request) ? electron : Reflect.apply(load, this, [request, ...rest])
  }
  Object.defineProperty(globalThis, '__electronModule', { value: electron })
  const exported = Object.keys(electron).map((name) => `export const ${name} = electron.${name}`)
  const source = ['const electron = globalThis.__electronModule', 'export default electron', ...exported].join('\n')
  const hook = `const url = ${JSON.stringify(toUrl(source))}
    export const resolve = (name, context, next) => ${names}.test(name) ? { url, shortCircuit: true } : next(name, context)`
  Module.register(toUrl(hook))
}

const toUrl = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`
