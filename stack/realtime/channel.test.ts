import { describe, expect, it } from 'vitest'
import type { Authoriser } from './authorise.ts'
import type { Broadcast } from './broadcast.ts'
import { Channel, type ChannelServices, type Peer } from './channel.ts'
import { makeHub } from './hub.ts'
import type { StoredMessage } from './replay.ts'

const topic = 'realtime:room'
const exp = Math.floor(Date.now() / 1000) + 3600

/** A peer that keeps what it is given: the event and payload of pushes, the text of broadcast frames. */
function fakePeer() {
  const pushed: [event: string, payload: unknown][] = []
  const peer: Peer = {
    version: '1.0.0',
    token: 'key',
    headers: {},
    write: frame => {
      const { event, payload } = JSON.parse(String(frame)) as { event: string; payload: unknown }
      pushed.push([event, payload])
    },
    push: (_joinRef, _ref, _topic, event, payload) => pushed.push([event, payload]),
    forget: () => {},
  }
  return { peer, pushed }
}

/** A promise that is resolved from outside. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}

/** Services whose every answer the test gives by hand. */
function fakeServices() {
  const hub = makeHub()
  const stored = deferred<StoredMessage[]>()
  const asked = deferred<void>()
  const writable = deferred<boolean>()
  const authoriser: Authoriser = {
    readable: () => Promise.resolve(new Set(['broadcast'] as const)),
    writable: () => writable.promise,
  }
  const services: ChannelServices = {
    hub,
    authoriser,
    verify: () => Promise.resolve({ role: 'authenticated', exp }),
    recheckSeconds: 0,
    maxPayloadBytes: 1000,
    log: () => {},
    readStored: () => {
      asked.resolve()
      return stored.promise
    },
  }
  return { hub, services, stored, asked: asked.promise, writable }
}

function message(event: string, payload: unknown = {}) {
  return { joinRef: '1', ref: '1', topic, event, payload }
}

const joinWith = (broadcast: object) => message('phx_join', { config: { private: true, broadcast } })
const stored = (id: string) => ({ id, event: 'said', payload: { text: id } })
const live = (id: string): Broadcast => ({
  kind: 'user',
  event: 'said',
  encoding: 'json',
  body: Buffer.from(JSON.stringify({ text: id })),
  id,
})
/** The events that were pushed, broadcasts by the id they carry. */
const outline = (pushed: [string, unknown][]) =>
  pushed.map(([event, payload]) => (event === 'broadcast' ? (payload as { meta: { id: string } }).meta.id : event))

describe('a join with replay', () => {
  it('neither loses nor doubles what is committed while the stored messages are read', async () => {
    const { hub, services, ...answers } = fakeServices()
    const { peer, pushed } = fakePeer()
    const channel = new Channel(topic, '1', peer, services)
    channel.receive(joinWith({ replay: { since: 0 } }))
    await answers.asked
    hub.publish('private:room', topic, live('in both'))
    hub.publish('private:room', topic, live('too late to be read'))
    expect(pushed).toEqual([])
    answers.stored.resolve([stored('old'), stored('in both')])
    channel.receive(message('phx_leave'))
    await new Promise(resolve => setImmediate(resolve))
    expect(outline(pushed)).toEqual(['phx_reply', 'old', 'in both', 'too late to be read', 'phx_reply', 'phx_close'])
  })

  it('says nothing any more when the socket is gone by then', async () => {
    const { hub, services, ...answers } = fakeServices()
    const { peer, pushed } = fakePeer()
    const channel = new Channel(topic, '1', peer, services)
    channel.receive(joinWith({ replay: { since: 0 } }))
    await answers.asked
    channel.dispose()
    answers.stored.resolve([stored('old')])
    hub.publish('private:room', topic, live('new'))
    await new Promise(resolve => setImmediate(resolve))
    expect(pushed).toEqual([])
  })
})

describe('a client that sends without end', () => {
  it('is shut down while the policies are still being asked', async () => {
    const { services } = fakeServices()
    const { peer, pushed } = fakePeer()
    const channel = new Channel(topic, '1', peer, services)
    channel.receive(joinWith({}))
    await new Promise(resolve => setImmediate(resolve))
    for (let index = 0; index < 600; index++) channel.receive(message('broadcast', { event: 'said' }))
    expect(outline(pushed)).toEqual(['phx_reply', 'system', 'phx_close'])
    expect(pushed[1]?.[1]).toMatchObject({ status: 'error', message: 'Too many messages per second' })
  })
})
