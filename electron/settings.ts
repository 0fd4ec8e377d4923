import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { serverAddress } from '../core/bridge/channels.ts'

const whole = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))

/** Each part stands for itself: one that is broken is forgotten, and costs none of the others. */
const schema = v.object({
  server: v.fallback(v.nullable(serverAddress), null),
  language: v.fallback(v.nullable(v.picklist(['en', 'es'])), null),
  channel: v.fallback(v.picklist(['latest', 'beta']), 'latest'),
  window: v.fallback(v.nullable(v.object({ x: whole, y: whole, width: whole, height: whole, maximized: v.boolean() })), null),
})

export type Kept = v.InferOutput<typeof schema>
export type Server = NonNullable<Kept['server']>

/** What the shell keeps on this computer, in one file of the user's folder. */
export class Settings {
  readonly #file: string
  #kept: Kept

  constructor(file: string) {
    this.#file = file
    this.#kept = v.parse(schema, read(file))
  }

  get kept(): Readonly<Kept> {
    return this.#kept
  }

  /** Changes what is named. The file is replaced as a whole, so that a crash leaves the old one or the new one. */
  change(part: Partial<Kept>): void {
    this.#kept = v.parse(schema, { ...this.#kept, ...part })
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(`${this.#file}.next`, JSON.stringify(this.#kept, null, 2), { mode: 0o600 })
    renameSync(`${this.#file}.next`, this.#file)
  }
}

function read(file: string): object {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return found !== null && typeof found === 'object' ? fill(found) : fill({})
  } catch {
    return fill({}) // none yet, or not readable: the user is asked again
  }
}

const fill = (found: object) => ({ server: null, language: null, channel: 'latest', window: null, ...found })

/** The server that the environment names, as a developer's start does. Null where it names none, or no valid one. */
export function serverOfEnvironment(env: NodeJS.ProcessEnv): Server | null {
  return parseServer({ supabaseUrl: env.SUPABASE_URL, publishableKey: env.SUPABASE_PUBLISHABLE_KEY })
}

/** A valid address, or null. */
export function parseServer(candidate: unknown): Server | null {
  const result = v.safeParse(serverAddress, candidate)
  return result.success ? result.output : null
}
