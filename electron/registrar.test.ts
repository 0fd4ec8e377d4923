import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { channels, type Channel } from '../core/bridge/channels.ts'
import { register, type Handlers, type IpcEvent } from './registrar.ts'

type Listener = (event: IpcEvent, ...args: unknown[]) => unknown

const file = { name: 'report.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) }
const good: Record<Channel, unknown[]> = {
  'app:info': [],
  'files:save': [file],
  'files:open': [file],
  'secrets:set': ['session', 'token'],
  'secrets:get': ['session'],
  'secrets:remove': ['session'],
  'notices:show': [{ title: 'Used', body: 'Afternoon tea', route: '/desk' }],
  'status:set': [{ tone: 'good', text: 'Up to date' }],
  'settings:read': [],
  'settings:change': [{ language: 'es', channel: 'beta', startAtLogin: true }],
  'server:check': [{ kind: 'own', supabaseUrl: 'https://abc.supabase.co', publishableKey: 'sb_publishable_0123456789' }],
  'server:use': [{ kind: 'demo' }],
  'updates:state': [],
  'updates:check': [],
  'updates:install': [],
}
const names = Object.keys(channels) as Channel[]
const page: IpcEvent = { senderFrame: { url: 'app://console/index.html#/desk', parent: null } }
const strangers: Record<string, IpcEvent> = {
  'a frame that has gone': { senderFrame: null },
  'a subframe': { senderFrame: { url: 'app://console/index.html', parent: {} } },
  'another origin': { senderFrame: { url: 'https://console/index.html', parent: null } },
  'an origin that begins like ours': { senderFrame: { url: 'app://console.evil/index.html', parent: null } },
  'a file': { senderFrame: { url: 'file:///etc/passwd', parent: null } },
  'an empty page': { senderFrame: { url: 'about:blank', parent: null } },
  'a destroyed frame': {
    get senderFrame(): never {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    },
  },
}

function shell() {
  const listeners = new Map<string, Listener>()
  const handled: string[] = []
  const handlers = Object.fromEntries(names.map((name) => [name, () => handled.push(name)])) as unknown as Handlers
  register({ handle: (channel, listener) => void listeners.set(channel, listener) }, handlers, () => {})
  const call = async (channel: string, event: IpcEvent, args: unknown[]) => await listeners.get(channel)?.(event, ...args)
  return { listeners, handled, call }
}

test('every channel is registered, and each answers our page', async () => {
  const { listeners, handled, call } = shell()
  expect([...listeners.keys()]).toEqual(names)
  for (const name of names) await call(name, page, good[name])
  expect(handled).toEqual(names)
})

test.each(Object.entries(strangers))('no channel answers %s', async (_, event) => {
  const { handled, call } = shell()
  for (const name of names) await expect(call(name, event, good[name])).rejects.toThrow()
  expect(handled).toEqual([])
})

/** Arguments that nearly fit: one too many, one too few, a key more or fewer, a value of another kind. */
function nearly(args: unknown[]): fc.Arbitrary<unknown[]> {
  const odd = fc.oneof(fc.anything(), fc.constantFrom('../../x', '__proto__', 'javascript:alert(1)', 'x'.repeat(70_000)))
  const inside = args.flatMap((arg, at) =>
    arg !== null && typeof arg === 'object'
      ? [
          fc.tuple(fc.constantFrom(...Object.keys(arg), 'more'), odd).map(([key, value]) => args.with(at, { ...arg, [key]: value })),
          fc.constantFrom(...Object.keys(arg)).map((key) => args.with(at, Object.fromEntries(Object.entries(arg).filter(([name]) => name !== key)))),
        ]
      : [odd.map((value) => args.with(at, value))],
  )
  return fc.oneof(...inside, odd.map((value) => [...args, value]), fc.constant(args.slice(1)), fc.array(odd, { maxLength: 3 }))
}

test.each(names)('%s takes no arguments that do not fit', async (name) => {
  const { handled, call } = shell()
  let tried = 0
  const seed = Math.trunc(Math.random() * 2 ** 31)
  await fc.assert(
    fc.asyncProperty(nearly(good[name]), async (args) => {
      fc.pre(!v.is(channels[name], args))
      tried++
      await expect(call(name, page, args)).rejects.toThrow('refused: arguments')
      expect(handled).toEqual([])
    }),
    { numRuns: 200, seed },
  ).catch((error: Error) => {
    throw new Error(`seed ${seed}: ${error.message}`, { cause: error })
  })
  expect(tried).toBeGreaterThan(100)
})

// What the schemas must refuse, whatever they are: fuzzing alone would agree with a schema that takes too much.
test.each<[Channel, unknown[]]>([
  ['files:save', [{ ...file, name: '../x' }]],
  ['files:save', [{ ...file, name: 'a/b.pdf' }]],
  ['files:save', [{ ...file, name: 'C:\\x.pdf' }]],
  ['files:open', [{ ...file, type: 'application/x-sh' }]],
  ['files:open', [{ ...file, bytes: 'text' }]],
  ['secrets:get', ['server']],
  ['notices:show', [{ title: 'a', body: 'b', route: 'https://evil.example' }]],
  ['notices:show', [{ title: 'a', body: 'b', route: '/\\evil' }]],
  ['server:use', [{ kind: 'own', supabaseUrl: 'http://evil.example', publishableKey: 'x'.repeat(30) }]],
  ['server:use', [{ kind: 'own', supabaseUrl: 'file:///etc', publishableKey: 'x'.repeat(30) }]],
  ['server:check', [{ kind: 'own', supabaseUrl: 'https://a@evil.example', publishableKey: 'x'.repeat(30) }]],
  ['settings:change', [{ channel: 'nightly' }]],
  ['settings:change', [{ floor: '0.0.0' }]],
  ['updates:install', ['/tmp/other']],
])('%s refuses %j', async (name, args) => {
  const { handled, call } = shell()
  await expect(call(name, page, args)).rejects.toThrow('refused: arguments')
  expect(handled).toEqual([])
})
