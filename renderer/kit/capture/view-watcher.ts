import type { Clock } from '../../../core/sync/ports.ts'

/** Half of an element in view for a second is a view. */
const shownRatio = 0.5
const shownMs = 1_000

/** Watches elements, and tells once of each when it was really seen. */
export interface ViewWatcher {
  watch(element: Element, seen: () => void): void
  unwatch(element: Element): void
  /** A page out of view sees nothing; coming back starts the second anew. */
  pause(): void
  resume(): void
}

/** A watcher over one shared IntersectionObserver. */
export function viewWatcher(
  clock: Clock,
  observe: (tell: (element: Element, isShown: boolean) => void) => Pick<IntersectionObserver, 'observe' | 'unobserve'> = sharedObserver,
): ViewWatcher {
  const seen = new Map<Element, () => void>()
  const shown = new Map<Element, () => void>()
  const observer = observe((element, isShown) => {
    hide(element)
    if (isShown && seen.has(element)) show(element)
  })

  function show(element: Element): void {
    shown.set(element, clock.after(shownMs, () => {
      const tell = seen.get(element)
      unwatch(element)
      tell?.()
    }))
  }

  function hide(element: Element): void {
    shown.get(element)?.()
    shown.delete(element)
  }

  function unwatch(element: Element): void {
    hide(element)
    seen.delete(element)
    observer.unobserve(element)
  }

  return {
    watch: (element, tell) => {
      seen.set(element, tell)
      observer.observe(element)
    },
    unwatch,
    pause: () => shown.forEach((cancel) => cancel()),
    resume: () => [...shown.keys()].forEach((element) => {
      hide(element)
      show(element)
    }),
  }
}

function sharedObserver(tell: (element: Element, isShown: boolean) => void): IntersectionObserver {
  const told = (entries: IntersectionObserverEntry[]) =>
    entries.forEach(({ target, intersectionRatio }) => tell(target, intersectionRatio >= shownRatio))
  return new IntersectionObserver(told, { threshold: shownRatio })
}
