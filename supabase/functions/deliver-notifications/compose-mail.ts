import type { Delivery } from './channel.ts'
import { frames, localeOf, pathOf, wordsOf } from './words.ts'

/** Where links lead: the two apps, and the functions of this project. Without a slash at the end. */
export interface Links {
  guest: string
  console: string
  functions: string
}

/** A mail, ready for a library that knows how to write headers. */
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** The same at each try, so that a mailbox that got it twice can tell. */
  messageId: string
  headers: Record<string, string>
}

/** Writes the mail of a delivery: plain text and simple HTML, no picture, nothing that reports back. */
export function composeMail(delivery: Delivery, from: string, links: Links): Mail {
  const locale = localeOf(delivery.locale)
  const words = wordsOf(delivery)
  const { app, path } = pathOf(delivery)
  const url = `${links[app]}${path}`
  const token = delivery.to.unsubscribe
  const stop = token ? `${links.guest}/unsubscribe#${token}` : null
  const frame = frames[locale]
  const subject = oneLine(words.subject)
  return {
    to: delivery.to.email ?? '',
    subject,
    text: [words.text, '', `${words.link}: ${url}`, ...(stop ? ['', '-- ', frame.why, `${frame.stop}: ${stop}`] : []), ''].join('\n'),
    html: `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem">
<p>${escape(words.text)}</p>
<p><a href="${escape(url)}">${escape(words.link)}</a></p>
${stop ? `<hr><p style="font-size:14px">${escape(frame.why)}<br><a href="${escape(stop)}">${escape(frame.stop)}</a></p>` : ''}
</body></html>
`,
    messageId: `<${delivery.id}@${domainOf(from)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': locale,
      // Mail programs show it as a button and end the mails by one POST (RFC 8058).
      ...(token && { 'List-Unsubscribe': `<${links.functions}/unsubscribe?token=${token}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}

/** The part behind the @ of `Name <name@domain>`. */
function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'
}

/** A title may hold anything that a hotel typed: a header holds one line of it. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim().slice(0, 200)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
