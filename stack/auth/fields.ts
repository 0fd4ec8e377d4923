import { AuthError, invalid } from './errors.ts'

/** A JSON object of a request. */
export type Fields = Record<string, unknown>

/** The text under `name`, or an empty one when it is absent. */
export function text(fields: Fields, name: string): string {
  return optionalText(fields, name) ?? ''
}

/** The text under `name`, or undefined when it is absent. */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name] ?? undefined
  if (value !== undefined && typeof value !== 'string') throw wrongType(name, 'a string')
  return value
}

/** The boolean under `name`, false when it is absent. */
export function flag(fields: Fields, name: string): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw wrongType(name, 'a boolean')
  return value
}

/** The object under `name`, or undefined when it is absent. */
export function object(fields: Fields, name: string): Fields | undefined {
  const value = fields[name] ?? undefined
  if (value === undefined) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(name, 'an object')
  return value as Fields
}

/** An e-mail address in lower case. */
export function emailAddress(given: string): string {
  if (!given) throw invalid('An email address is required')
  if (given.length > 255) throw invalid('An email address is too long')
  if (!/^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@<>"(),:;\\[\]\p{Cc}.]+(\.[^\s@<>"(),:;\\[\]\p{Cc}.]+)*$/u.test(given)) {
    throw invalid('Unable to validate email address: invalid format')
  }
  return given.toLowerCase()
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for the text form of a UUID. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value)
}

const durationUnits: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a duration such as `24h` or `1h30m`; `none` is 0. */
export function banMilliseconds(given: string): number {
  if (given === 'none') return 0
  const parts = [...given.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== given) {
    throw invalid(`invalid format for ban duration: ${given}`)
  }
  return parts.reduce((sum, part) => sum + Number(part[1]) * (durationUnits[part[2] ?? ''] ?? 0), 0)
}

function wrongType(name: string, expected: string): AuthError {
  return new AuthError(400, 'bad_json', `Could not parse request body as JSON: ${name} must be ${expected}`)
}
