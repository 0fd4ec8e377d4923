/** What a page asks of its journal's worker. Each order has a number, under which it is answered. */
export type JournalOrder = { number: number } & ({ kind: 'open'; name: string } | { kind: 'write'; text: string } | { kind: 'close' })

/** What comes back: the texts that were found, or the name of what went wrong. */
export type JournalAnswer = { number: number; found: string[] } | { number: number; failure: string }
