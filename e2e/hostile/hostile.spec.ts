import type { Browser, Page } from '@playwright/test'
import { signIn as signInHotelier } from '../console/steps.ts'
import { startProduct, type Product } from '../fixtures/product.ts'
import { expect, test as base } from '@playwright/test'
import { signIn as signInGuest } from '../guest/steps.ts'
import { controls, packed, payloads, turning } from './payloads.ts'
import { type Scene, taken, texts, writeScene } from './scene.ts'
import { arm, bare, markup, textOf } from './tripwire.ts'

/**
 * Texts of hotels and guests stay texts: over 200 payloads in every one that they can write, on every page of both built apps. None
 * runs, none becomes markup, none asks anything of another machine, and each is there to read as it was written.
 */
const test = base.extend<object, { product: Product; scene: Scene }>({
  product: [
    async ({}, use) => {
      const product = await startProduct({ seed: false })
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  scene: [async ({ product }, use) => use(await writeScene(product)), { scope: 'worker', timeout: 60_000 }],
})

test('nothing but a text is taken for a text', async ({ product, scene }) => {
  expect(payloads.length).toBeGreaterThanOrEqual(200)
  for (const [field, most] of Object.entries(texts)) expect(most.join(' ').length, field).toBeGreaterThan(payloads.join('').length)
  const { locale, picture, logo } = await taken(product, scene)
  expect(locale).toEqual([])
  // A path takes plain characters alone: nothing in it can end an attribute or name another place.
  expect([...picture, ...logo].filter((payload) => !/^[\w-][\w.-]*$/.test(payload))).toEqual([])
})

test('control: the wire trips where markup is let in', async ({ browser }) => {
  const page = await browser.newPage()
  const tripped = await arm(page)
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><body><p>A page without a policy</p>' }))
  await page.route('**://evil.test/**', (route) => route.fulfill({ status: 204 }))
  await page.goto('http://127.0.0.1:9/')
  const ran = () => new Set(tripped.filter((what) => what.startsWith('ran'))).size
  await page.evaluate((all) => {
    for (const payload of all) document.body.appendChild(document.createElement('div')).innerHTML = payload
  }, payloads)
  await expect.poll(ran).toBeGreaterThan(30)
  // What a server would have written into its pages runs scripts as well.
  await page.evaluate((all) => {
    for (const srcdoc of all) document.body.append(Object.assign(document.createElement('iframe'), { srcdoc }))
  }, payloads)
  await expect.poll(ran).toBeGreaterThan(60)
  expect(tripped.some((what) => what.startsWith('request'))).toBe(true)
  expect((await markup(page)).length).toBeGreaterThan(100)
  await page.context().close()
})

test('control: under the companion’s policy it trips as well', async ({ browser, product }) => {
  const { page, tripped } = await open(browser, product.guestUrl)
  await page.evaluate((all) => {
    document.body.innerHTML = all.join('\n')
  }, payloads)
  await expect.poll(() => tripped.filter((what) => what.startsWith('policy')).length).toBeGreaterThan(0)
  expect(tripped.filter((what) => what.startsWith('ran'))).toEqual([])
  await page.context().close()
})

test('the companion shows them as text to anyone', async ({ browser, product, scene }) => {
  const { page, tripped } = await open(browser, product.guestUrl)
  await test.step('addresses', async () => {
    for (const text of packed(900)) {
      const value = encodeURIComponent(text)
      for (const path of [`/coupon/${value}`, `/hotel/${value}`, `/wallet/${value}`, `/wallet?show=${value}`, `/sign-in?next=${value}&for=${value}`, `/${value}#${value}`, `/?q=${value}&city=${value}&kind=${value}&sort=${value}`]) await go(page, path)
      expect(await markup(page)).toEqual([])
    }
    await page.goto('/')
  })
  await test.step('find', async () => {
    await page.evaluate(async (count) => {
      while (document.querySelectorAll('main article').length < count) {
        scrollTo(0, document.body.scrollHeight)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }, scene.coupons.length)
    await reads(page, texts.title, texts.name, texts.city)
  })
  await test.step('hotels', async () => {
    for (const [i, hotel] of scene.hotels.slice(0, texts.address.length).entries()) {
      await visit(page, `/hotel/${hotel}`, texts.address[i]!)
      if (i < texts.description.length) await reads(page, [texts.description[i]!])
    }
  })
  await test.step('coupons', async () => {
    for (const [i, description] of texts.description.entries()) {
      await visit(page, `/coupon/${scene.coupons[i]}`, description)
      await reads(page, [texts.terms[(i + 1) % texts.terms.length]!])
    }
  })
  expect(tripped).toEqual([])
  await page.context().close()
})

test('the companion shows them as text to a guest', async ({ browser, product, scene }) => {
  const { page, tripped } = await open(browser, product.guestUrl)
  await signInGuest(page, scene.guest.account)

  await test.step('wallet and code', async () => {
    await visit(page, '/wallet', texts.title.at(-1)!)
    await reads(page, texts.title, texts.name)
    await page.getByRole('main').getByRole('listitem').nth(3).click()
    await page.getByTestId('code').waitFor()
    expect(await markup(page)).toEqual([])
  })
  await test.step('notices', async () => {
    await visit(page, '/notices', texts.title.at(-1)!)
    await reads(page, texts.title, texts.name)
  })
  await test.step('me', async () => {
    await visit(page, '/me', texts.guest[1]!)
    await reads(page, texts.name)
  })
  expect(tripped).toEqual([])
  await page.context().close()
})

test('a sign-in leads to no other place', async ({ browser, product, scene }) => {
  const { page, tripped } = await open(browser, product.guestUrl)
  for (const next of ['javascript:hit(1)', '/\\evil.test']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByLabel('E-mail').fill(scene.guest.account.email)
    await page.getByLabel('Password', { exact: true }).fill(scene.guest.account.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect(new URL(page.url()).origin).toBe(product.guestUrl)
    await page.evaluate(() => localStorage.clear())
  }
  expect(tripped).toEqual([])
  await page.context().close()
})

test('the console shows them as text', async ({ browser, product, scene }) => {
  const { page, tripped } = await open(browser, product.consoleUrl, { width: 1440, height: 900 })
  await page.addInitScript(([user, hotel]) => localStorage.setItem(`hotel:${user}`, hotel!), [scene.owner.id, scene.hotels[0]!])
  await signInHotelier(page, scene.owner.account)
  const go = (path: string) => page.evaluate((hash) => void (location.hash = hash), path)

  await test.step('coupons and their editor', async () => {
    await go('#/coupons')
    await reads(page, texts.title)
    for (const [i, description] of texts.description.entries()) {
      await go(`#/coupons/${scene.drafts[i]}`)
      await reads(page, [description, texts.title[i]!, texts.terms[(i + 1) % texts.terms.length]!])
    }
  })
  await test.step('redemptions', async () => {
    await go('#/redemptions')
    await page.getByRole('button', { name: 'Show more' }).click()
    await reads(page, texts.guest, texts.device)
  })
  await test.step('every other page', async () => {
    const links = await page.getByRole('navigation').getByRole('link').all()
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) {
      await link.click()
      await page.waitForLoadState('networkidle')
      expect(await markup(page)).toEqual([])
    }
  })
  await test.step('the switcher of hotels', async () => {
    await page.getByRole('complementary').getByRole('button').first().click()
    await reads(page, texts.name)
  })
  expect(tripped).toEqual([])
  await page.context().close()
})

test('no line takes marks that turn it, no text takes control characters', async ({ scene }) => {
  const { client } = scene.owner
  for (const text of [...turning, ...controls]) {
    const { error } = await client.from('profiles').update({ display_name: `x${text}x` }).eq('id', scene.owner.id)
    expect(error?.message, JSON.stringify(text)).toBe('invalid-argument')
  }
  for (const text of controls) {
    const { error } = await client.rpc('update_hotel', { command_id: crypto.randomUUID(), hotel: { id: scene.hotels[0], description: `x${text}x` } })
    expect(error?.message, JSON.stringify(text)).toBe('invalid-argument')
  }
})

async function open(browser: Browser, baseURL: string, viewport = { width: 390, height: 844 }): Promise<{ page: Page; tripped: string[] }> {
  const page = await (await browser.newContext({ baseURL, viewport, locale: 'en-IE' })).newPage()
  const tripped = await arm(page)
  await page.goto('/')
  return { page, tripped }
}

/** Goes there as a link within the page would, which is quicker than loading all anew, and waits for a text of it. */
async function visit(page: Page, path: string, text: string): Promise<void> {
  await go(page, path)
  await reads(page, [text])
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    history.pushState({ ...history.state, current: to, position: (history.state.position ?? 0) + 1 }, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
    await new Promise((resolve) => setTimeout(resolve))
  }, path)
}

/** Expects texts on the page, letter for letter, and no markup from them. */
async function reads(page: Page, ...lists: string[][]): Promise<void> {
  await expect.poll(async () => {
    const shown = await textOf(page)
    return lists.flat().filter((text) => !shown.includes(bare(text)))
  }, { intervals: [30, 60, 120], timeout: 30_000 }).toEqual([])
  expect(await markup(page)).toEqual([])
}
