import type { Clock } from '../../../core/sync/ports.ts'

/** Half of an element in view for a second is a view. */
const shownRatio = 0.5
const shownMs = 1_000
/** What becomes a view within so long is told together: for so long it is in memory alone, and lost where the page crashes. */
const gatherMs = 400
/** How often the browser looks at most, where it knows this: a card that a thumb throws by is not worth a look at each frame. */
const lookEachMs = 100

/** Watches elements, and tells once of each when it was really seen. */
export interface ViewWatcher {
  /** `name` is what is told of the element. */
  watch(element: Element, name: string): void
  /** It left the page; if it was seen before, that counts. */
  unwatch(element: Element): void
  /** A page out of view sees nothing; coming back starts the second anew. */
  pause(): void
  resume(): void
}

/** What an IntersectionObserver tells of an element. Its `time` is of the watcher's clock, which costs more to ask at each report than the report itself. */
export type Sight = Pick<IntersectionObserverEntry, 'target' | 'intersectionRatio' | 'time'>

/**
 * A watcher over one shared IntersectionObserver. It works while a thumb scrolls, on slow phones too: what scrolls by costs an entry
 * of a map and no timer, and what is seen about the same time is told together.
 */
export function viewWatcher(
  clock: Clock,
  tell: (names: string[]) => void,
  observe: (report: (sights: Sight[]) => void) => Pick<IntersectionObserver, 'observe' | 'unobserve'> = sharedObserver,
): ViewWatcher {
  const watched = new Map<Element, string>()
  // Since when, the longest first.
  const shown = new Map<Element, number>()
  const seen: string[] = []
  let isPaused = false
  let isDue = false

  const observer = observe((sights) => {
    for (const { target, intersectionRatio, time } of sights) {
      if (intersectionRatio < shownRatio) hide(target, time)
      else if (!shown.has(target) && watched.has(target)) shown.set(target, time)
    }
    if (shown.size > 0 && !isDue && !isPaused) look(shownMs + gatherMs)
  })

  function hide(element: Element, now: number): void {
    const since = shown.get(element)
    if (since === undefined) return
    if (now - since >= shownMs && !isPaused) see(element)
    else shown.delete(element)
  }

  function see(element: Element): void {
    seen.push(watched.get(element)!)
    forget(element)
  }

  function look(inMs: number): void {
    isDue = true
    clock.after(inMs, collect)
  }

  function collect(): void {
    isDue = false
    if (isPaused) return
    const now = clock.now()
    for (const [element, since] of shown) {
      if (now - since >= shownMs) see(element)
      else {
        look(since + shownMs - now + gatherMs)
        break
      }
    }
    if (seen.length > 0) tell(seen.splice(0))
  }

  function unwatch(element: Element): void {
    hide(element, clock.now())
    forget(element)
  }

  function forget(element: Element): void {
    shown.delete(element)
    watched.delete(element)
    observer.unobserve(element)
  }

  return {
    watch: (element, name) => {
      watched.set(element, name)
      observer.observe(element)
    },
    unwatch,
    pause: () => {
      // What was seen for its second, and was only waiting to be told with others, counts; the page may not come back.
      const now = clock.now()
      for (const element of shown.keys()) if (now - shown.get(element)! >= shownMs) see(element)
      isPaused = true
      if (seen.length > 0) tell(seen.splice(0))
    },
    resume: () => {
      isPaused = false
      const now = clock.now()
      for (const element of shown.keys()) shown.set(element, now)
      if (shown.size > 0 && !isDue) look(shownMs + gatherMs)
    },
  }
}

function sharedObserver(report: (sights: Sight[]) => void): IntersectionObserver {
  const options: IntersectionObserverInit & { delay: number } = { threshold: shownRatio, delay: lookEachMs }
  return new IntersectionObserver(report, options)
}
