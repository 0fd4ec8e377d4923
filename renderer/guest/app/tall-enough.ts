// A list that takes longer to come back is not waited for: its reader has begun to scroll.
const patienceMs = 3_000

/** Waits until the page can be scrolled to this height, since a list that is read anew has none at first. */
export function tallEnough(top: number): Promise<void> {
  const isTall = () => document.documentElement.scrollHeight >= top + window.innerHeight
  if (isTall()) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect()
      clearTimeout(timer)
      resolve()
    }
    const observer = new ResizeObserver(() => isTall() && done())
    const timer = setTimeout(done, patienceMs)
    observer.observe(document.body)
  })
}
