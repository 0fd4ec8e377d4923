import nodemailer from 'nodemailer'
import type { Channel, Delivered } from './channel.ts'
import { composeMail, type Links } from './compose-mail.ts'

/** How mails are sent: `smtps://user:password@host:465`, or `smtp://…:2525` with STARTTLS where the server has it. */
export interface MailSettings {
  smtpUrl: string
  from: string
  links: Links
}

const withinMs = 5_000

/** Sends mails by SMTP over a few kept connections. */
export function mailChannel({ smtpUrl, from, links }: MailSettings): Channel {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    socketTimeout: withinMs,
    dnsTimeout: withinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(delivery) {
      const { to, ...mail } = composeMail(delivery, from, links)
      try {
        // As an address, not as text: what an address looks like is not read a second time.
        await transport.sendMail({ ...mail, from, to: { name: '', address: to } })
        return { kind: 'done' }
      } catch (error) {
        return outcomeOf(error as SmtpError)
      }
    },
  }
}

interface SmtpError extends Error {
  code?: string
  responseCode?: number
}

/** A mailbox or a message that is refused for good is not tried again; whatever else went wrong may be over soon. */
function outcomeOf({ message, code, responseCode = 0 }: SmtpError): Delivered {
  const forGood = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return { kind: forGood ? 'refused' : 'failed', error: `${code ?? 'SMTP'}: ${message}` }
}
