import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { buildReport } from './build-model.ts'
import { inRange } from './days.ts'
import { generate } from './generate.ts'
import { extractPages } from './extract-text.ts'
import { facesFor } from './faces.ts'
import { collectFigures, type ReportSource } from './figures.ts'
import type { ReportModel } from './model.ts'
import { renderPdf } from './render-pdf.ts'
import { hotel, range, sampleSource } from './sample-source.ts'
import { reportWordsEn } from './words-en.ts'
import { reportWordsEs } from './words-es.ts'

const { resolve } = createRequire(import.meta.url)
const font = (file: string) => new Uint8Array(readFileSync(resolve(`@expo-google-fonts/${file}.ttf`)))
const latin = { name: 'NotoSans', normal: font('noto-sans/400Regular/NotoSans_400Regular'), bold: font('noto-sans/700Bold/NotoSans_700Bold') }
const japanese = { name: 'NotoSansJP', normal: font('noto-sans-jp/400Regular/NotoSansJP_400Regular'), bold: font('noto-sans-jp/700Bold/NotoSansJP_700Bold') }
const art = { faces: [latin], logo: null }

function modelOf(source: ReportSource, pending = 0): ReportModel {
  return buildReport(collectFigures(source, range), { hotel: source.hotel, syncedAt: '2026-11-01T08:00:00Z', pending, locale: 'en-GB', words: reportWordsEn })
}

const sum = (rows: number[]) => rows.reduce((total, value) => total + value, 0)

describe('collectFigures', () => {
  const source = sampleSource(7, 50)
  const figures = collectFigures(source, range)

  it('adds up to the ledger, by day and by coupon', () => {
    const ledger = source.daily.filter((row) => inRange(row.day, range))
    for (const key of ['views', 'redemptions', 'uses'] as const) {
      const expected = sum(ledger.map((row) => row[key]))
      expect(figures.totals[key]).toBe(expected)
      expect(sum(figures.days.map((row) => row[key]))).toBe(expected)
      expect(sum(figures.coupons.map((row) => row[key]))).toBe(expected)
    }
  })

  it('has a line for every day and every coupon, also where nothing happened', () => {
    const empty = collectFigures({ ...source, daily: [] }, range)
    expect(empty.days).toHaveLength(31)
    expect(empty.coupons).toHaveLength(7)
    expect(empty.totals).toEqual({ views: 0, redemptions: 0, uses: 0 })
  })

  it('takes the day of a redemption from the hotel’s clock', () => {
    const first = source.redemptions[0]!
    expect(first.redeemed_at).toBe('2026-09-30T23:30:00.000Z')
    expect(figures.redemptions.map((line) => line.redemption.id)).toContain(first.id)
    const inLisbon = collectFigures({ ...source, hotel: { ...hotel, time_zone: 'Atlantic/Azores' } }, { from: '2026-10-01', to: '2026-10-01' })
    expect(inLisbon.redemptions.map((line) => line.redemption.id)).not.toContain(first.id)
  })

  it('keeps the books: gross less undone is net, and conflicts do not count', () => {
    const { uses } = source
    const within = (status: string) => uses.filter((use) => use.status === status).length
    expect(figures.ledger).toMatchObject({ redemptions: 50, gross: 25, undone: 5, net: 20, conflicts: { open: within('conflict'), closed: within('closed') } })
    expect(figures.ledger.corrections).toHaveLength(uses.length - within('counted'))
    expect(figures.ledger.corrections[0]).toMatchObject({ usedByName: 'Núria', guestName: expect.stringContaining('Guest') })
  })

  it('adds up by coupon and day, and for some coupons alone', () => {
    expect(sum(figures.couponDays.map((row) => row.views))).toBe(figures.totals.views)
    const chosen = collectFigures(source, range, new Set(['coupon-2']))
    expect(chosen.totals.views).toBe(figures.coupons.find((row) => row.coupon.id === 'coupon-2')?.views)
    expect(chosen.coupons).toHaveLength(1)
    expect(chosen.redemptions.every((line) => line.redemption.coupon_id === 'coupon-2')).toBe(true)
    expect(chosen.ledger.gross).toBeLessThan(figures.ledger.gross)
  })

  it('names who used it', () => {
    expect(figures.redemptions.find((line) => line.redemption.status === 'used')?.usedByName).toBe('Núria')
  })
})

