/** A message on its way to subscribers: who sent it no longer matters. */
export type Broadcast =
  | {
      kind: 'user'
      event: string
      encoding: 'json' | 'bytes'
      /** Valid JSON text when `encoding` is json. */
      body: Buffer
      /** Given to messages that are stored in the database. */
      id?: string
    }
  /** A text frame from a client, handed on as it came. */
  | { kind: 'text'; payload: Record<string, unknown> }

/** The address inside the server. A private and a public channel of one name never hear each other. */
export function roomName(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'}:${topic}`
}
