import type { Page } from '@playwright/test'

/** What Chromium measured of a page since it began. Milliseconds, but for `cls`, which has no unit. */
export interface Vitals {
  lcp: number
  /** What the largest paint was of. */
  lcpOf: string
  /** The longest of the interactions, from the input to the next paint. */
  inp: number
  /** The worst run of layout shifts: pauses under 1 s, at most 5 s long (web.dev/cls). */
  cls: number
}

interface Shift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
}

/** Starts to measure before the page's own scripts. */
export async function measureVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const vitals = { lcp: 0, lcpOf: '', inp: 0, cls: 0 }
    const run = { value: 0, began: 0, last: -Infinity }
    const watch = (type: string, each: (entry: PerformanceEntry) => void, more: object = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more })
    watch('largest-contentful-paint', (entry) => {
      const { element } = entry as PerformanceEntry & { element: Element | null }
      Object.assign(vitals, { lcp: entry.startTime, lcpOf: `${element?.tagName ?? ''} ${element?.textContent?.slice(0, 40) ?? ''}`.trim() })
    })
    watch('layout-shift', (entry) => {
      const { value, hadRecentInput, startTime } = entry as Shift
      if (hadRecentInput) return
      const goesOn = startTime - run.last < 1000 && startTime - run.began < 5000
      Object.assign(run, goesOn ? { value: run.value + value, last: startTime } : { value, began: startTime, last: startTime })
      vitals.cls = Math.max(vitals.cls, run.value)
    })
    watch('event', (entry) => {
      if ((entry as PerformanceEventTiming & { interactionId: number }).interactionId) vitals.inp = Math.max(vitals.inp, entry.duration)
    }, { durationThreshold: 16 })
    Object.assign(globalThis, { vitals })
  })
}

/** The figures so far. */
export function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(() => (globalThis as unknown as { vitals: Vitals }).vitals)
}
