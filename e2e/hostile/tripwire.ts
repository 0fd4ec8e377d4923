import type { Page } from '@playwright/test'

/** Elements that neither app ever makes: one of them in the page is a text that became markup. */
const foreign = 'iframe, object, embed, base, math, marquee, frameset, meta[http-equiv=refresh], body script:not([src^="/assets/"]):not([src^="./assets/"]), style:not(head *), xss, image, video, audio, keygen, portal'

/** What a page must not do. What trips the wire is written to the returned list, as it happens, in any frame. */
export async function arm(page: Page): Promise<string[]> {
  const tripped: string[] = []
  await page.exposeFunction('hit', (n: number) => void tripped.push(`ran: ${n}`))
  await page.exposeFunction('breach', (what: string) => void tripped.push(`policy: ${what}`))
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { breach(what: string): void }).breach(`${violatedDirective} ${blockedURI}`)
    }),
  )
  page.on('dialog', dialog => {
    tripped.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', popup => tripped.push(`popup: ${popup.url()}`))
  page.on('download', download => tripped.push(`download: ${download.url()}`))
  page.on('request', request => {
    const { protocol, hostname } = new URL(request.url())
    if (!/^(data|blob):$/.test(protocol) && hostname !== '127.0.0.1') tripped.push(`request: ${request.url()}`)
  })
  return tripped
}

/** Texts that became markup without running anything, as a policy may have kept them from it. */
export async function markup(page: Page): Promise<string[]> {
  return page.evaluate(selector => {
    const found = [...document.querySelectorAll(selector)].map(element => `element: ${element.outerHTML.slice(0, 120)}`)
    for (const element of document.querySelectorAll('body *')) {
      for (const { name, value } of element.attributes) {
        const runs = name.startsWith('on') || (/^(href|src|srcset|action|formaction|style|background|poster|data|ping|srcdoc|xlink:href)$/.test(name) && /hit\(|evil\.test|^\s*javascript:/i.test(value))
        if (runs) found.push(`attribute: ${name}=${value.slice(0, 80)}`)
      }
    }
    return found
  }, foreign)
}

/** All that the page says, in its text and in its fields, without blanks, which layout may change. */
export async function textOf(page: Page): Promise<string> {
  const text = await page.evaluate(() =>
    [document.body.textContent, ...[...document.querySelectorAll('input, textarea, select')].map(field => (field as HTMLInputElement).value)].join('\n'),
  )
  return bare(text)
}

export function bare(text: string): string {
  return text.replaceAll(/[\s\u200b]+/g, '')
}
