import type { LogMessage } from 'electron-log'

/** What is used of electron-log's logger, in the main process and in plain Node alike. */
interface Log {
  transports: { file: { maxSize: number } }
  hooks: ((message: LogMessage) => LogMessage | false)[]
}

/** What must never stand in the log, and what stands there instead. Order matters: the more special one comes first. */
const secrets: [RegExp, string][] = [
  [/eyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, '‹token›'],
  [/\bsb_(publishable|secret)_[\w-]+/g, '‹key›'],
  [/-----BEGIN [\w ]+-----[\s\S]*?(-----END [\w ]+-----|$)/g, '‹key›'],
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ‹token›'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1‹user›@'],
  [/((?:access|refresh|id)?_?token|api_?key|password|passphrase|secret|authorization|code|otp|nonce)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, '$1$2‹secret›'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '‹mail›'],
  // A coupon's code, 12 characters and a check, in groups or in one.
  [/\b[0-9A-HJKMNP-TV-Z]{4}[- ]?[0-9A-HJKMNP-TV-Z]{4}[- ]?[0-9A-HJKMNP-TV-Z]{4}[- ]?[0-9A-HJKMNP-TV-Z]\b/gi, '‹code›'],
  // Anything long that looks like chance.
  [/\b(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{28,}/gi, '‹long›'],
]

/** A text without secrets, people's addresses and codes. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((clean, [secret, instead]) => clean.replace(secret, instead), text)
}

/** A log file of at most one megabyte, and the one before it; every line is cleaned before it is written anywhere. */
export function configureLog(log: Log): void {
  log.transports.file.maxSize = 1024 * 1024
  log.hooks.push((message) => ({ ...message, data: message.data.map((part: unknown) => withoutSecrets(textOf(part))) }))
}

function textOf(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part))
}
