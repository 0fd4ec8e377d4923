import { policyToInner, standardSchemes, textToInner, toOuter } from './addresses.ts'
import { browser } from './browser.ts'
import type { PausedRequest } from './cdp.ts'
import { complain, host, HostEvent } from './host.ts'
import { firstSession } from './session.ts'
import type { WebContents } from './web-contents.ts'

interface Header {
  name: string
  value: string
}

/**
 * Every request of every page, worker and service worker comes through here before it leaves: main's guards are asked about
 * navigations, main's handlers answer their schemes, the rest goes on to the network. Not faithful: bodies are buffered.
 */
export function followRequests(): void {
  browser.on('Fetch.requestPaused', (paused: PausedRequest) => {
    handle(paused).catch((error: unknown) => {
      complain('a request was not handled', error)
      fail(paused.requestId, 'Failed')
    })
  })
}

const send = (method: string, params: object) =>
  browser.send(method, params).catch((error: Error) => /Invalid InterceptionId|closed|Invalid state/.test(error.message) || complain(error.message))
const fail = (requestId: string, errorReason: string) => void send('Fetch.failRequest', { requestId, errorReason })

async function handle(paused: PausedRequest): Promise<void> {
  const { requestId, request, resourceType } = paused
  // Chrome fetches an icon for its tab; Electron does not.
  if (resourceType === 'Other' && (request.headers.Accept ?? '').startsWith('image/')) return void (await send('Fetch.fulfillRequest', { requestId, responseCode: 204 }))
  const url = toOuter(request.url)
  const contents = host.frames.get(paused.frameId)?.contents ?? host.contentsByTarget.get(paused.frameId)
  if (resourceType === 'Document' && contents && !mayNavigate(paused, contents, url)) return fail(requestId, 'Aborted')
  const scheme = url.slice(0, url.indexOf(':'))
  const handler = firstSession.schemes.handlers.get(scheme)
  if (handler) return answer(paused, await answerOf(paused, url, handler))
  if (standardSchemes.has(scheme)) return fail(requestId, 'Failed') // a scheme that nobody serves
  const headers = Object.entries(request.headers).map(([name, value]) => ({ name, value: isOrigin(name) ? toOuter(value) : value }))
  await send('Fetch.continueRequest', { requestId, headers })
}

/** Asks main's listeners, for what the page itself began. */
function mayNavigate({ frameId, redirectedRequestId }: PausedRequest, contents: WebContents, url: string): boolean {
  const isMainFrame = frameId === contents.targetId
  const ask = (name: string) => {
    const event = new HostEvent({ url, isSameDocument: false, isMainFrame, frame: contents.tree.of(frameId), sender: contents.self })
    contents.emit(name, event, url, false, isMainFrame)
    return !event.defaultPrevented
  }
  if (redirectedRequestId) return ask('will-redirect')
  if (!isMainFrame) return ask('will-frame-navigate')
  if (contents.ownNavigations > 0) {
    contents.ownNavigations--
    return true
  }
  return ask('will-frame-navigate') && ask('will-navigate')
}

async function answerOf({ request }: PausedRequest, url: string, handler: (request: Request) => Response | Promise<Response>): Promise<Response | null> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, isOrigin(name) ? toOuter(value) : value)
  const parts = (request.postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
  const body = request.method === 'GET' || request.method === 'HEAD' || parts.length === 0 ? null : Buffer.concat(parts)
  try {
    return await handler(new Request(url, { method: request.method, headers, body }))
  } catch (error) {
    console.error(error)
    return null
  }
}

async function answer({ requestId }: PausedRequest, response: Response | null): Promise<void> {
  if (!response || response.type === 'error') return fail(requestId, 'Failed')
  const body = Buffer.from(await response.arrayBuffer()).toString('base64')
  const responseHeaders = [...response.headers].map(([name, value]) => inner({ name, value })).filter(({ name }) => !/^(content-length|transfer-encoding|content-encoding)$/i.test(name))
  await send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responsePhrase: response.statusText || undefined, responseHeaders, body })
}

function inner({ name, value }: Header): Header {
  if (/^content-security-policy/i.test(name)) return { name, value: policyToInner(value) }
  return { name, value: /^(access-control-allow-origin|location)$/i.test(name) ? textToInner(value) : value }
}

const isOrigin = (name: string) => /^(referer|origin)$/i.test(name)
