import { pushHosts } from '../_shared/push-hosts.ts'
import type { Channel, Delivery } from './channel.ts'
import { mailChannel } from './mail.ts'
import { pushChannel } from './push.ts'

type Env = (name: string) => string | undefined

/** The channels that this project has settings for; of the others, which settings are missing. */
export interface Channels {
  on: Partial<Record<Delivery['channel'], Channel>>
  off: Partial<Record<Delivery['channel'], string[]>>
}

const needed = {
  push: ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'],
  email: ['SMTP_URL', 'MAIL_FROM', 'APP_URL', 'CONSOLE_URL'],
} as const

/** Reads the settings (docs/database.md, "Edge functions") and makes the channels. */
export function channelsOf(env: Env): Channels {
  const channels: Channels = { on: {}, off: {} }
  for (const name of ['push', 'email'] as const) {
    const missing = needed[name].filter((key) => !env(key))
    if (missing.length > 0) channels.off[name] = missing
    else channels.on[name] = makers[name]((key) => env(key) ?? '')
  }
  return channels
}

const makers: Record<Delivery['channel'], (env: (name: string) => string) => Channel> = {
  push: (env) => pushChannel({
    vapid: { publicKey: env('VAPID_PUBLIC_KEY'), privateKey: env('VAPID_PRIVATE_KEY'), subject: env('VAPID_SUBJECT') },
    hosts: env('PUSH_HOSTS') ? env('PUSH_HOSTS').split(',').map((host) => host.trim()) : pushHosts,
  }),
  email: (env) => mailChannel({
    smtpUrl: env('SMTP_URL'),
    from: env('MAIL_FROM'),
    links: { guest: bare(env('APP_URL')), console: bare(env('CONSOLE_URL')), functions: `${bare(env('SUPABASE_URL'))}/functions/v1` },
  }),
}

function bare(url: string): string {
  return url.replace(/\/+$/, '')
}
