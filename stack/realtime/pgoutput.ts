/** What arrives on a replication connection: changes, or a sign of life. */
export type StreamMessage =
  | { kind: 'data'; change: Change }
  | { kind: 'keepalive'; walEnd: bigint; replyNow: boolean }

/** The messages of the plugin `pgoutput` (protocol 1) that this server reads; the rest is `other`. */
export type Change =
  | { kind: 'begin'; xid: number }
  | { kind: 'relation'; id: number; schema: string; table: string; columns: string[] }
  | { kind: 'insert'; relationId: number; values: (string | null)[] }
  | { kind: 'commit'; endLsn: bigint }
  | { kind: 'other'; tag: string }

/** Microseconds between 1970 and 2000, where PostgreSQL's clock begins. */
const postgresEpoch = 946_684_800_000_000n

/** Reads one CopyData message of a replication stream. */
export function readStream(chunk: Buffer): StreamMessage {
  const tag = String.fromCharCode(chunk.readUInt8(0))
  if (tag === 'k') return { kind: 'keepalive', walEnd: chunk.readBigUInt64BE(1), replyNow: chunk.readUInt8(17) === 1 }
  if (tag === 'w') return { kind: 'data', change: readChange(new Reader(chunk, 25)) }
  throw new Error(`unknown replication message ${tag}`)
}

/** Says up to where changes were taken, so that the server need not keep them. */
export function standbyStatus(position: bigint, now: number): Buffer {
  const status = Buffer.alloc(34)
  status.write('r')
  for (const offset of [1, 9, 17]) status.writeBigUInt64BE(position, offset)
  status.writeBigInt64BE(BigInt(now) * 1000n - postgresEpoch, 25)
  return status
}

function readChange(reader: Reader): Change {
  const tag = String.fromCharCode(reader.uint8())
  if (tag === 'B') return readBegin(reader)
  if (tag === 'R') return readRelation(reader)
  if (tag === 'I') return readInsert(reader)
  if (tag === 'C') return readCommit(reader)
  return { kind: 'other', tag }
}

function readBegin(reader: Reader): Change {
  reader.skip(16)
  return { kind: 'begin', xid: reader.uint32() }
}

function readCommit(reader: Reader): Change {
  reader.skip(9)
  return { kind: 'commit', endLsn: reader.uint64() }
}

function readRelation(reader: Reader): Change {
  const id = reader.uint32()
  const schema = reader.cstring()
  const table = reader.cstring()
  reader.skip(1)
  const columns = Array.from({ length: reader.uint16() }, () => readColumn(reader))
  return { kind: 'relation', id, schema, table, columns }
}

function readColumn(reader: Reader): string {
  reader.skip(1)
  const name = reader.cstring()
  reader.skip(8)
  return name
}

function readInsert(reader: Reader): Change {
  const relationId = reader.uint32()
  reader.skip(1)
  const values = Array.from({ length: reader.uint16() }, () => readValue(reader))
  return { kind: 'insert', relationId, values }
}

function readValue(reader: Reader): string | null {
  const kind = String.fromCharCode(reader.uint8())
  return kind === 't' ? reader.text(reader.uint32()) : null
}

class Reader {
  #buffer: Buffer
  #offset: number

  constructor(buffer: Buffer, offset: number) {
    this.#buffer = buffer
    this.#offset = offset
  }

  skip(bytes: number): number {
    const start = this.#offset
    this.#offset += bytes
    return start
  }

  uint8(): number {
    return this.#buffer.readUInt8(this.skip(1))
  }

  uint16(): number {
    return this.#buffer.readUInt16BE(this.skip(2))
  }

  uint32(): number {
    return this.#buffer.readUInt32BE(this.skip(4))
  }

  uint64(): bigint {
    return this.#buffer.readBigUInt64BE(this.skip(8))
  }

  text(length: number): string {
    return this.#buffer.toString('utf8', this.#offset, this.skip(length) + length)
  }

  cstring(): string {
    const text = this.text(this.#buffer.indexOf(0, this.#offset) - this.#offset)
    this.skip(1)
    return text
  }
}
