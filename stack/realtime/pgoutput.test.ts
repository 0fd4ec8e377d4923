import { describe, expect, it } from 'vitest'
import { readStream, standbyStatus } from './pgoutput.ts'
import { rowReader } from './replication.ts'

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex')

// 'w', where the data starts, where the server's log ends, the server's clock.
const head = '77 0000000001000000 0000000001000000 0002d3ab00000000'
const begin = hex(head, '42 0000000001000100 0002d3ab00000000 000002e7')
const commit = hex(head, '43 00 0000000001000100 0000000001000130 0002d3ab00000000')
// Relation 16384 "realtime"."messages", replica identity default, with the columns topic (text) and private (bool).
const relation = hex(
  head,
  '52 00004000 7265616c74696d6500 6d6573736167657300 64 0002',
  '00 746f70696300 00000019 ffffffff',
  '00 7072697661746500 00000010 ffffffff',
)
const insert = hex(head, '49 00004000 4e 0002 74 00000005 726fc3b66d 74 00000001 74')
const insertNull = hex(head, '49 00004000 4e 0002 6e 74 00000001 66')

describe('the replication stream', () => {
  it('tells the parts of a transaction', () => {
    expect(readStream(begin)).toEqual({ kind: 'data', change: { kind: 'begin', xid: 743 } })
    expect(readStream(relation)).toEqual({
      kind: 'data',
      change: { kind: 'relation', id: 16384, schema: 'realtime', table: 'messages', columns: ['topic', 'private'] },
    })
    expect(readStream(insert)).toEqual({
      kind: 'data',
      change: { kind: 'insert', relationId: 16384, values: ['roöm', 't'] },
    })
    expect(readStream(commit)).toEqual({ kind: 'data', change: { kind: 'commit', endLsn: 0x1000130n } })
  })

  it('passes over what it does not read', () => {
    expect(readStream(hex(head, '54 00000001 00 00004000'))).toEqual({ kind: 'data', change: { kind: 'other', tag: 'T' } })
  })

  it('hears when the server asks for a sign of life', () => {
    const keepalive = (reply: string) => hex('6b 0000000001000200 0002d3ab00000000', reply)
    expect(readStream(keepalive('00'))).toEqual({ kind: 'keepalive', walEnd: 0x1000200n, replyNow: false })
    expect(readStream(keepalive('01'))).toEqual({ kind: 'keepalive', walEnd: 0x1000200n, replyNow: true })
  })

  it('refuses what is no replication message', () => {
    expect(() => readStream(hex('7a00'))).toThrow('unknown replication message z')
  })

  it('is answered with the position and the time since 2000', () => {
    const oneSecondInto2000 = Date.UTC(2000, 0, 1, 0, 0, 1)
    expect(standbyStatus(0x1000200n, oneSecondInto2000)).toEqual(
      hex('72 0000000001000200 0000000001000200 0000000001000200 00000000000f4240 00'),
    )
  })
})

describe('rows', () => {
  const change = (data: Buffer) => {
    const message = readStream(data)
    if (message.kind !== 'data') throw new Error('not data')
    return message.change
  }

  it('get their column names from the relation before them', () => {
    const toRow = rowReader()
    expect(toRow(change(relation))).toBeUndefined()
    expect(toRow(change(insert))).toEqual({ topic: 'roöm', private: 't' })
    expect(toRow(change(insertNull))).toEqual({ topic: null, private: 'f' })
  })

  it('of an unknown relation are an error', () => {
    expect(() => rowReader()(change(insert))).toThrow('unknown relation 16384')
  })
})
