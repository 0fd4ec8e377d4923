import { StackError } from '../errors.ts'
import type { StartOptions } from './options.ts'

const guests = ['alex@user.com', 'beatriz@user.com', 'luis@user.com']
const hoteliers = ['dublinhotel@hotelier.com', 'barcelonahotel@hotelier.com', 'greenhotel@hotelier.com']

/** The addresses, and who may sign in, as a newcomer needs them. */
export function readyText(options: StartOptions, supabaseUrl: string, seconds: number): string {
  const addresses = [
    ['Guest companion', `http://127.0.0.1:${options.guestPort}`],
    ['Hotelier console', `http://127.0.0.1:${options.consolePort}`],
    ['Supabase', supabaseUrl],
    ...(options.remote ? [] : [['Mailbox', `${supabaseUrl}/mailbox`]]),
  ]
  const accounts = options.remote
    ? []
    : [
        '',
        ...rows('Guests', guests, 'user-demo'),
        ...rows('Hoteliers', hoteliers, 'hotelier-demo'),
      ]
  const lines = [
    `Hotel Coupons is ready (${seconds.toFixed(1)} s)`,
    '',
    ...addresses.map(([name, address]) => `  ${name!.padEnd(18)}${address}`),
    ...accounts,
    '',
    '  Ctrl-C stops everything.',
  ]
  return `\n${lines.join('\n')}\n`
}

function rows(title: string, emails: string[], password: string): string[] {
  return emails.map((email, at) => `  ${(at === 0 ? title : '').padEnd(18)}${email.padEnd(30)}${password}`)
}

/** One clear sentence and a way out; what is unforeseen keeps its stack trace. */
export function failureText(error: unknown): string {
  if (error instanceof StackError) return `\n${error.message}\n${error.fix}\n`
  return `\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
}
