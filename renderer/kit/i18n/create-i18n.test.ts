// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp, type Plugin } from 'vue'
import { createAppI18n } from './create-i18n.ts'
import { useCouponWords } from './use-coupon-words.ts'

const texts = { en: { hello: 'Hello' }, es: async () => ({ hello: 'Hola' }) }

beforeEach(() => localStorage.clear())

function started(preferred: string[], own: Parameters<typeof createAppI18n<{ hello: string }>>[0] = texts) {
  const page = { lang: '', dir: '' }
  return { page, i18n: createAppI18n(own, { storage: localStorage, preferred, page }) }
}

describe('the language', () => {
  it.each([
    [['es-MX', 'en'], 'Hola', 'es'],
    [['fr', 'de-AT'], 'Hello', 'en'],
    [['fr', 'es', 'en'], 'Hola', 'es'],
  ])('of %s is taken from the browser', async (preferred, hello, lang) => {
    const { i18n, page } = started(preferred)
    await i18n.ready
    expect([i18n.t('hello'), page.lang, page.dir, i18n.language.isKept()]).toEqual([hello, lang, 'ltr', false])
  })

  it('that was chosen by hand stays', async () => {
    const first = started(['en'])
    await first.i18n.ready
    await first.i18n.language.choose('es')
    const next = started(['en'])
    await next.i18n.ready
    expect([next.i18n.t('hello'), next.i18n.language.isKept()]).toEqual(['Hola', true])
  })

  it('whose texts do not come leaves what there was', async () => {
    const { i18n } = started(['es'], { en: texts.en, es: () => Promise.reject(new Error('no network')) })
    await i18n.ready
    await expect(i18n.language.choose('es')).rejects.toThrow('no network')
    expect([i18n.t('hello'), i18n.language.current.value, i18n.language.isKept()]).toEqual(['Hello', 'en', false])
  })

  it('is not offered by an app that does not have it', async () => {
    localStorage.setItem('hotel-coupons-language', 'es')
    const { i18n } = started(['es'], { en: texts.en })
    await i18n.ready
    expect([i18n.t('hello'), i18n.language.offered]).toEqual(['Hello', ['en']])
  })
})

it('says a coupon in Spanish by the rules of the language', async () => {
  const { i18n } = started(['es-ES'])
  await i18n.ready
  const words = setUpIn(i18n, useCouponWords)
  const now = '2026-11-23T12:00:00Z'
  expect(words.discount({ discount_kind: 'percent', discount_value: 20 }, 'EUR').replaceAll(/\s/g, ' ')).toBe('20 % de descuento')
  expect(words.discount({ discount_kind: 'amount', discount_value: 1250 }, 'EUR').replaceAll(/\s/g, ' ')).toBe('12,50 € de descuento')
  expect(words.exactEnd('2026-11-30T00:00:00Z', 'Europe/Dublin', now)).toBe('Hasta el domingo a las 23:59, hora de Dublin')
  expect([words.left(1), words.left(3), words.left(12_345)]).toEqual(['Solo queda 1', 'Solo quedan 3', 'Quedan 12.345'])
})

function setUpIn<R>(i18n: Plugin, use: () => R): R {
  const found: R[] = []
  const app = createApp({ setup: () => (found.push(use()), () => null) }).use(i18n)
  app.mount(document.createElement('div'))
  return found[0]!
}
