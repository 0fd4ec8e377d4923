/** Something that a client asked for and does not get. Clients see `code: message`, or the message alone. */
export class Refusal extends Error {
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** The refusal of what hosted Supabase has and this server does not. */
export function notHere(what: string): Refusal {
  return new Refusal('NotInLocalStack', `${what} is not in the local stack`)
}
