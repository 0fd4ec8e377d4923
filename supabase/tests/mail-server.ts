import { type ReceivedMail, startSmtp } from '../../stack/mail/smtp.ts'

/** A mail server of our own, which can refuse as real ones do. */
export interface MailServer {
  url: string
  mails: ReceivedMail[]
  /** What to answer the next mails with, instead of taking them: a recipient's refusal, or one after the text. */
  refusals: { at: 'recipient' | 'text'; code: number }[]
  /** Called when a mail was kept, before its sender is told. */
  onMail: (mail: ReceivedMail) => void
  stop(): Promise<void>
}

/** Starts it on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const refuse = (at: 'recipient' | 'text'): void => {
    if (service.refusals[0]?.at !== at) return
    const { code = 451 } = service.refusals.shift() ?? {}
    throw Object.assign(new Error(code < 500 ? 'busy' : 'no such user'), { responseCode: code })
  }
  const service: MailServer = { url: '', mails: [], refusals: [], onMail: () => undefined, stop: async () => undefined }
  const mail = (received: ReceivedMail): void => {
    refuse('text')
    service.mails.push(received)
    service.onMail(received)
  }
  // Whoever is killed hangs up in the middle of a sentence: that is no error.
  return Object.assign(service, await startSmtp({ mail, recipient: () => refuse('recipient') }, () => undefined))
}
