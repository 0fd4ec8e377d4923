import { invalidRequest } from './errors.ts'

type Body = Record<string, unknown>

/** A required string of a JSON body. */
export function text(body: Body, key: string): string {
  const value = body[key]
  if (value === undefined) throw invalidRequest(`body must have required property '${key}'`)
  if (typeof value !== 'string') throw invalidRequest(`body/${key} must be string`)
  return value
}

/** An optional string of a JSON body. */
export function optionalText(body: Body, key: string): string | undefined {
  return body[key] === undefined || body[key] === null ? undefined : text(body, key)
}

/** An optional boolean of a JSON body. */
export function optionalFlag(body: Body, key: string): boolean | undefined {
  const value = body[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'boolean') throw invalidRequest(`body/${key} must be boolean`)
  return value
}

/** A whole number of at least `minimum`, from a JSON body or (as digits) from a query. */
export function integer(value: unknown, place: string, minimum: number): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw invalidRequest(`${place} must be integer`)
  if (number < minimum) throw invalidRequest(`${place} must be >= ${minimum}`)
  return number
}

/** A list of strings with at least one and at most a thousand of them. */
export function texts(body: Body, key: string): string[] {
  const value = body[key]
  if (value === undefined) throw invalidRequest(`body must have required property '${key}'`)
  if (!Array.isArray(value)) throw invalidRequest(`body/${key} must be array`)
  if (value.length < 1) throw invalidRequest(`body/${key} must NOT have fewer than 1 items`)
  if (value.length > 1000) throw invalidRequest(`body/${key} must NOT have more than 1000 items`)
  return value.map((item: unknown, index) => {
    if (typeof item !== 'string') throw invalidRequest(`body/${key}/${index} must be string`)
    return item
  })
}

/** One of a few words. */
export function oneOf<T extends string>(value: unknown, place: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value)
  if (found === undefined) throw invalidRequest(`${place} must be equal to one of the allowed values`)
  return found
}
