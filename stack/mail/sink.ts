import type { ServiceContext } from '../service.ts'
import { type ReceivedMail, startSmtp } from './smtp.ts'

/** Takes any mail by SMTP and puts it into the mailbox; nothing leaves the machine. */
export function startMailSink({ db, log }: Pick<ServiceContext, 'db' | 'log'>): ReturnType<typeof startSmtp> {
  const keep = async ({ recipients, subject = '', text = '' }: ReceivedMail): Promise<void> => {
    const link = /https?:\/\/\S+/.exec(text)?.[0] ?? null
    for (const recipient of recipients) {
      await db.query('insert into mailbox.mails (recipient, subject, body, link) values ($1, $2, $3, $4)', [recipient.toLowerCase(), subject, text, link])
    }
  }
  return startSmtp({ mail: keep }, error => log('mail', error.message))
}
