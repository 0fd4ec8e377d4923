import { describe, expect, it } from 'vitest'
import type { Broadcast } from './broadcast.ts'
import { decode, encode, encodeBroadcast, FrameError } from './codec.ts'

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex')
const topic = 'realtime:room'
const message = { joinRef: '1', ref: '2', topic, event: 'phx_reply', payload: { status: 'ok', response: {} } }

describe('text frames', () => {
  it('are arrays in 2.0.0', () => {
    const frame = '["1","2","realtime:room","phx_reply",{"status":"ok","response":{}}]'
    expect(encode(message, '2.0.0')).toBe(frame)
    expect(decode(Buffer.from(frame), false, '2.0.0')).toEqual(message)
  })

  it('are objects in 1.0.0, where only clients name the join', () => {
    expect(encode(message, '1.0.0')).toBe(
      '{"topic":"realtime:room","event":"phx_reply","payload":{"status":"ok","response":{}},"ref":"2"}',
    )
    const sent = '{"topic":"realtime:room","event":"phx_join","payload":{},"ref":"2","join_ref":"2"}'
    expect(decode(Buffer.from(sent), false, '1.0.0')).toEqual({
      joinRef: '2',
      ref: '2',
      topic,
      event: 'phx_join',
      payload: {},
    })
  })

  it.each([
    ['no JSON', '2.0.0', '{'],
    ['an object in 2.0.0', '2.0.0', '{"topic":"t","event":"e"}'],
    ['an array in 1.0.0', '1.0.0', '["1","2","t","e",{}]'],
    ['too few parts', '2.0.0', '["1","2","t"]'],
    ['a topic that is no text', '2.0.0', '["1","2",3,"e",{}]'],
  ] as const)('refuses %s', (_what, version, text) => {
    expect(() => decode(Buffer.from(text), false, version)).toThrow(FrameError)
  })
})

describe('a broadcast from a client (kind 3)', () => {
  // kind, lengths of join_ref, ref, topic, event, meta, encoding; "1" "23" "realtime:room" "hé" "" {"a":1}
  const head = '03 01 02 0d 03 00'
  const fields = '31 3233 7265616c74696d653a726f6f6d 68c3a9'
  const json = '7b2261223a317d'

  it('carries JSON', () => {
    expect(decode(hex(head, '01', fields, json), true, '2.0.0')).toEqual({
      joinRef: '1',
      ref: '23',
      topic,
      event: 'broadcast',
      payload: {},
      broadcast: { event: 'hé', encoding: 'json', body: Buffer.from('{"a":1}'), meta: {} },
    })
  })

  it('carries bytes', () => {
    const { broadcast } = decode(hex(head, '00', fields, '00ff'), true, '2.0.0')
    expect(broadcast).toMatchObject({ encoding: 'bytes', body: Buffer.from([0, 255]) })
  })

  it('carries metadata', () => {
    const meta = Buffer.from('{"persist":true}').toString('hex')
    const { broadcast } = decode(hex('03 00 00 01 01 10 01', '74 65', meta, '7b7d'), true, '2.0.0')
    expect(broadcast).toMatchObject({ event: 'e', meta: { persist: true } })
  })

  it.each([
    ['cut short', hex('03 01 02 0d 03 00 01 31')],
    ['of an unknown kind', hex('09 00 00 00 00 00 00')],
    ['empty', Buffer.alloc(0)],
    ['with broken JSON', hex(head, '01', fields, '7b')],
    ['with JSON that would break out of a 1.0.0 frame', hex(head, '01', fields, Buffer.from('{}},{').toString('hex'))],
  ])('is refused when %s', (_what, frame) => {
    expect(() => decode(frame, true, '2.0.0')).toThrow(FrameError)
  })

  it('is refused in 1.0.0', () => {
    expect(() => decode(hex(head, '01', fields, json), true, '1.0.0')).toThrow(FrameError)
  })
})

describe('a broadcast to subscribers', () => {
  const stored: Broadcast = { kind: 'user', event: 'hi', encoding: 'json', body: Buffer.from('{"a":1}'), id: 'x' }
  const { id: _id, ...live } = stored

  it('is kind 4 in 2.0.0', () => {
    expect(encodeBroadcast(topic, live, '2.0.0')).toEqual(
      hex('04 0d 02 00 01', '7265616c74696d653a726f6f6d', '6869', '7b2261223a317d'),
    )
    expect(encodeBroadcast(topic, stored, '2.0.0')).toEqual(
      hex('04 0d 02 0a 01', '7265616c74696d653a726f6f6d', '6869', '7b226964223a2278227d', '7b2261223a317d'),
    )
  })

  it('is an object in 1.0.0', () => {
    expect(JSON.parse(String(encodeBroadcast(topic, stored, '1.0.0')))).toEqual({
      topic,
      event: 'broadcast',
      ref: null,
      payload: { type: 'broadcast', event: 'hi', payload: { a: 1 }, meta: { id: 'x' } },
    })
  })

  it('has no form for bytes in 1.0.0 and for an event of more than 255 bytes in 2.0.0', () => {
    expect(encodeBroadcast(topic, { ...live, encoding: 'bytes' }, '1.0.0')).toBeUndefined()
    expect(encodeBroadcast(topic, { ...live, event: 'é'.repeat(128) }, '2.0.0')).toBeUndefined()
    expect(encodeBroadcast(topic, { ...live, event: 'e'.repeat(255) }, '2.0.0')).toBeInstanceOf(Buffer)
  })

  it('that came as text goes on as text', () => {
    const text: Broadcast = { kind: 'text', payload: { type: 'broadcast', event: 'hi', extra: 1 } }
    expect(encodeBroadcast(topic, text, '2.0.0')).toBe(
      '[null,null,"realtime:room","broadcast",{"type":"broadcast","event":"hi","extra":1}]',
    )
  })
})
