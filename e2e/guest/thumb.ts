import { expect, type Page } from '@playwright/test'

/** What a page owes to a reader of any language with a phone in one hand: no bare key, no target that a thumb misses, nothing wider than the phone from right to left. */
export async function expectHandy(page: Page, what: string, words: object): Promise<void> {
  expect(await bareKeys(page, words), what).toEqual([])
  // A notice that arrives meanwhile covers what it will leave again in a moment.
  await page.addStyleTag({ content: '[role=region]:not(main *), [role=region]:not(main *) * { pointer-events: none !important }' })
  expect(await smallTargets(page), what).toEqual([])
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await page.evaluate(() => (document.documentElement.dir = 'rtl'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}: wider than the phone from right to left`).toBe(0)
  await page.evaluate(() => (document.documentElement.dir = 'ltr'))
}

/** Keys that stand on the page in place of their texts; `words` has the first parts of all keys. */
export async function bareKeys(page: Page, words: object): Promise<string[]> {
  const said = await page.evaluate(() => [
    document.title,
    document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [placeholder], [alt], [title]')].flatMap((one) => ['aria-label', 'placeholder', 'alt', 'title'].map((name) => one.getAttribute(name) ?? '')),
  ].join('\n'))
  return said.match(new RegExp(`\\b(${[...Object.keys(words), 'kit'].join('|')})\\.[a-z][\\w-]*(\\.[\\w-]+)*`, 'g')) ?? []
}

/** What can be pressed and would be missed by a thumb: where 21 px beside its middle something else is hit. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = 'main a[href], main button, main select, main input:not([type=hidden]):not(.hidden), main [role=switch], nav a'
    const isHit = (target: Element, x: number, y: number) => {
      const found = document.elementFromPoint(x, y)
      const label = target.closest('label') ?? ('labels' in target ? (target as HTMLInputElement).labels?.[0] : null)
      return found !== null && (target.contains(found) || found.contains(target) && found !== document.body && found.matches(all + ', label') || label?.contains(found) === true)
    }
    return [...document.querySelectorAll<HTMLElement>(all)].flatMap((target) => {
      if ((target as HTMLButtonElement).disabled || !target.checkVisibility()) return []
      target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const own = target.getBoundingClientRect()
      // A hidden radio is pressed by its label; a card's title by all of the card.
      const { x, y, width, height } = own.width < 2 ? target.closest('label')!.getBoundingClientRect() : own
      const [middleX, middleY] = [x + width / 2, y + height / 2]
      const points = [[0, 0], [21, 0], [-21, 0], [0, 21], [0, -21]] as const
      const missed = points.filter(([dx, dy]) => !isHit(target, middleX + dx, middleY + dy))
      return missed.length > 0 ? [`${target.tagName} ${target.ariaLabel ?? target.innerText.slice(0, 40)} ${Math.round(width)}×${Math.round(height)} ${JSON.stringify(missed)}`] : []
    })
  })
}
