import * as v from 'valibot'

/**
 * Every channel between the console's page and the shell, with the schema of its arguments. A channel that is not here does not
 * exist: the preload offers no other and the registrar answers no other.
 */
const route = v.pipe(v.string(), v.maxLength(200), v.regex(/^\/[A-Za-z0-9\-/_?=&]*$/))

/** A server's address: encrypted, or on this very computer. */
export const serverAddress = v.strictObject({
  supabaseUrl: v.pipe(v.string(), v.maxLength(300), v.url(), v.regex(/^https:\/\/[^/@]+(\/|$)|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/)),
  publishableKey: v.pipe(v.string(), v.minLength(20), v.maxLength(2000)),
})

const file = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120), v.regex(/^[^\\/:*?"<>|\p{Cc}]+$/u)),
  type: v.picklist(['application/pdf', 'text/csv', 'application/json']),
  // A report of 50,000 rows is about 10 MB; ten times that is a mistake, not a report.
  bytes: v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.byteLength <= 100 * 1024 * 1024),
  ),
})

const serverChoice = v.variant('kind', [
  v.strictObject({ kind: v.literal('hosted') }),
  v.strictObject({ kind: v.literal('own'), ...serverAddress.entries }),
  v.strictObject({ kind: v.literal('demo') }),
])

export const channels = {
  'app:info': v.strictTuple([]),
  'files:save': v.strictTuple([file]),
  'files:open': v.strictTuple([file]),
  'secrets:set': v.strictTuple([v.literal('session'), v.pipe(v.string(), v.maxLength(64 * 1024))]),
  'secrets:get': v.strictTuple([v.literal('session')]),
  'secrets:remove': v.strictTuple([v.literal('session')]),
  'notices:show': v.strictTuple([
    v.strictObject({ title: v.pipe(v.string(), v.maxLength(120)), body: v.pipe(v.string(), v.maxLength(500)), route }),
  ]),
  'status:set': v.strictTuple([v.strictObject({ tone: v.picklist(['good', 'busy', 'warning', 'bad']), text: v.pipe(v.string(), v.maxLength(80)) })]),
  'settings:read': v.strictTuple([]),
  'settings:change': v.strictTuple([
    v.strictObject({
      language: v.exactOptional(v.nullable(v.picklist(['en', 'es']))),
      channel: v.exactOptional(v.picklist(['latest', 'beta'])),
      startAtLogin: v.exactOptional(v.boolean()),
    }),
  ]),
  'server:check': v.strictTuple([serverChoice]),
  'server:use': v.strictTuple([serverChoice]),
  'updates:state': v.strictTuple([]),
  'updates:check': v.strictTuple([]),
  'updates:install': v.strictTuple([]),
} as const

export type Channel = keyof typeof channels
export type ChannelArgs<C extends Channel> = v.InferOutput<(typeof channels)[C]>

/** The one channel on which the shell speaks to the page. Its payload is a `ShellEvent`. */
export const eventChannel = 'shell:event'

/** Whether `text` is a route that a deep link or a notification may open. */
export function isRoute(text: string): boolean {
  return v.is(route, text)
}
