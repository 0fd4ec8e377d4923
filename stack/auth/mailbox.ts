import type { ServerResponse } from 'node:http'
import type { Pool } from 'pg'
import type { Service, ServiceContext } from '../service.ts'

/** A mail that the stack would have sent. */
export interface Mail {
  id: string
  sent_at: string
  recipient: string
  subject: string
  body: string
  link: string | null
  code: string | null
}

const shown = 100

/**
 * The local mailbox: `/mailbox` for people, `/mailbox.json?to=` for tests, newest mail first.
 * Whoever reads it gets into accounts, so the gateway must not let pages of other origins in.
 */
export function createMailbox(ctx: Pick<ServiceContext, 'db'>): Service {
  return {
    async handle(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'Method not allowed')
      const url = new URL(request.url ?? '', 'http://mailbox.invalid')
      const to = url.searchParams.get('to') ?? ''
      const mails = await readMails(ctx.db, to)
      if (url.pathname.endsWith('.json')) return send(response, 200, 'application/json', JSON.stringify(mails))
      return send(response, 200, 'text/html', page(mails, to))
    },
    async stop() {},
  }
}

async function readMails(db: Pool, to: string): Promise<Mail[]> {
  const { rows } = await db.query<Mail>(
    `select id, sent_at, recipient, subject, body, link, code from mailbox.mails
     where $1 = '' or recipient = lower($1) order by id desc limit ${shown}`,
    [to],
  )
  return rows
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  response.end(text)
}

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  form { display: flex; gap: .5rem; margin-bottom: 1.5rem }
  input { flex: 1; font: inherit; padding: .4rem .6rem } button { font: inherit; padding: .4rem 1rem }
  article { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .5rem; padding: 1rem; margin-bottom: 1rem }
  h2 { font-size: 1.05rem; margin: 0 } p { margin: .25rem 0 } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem }
  .quiet { opacity: .75; font-size: .875rem }`

function page(mails: Mail[], to: string): string {
  const list = mails.map(article).join('') || '<p>No mail yet.</p>'
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mailbox</title><style>${style}</style></head><body><main><h1>Mailbox</h1>
<p class="quiet">Mails that this local stack would have sent. Nothing leaves the machine.</p>
<form><input type="search" name="to" value="${escape(to)}" aria-label="Recipient" placeholder="Recipient"><button>Show</button></form>
${list}</main></body></html>`
}

function article(mail: Mail): string {
  const link = mail.link ? `<p><a href="${escape(mail.link)}" rel="noreferrer">Open the link</a></p>` : ''
  return `<article><h2>${escape(mail.subject)}</h2>
<p class="quiet">To ${escape(mail.recipient)} · ${escape(new Date(mail.sent_at).toISOString())}</p>
${link}<details><summary>Text</summary><pre>${escape(mail.body)}</pre></details></article>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
