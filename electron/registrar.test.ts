import { expect, test } from 'vitest'
import { channels } from '../core/bridge/channels.ts'
import { register, type Handlers, type IpcEvent } from './registrar.ts'

type Listener = (event: IpcEvent, ...args: unknown[]) => unknown

const good: Record<keyof typeof channels, unknown[]> = {
  'app:info': [],
  'files:save': [{ name: 'report.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) }],
  'secrets:set': ['session', 'token'],
  'secrets:get': ['session'],
  'secrets:remove': ['session'],
  'notices:show': [{ title: 'Used', body: 'Afternoon tea', route: '/desk' }],
}
const page: IpcEvent = { senderFrame: { url: 'app://console/index.html#/desk', parent: null } }
const strangers: Record<string, IpcEvent> = {
  'a frame that has gone': { senderFrame: null },
  'a subframe': { senderFrame: { url: 'app://console/index.html', parent: {} } },
  'another origin': { senderFrame: { url: 'https://console/index.html', parent: null } },
  'an origin that begins like ours': { senderFrame: { url: 'app://console.evil/index.html', parent: null } },
  'a file': { senderFrame: { url: 'file:///etc/passwd', parent: null } },
}
const bad: unknown[][] = [[null], [{}], ['other', 'x'], ['session', 5], [good['files:save'][0], 1], [{ name: '../x', type: 'application/pdf', bytes: new Uint8Array() }]]

function shell() {
  const listeners = new Map<string, Listener>()
  const handled: string[] = []
  const names = Object.keys(channels) as (keyof typeof channels)[]
  const handlers = Object.fromEntries(names.map((name) => [name, () => handled.push(name)])) as unknown as Handlers
  register({ handle: (channel, listener) => void listeners.set(channel, listener) }, handlers, () => {})
  const call = async (channel: string, event: IpcEvent, args: unknown[]) => await listeners.get(channel)?.(event, ...args)
  return { names, handled, call }
}

test('every channel answers our page with arguments that fit', async () => {
  const { names, handled, call } = shell()
  for (const name of names) await call(name, page, good[name])
  expect(handled).toEqual(names)
})

test.each(Object.entries(strangers))('no channel answers %s', async (_who, event) => {
  const { names, handled, call } = shell()
  for (const name of names) await expect(call(name, event, good[name])).rejects.toThrow('refused: sender')
  expect(handled).toEqual([])
})

test('no channel takes arguments that do not fit', async () => {
  const { names, handled, call } = shell()
  for (const name of names) {
    for (const args of bad) await expect(call(name, page, args)).rejects.toThrow('refused: arguments')
  }
  expect(handled).toEqual([])
})
