import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail that was handed over: for whom, what it says, and as it came. */
export interface ReceivedMail extends Email {
  recipients: string[]
  raw: string
}

/** What becomes of mails. What either throws is told to the sender; a `responseCode` in it says how (451: later, 550: never). */
export interface MailTaker {
  mail(mail: ReceivedMail): void | Promise<void>
  recipient?(address: string): void
}

// More than a mail of text needs.
const longestMail = 1_000_000

/** A mail server on a free port of 127.0.0.1, without encryption or passwords. Gives its address and how to stop it. */
export async function startSmtp(taker: MailTaker, onError: (error: Error) => void): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: longestMail,
    onRcptTo: ({ address }, _session, done) => void answered(() => taker.recipient?.(address), done),
    onData: (stream, { envelope }, done) => void answered(async () => {
      const raw = await readAll(stream)
      const recipients = envelope.rcptTo.map(({ address }) => address)
      await taker.mail({ ...(await PostalMime.parse(raw)), recipients, raw: raw.toString() })
    }, done),
  })
  server.on('error', onError)
  const listening = once(server.server, 'listening')
  server.listen(0, '127.0.0.1')
  await listening
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

async function answered(work: () => unknown, done: (error?: Error | null) => void): Promise<void> {
  let refusal: Error | null = null
  try {
    await work()
  } catch (error) {
    refusal = error as Error
  }
  done(refusal)
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