describe('renderPdf', () => {
  const model = modelOf(sampleSource(30, 120), 3)
  const { bytes, unshown } = renderPdf(model, art)
  const pages = extractPages(bytes, inflateSync)
  const text = pages.join('\n')

  it('says the totals, the range, how fresh it is and what is pending', () => {
    for (const figure of model.figures) expect(pages[0]?.split('\n')).toContain(figure.value)
    expect(pages[0]).toContain('1 Oct 2026 – 31 Oct 2026')
    expect(pages[0]).toContain('As of 1 Nov 2026, 09:00 (Europe/Madrid)')
    expect(pages[0]).toContain('not yet confirmed by the cloud: 3')
  })

  it('writes letters beyond ASCII', () => {
    expect(pages[0]).toContain('Hôtel Łódź & Ελλάς')
    expect(text).not.toContain('\uFFFD')
    expect(unshown).toEqual([])
  })

  it('marks what its fonts lack, says so at the end, and draws the rest', () => {
    const source = sampleSource(2, 2)
    source.coupons[0]!.title = '東京 tea for two 😀 cafe\u0301'
    const file = renderPdf(modelOf(source), art)
    const drawn = extractPages(file.bytes, inflateSync)
    expect(file.unshown).toEqual(['東', '京', '😀'])
    expect(drawn.join('\n')).toContain('\uFFFD\uFFFD tea for two \uFFFD café')
    expect(drawn.at(-1)).toContain('U+6771 U+4EAC U+1F600')
  })

  it('takes a further face for what the first lacks', () => {
    const source = sampleSource(2, 2)
    source.hotel = { ...hotel, name: '東京ホテル Ελλάδα São Paulo' }
    expect(facesFor(model)).toEqual(['NotoSans'])
    expect(facesFor(modelOf(source))).toEqual(['NotoSans', 'NotoSansJP'])
    const file = renderPdf(modelOf(source), { ...art, faces: [latin, japanese] })
    expect(file.unshown).toEqual([])
    // A face of some megabytes leaves but its used letters in the file.
    expect(file.bytes.length).toBeLessThan(400_000)
    expect(extractPages(file.bytes, inflateSync)[0]?.replaceAll('\n', '')).toContain('東京ホテル Ελλάδα São Paulo')
  })

  it.each([
    ['right to left', 'שלום \u202Egnp.exe'],
    ['a formula', '=cmd|’ /C calc’!A0'],
    ['control characters', 'a\u0000\u0007\r\nb\u2028c'],
    ['a word of a megabyte', 'x'.repeat(1_000_000)],
    ['half an emoji', 'half \uD83D'],
    ['PDF’s own marks', '(\\) Tj ET endstream endobj >> << /JS (app.alert(1))'],
  ])('stands %s', (_name, text) => {
    const source = sampleSource(2, 4)
    source.hotel = { ...hotel, name: text }
    source.coupons[0]!.title = text
    for (const redemption of source.redemptions) Object.assign(redemption, { guest_name: text, device: text })
    const drawn = extractPages(renderPdf(modelOf(source), art).bytes, inflateSync)
    expect(drawn.length).toBeLessThan(12)
    expect(drawn.at(-1)).toContain(`Page ${drawn.length} of ${drawn.length}`)
  })

  it('leaves out a logo that cannot be read', () => {
    const broken = { format: 'PNG' as const, bytes: Uint8Array.of(1, 2, 3), width: 10, height: 10 }
    expect(extractPages(renderPdf(model, { ...art, logo: broken }).bytes, inflateSync)).toHaveLength(pages.length)
  })

  it('has a bookmark for every part', () => {
    const outline = Buffer.from(bytes).toString('latin1').match(/\/Title \(([^)]*)\)\n\/Parent/g) ?? []
    expect(outline).toHaveLength(3 + model.tables.length)
  })

  it('holds the parts that were asked for', () => {
    const source = sampleSource(5, 20)
    const some = buildReport(collectFigures(source, range, new Set(['coupon-1'])), {
      hotel, syncedAt: null, pending: 0, locale: 'es-ES', words: reportWordsEs, sections: new Set(['status']), chosen: [source.coupons[1]!.title],
    })
    expect(some.tables.map((table) => table.heading)).toEqual(['Todos los cupones'])
    expect(some.tables[0]?.rows).toHaveLength(1)
    expect([some.figures, some.funnel, some.chart]).toEqual([[], null, null])
    expect(some.facts.at(-1)).toContain('Offer 1')
  })

  it('calls a redemption expired that had run out by then', () => {
    const source = sampleSource(1, 2)
    source.redemptions[1]!.expires_at = '2026-10-31T23:00:00Z'
    const statuses = (syncedAt: string | null) =>
      buildReport(collectFigures(source, range), { hotel, syncedAt, pending: 0, locale: 'en-GB', words: reportWordsEn, sections: new Set(['redemptions']) })
        .tables[0]?.rows.map((row) => row[2])
    expect(statuses('2026-10-31T23:00:00Z')).toEqual(['Expired', 'Used'])
    expect(statuses('2026-10-31T22:59:59Z')).toEqual(['Redeemed', 'Used'])
    expect(statuses(null)).toEqual(['Redeemed', 'Used'])
  })

  it('lists every coupon, day and redemption', () => {
    for (let index = 0; index < 30; index += 1) expect(text).toContain(`Offer ${index}: `)
    expect(text).toContain('31 Oct 2026')
    for (let index = 0; index < 120; index += 1) expect(text.split('\n')).toContain(`Guest ${index}`)
  })

  it('numbers its pages', () => {
    expect(pages.length).toBeGreaterThan(4)
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
  })

  it('gives the same bytes for the same data, and others for other data', () => {
    expect(Buffer.from(renderPdf(modelOf(sampleSource(30, 120), 3), art).bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(Buffer.from(renderPdf(modelOf(sampleSource(30, 121), 3), art).bytes).equals(Buffer.from(bytes))).toBe(false)
  })

  it('says so where there is nothing', () => {
    const empty = extractPages(renderPdf(modelOf(sampleSource(0, 0)), art).bytes, inflateSync).join('\n')
    expect(empty).toContain('The hotel has no coupons yet.')
    expect(empty).toContain('Nothing was redeemed or used in this range.')
  })

  it('tells its progress, and ends when told to', () => {
    const shares: number[] = []
    renderPdf(model, art, (share) => shares.push(share))
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    const cancelled = new Error('cancelled')
    const stop = (share: number) => {
      if (share > 0) throw cancelled
    }
    expect(() => renderPdf(model, art, stop)).toThrow(cancelled)
  })
})

it('generates the same bytes in one call', () => {
  const source = sampleSource(3, 12)
  const context = { hotel: source.hotel, syncedAt: '2026-11-01T08:00:00Z', pending: 0, locale: 'en-GB', words: reportWordsEn }
  expect(Buffer.from(generate(source, range, context, art)).equals(Buffer.from(renderPdf(modelOf(source), art).bytes))).toBe(true)
})
