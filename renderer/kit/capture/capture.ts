import { inject, type InjectionKey, type ObjectDirective } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { ServerConfig } from '../config.ts'
import { systemClock, systemIds } from '../sync/system-ports.ts'
import { batchQueue } from './batch-queue.ts'
import { idbBatchStore } from './idb-batch-store.ts'
import { sendBatch } from './send-batch.ts'
import { seenCoupons } from './seen-coupons.ts'
import { viewWatcher } from './view-watcher.ts'

/** What an app provides so that views are captured. */
export interface ViewCapture {
  vView: ObjectDirective<Element, string>
}

/** Where the app provides its capture. */
export const captureKey: InjectionKey<ViewCapture> = Symbol('capture')

/** The directive `v-view="couponId"`: notes a view of that coupon when the element was seen, once per session. */
export function useViewCapture(): ViewCapture {
  const capture = inject(captureKey, null)
  if (!capture) throw new AppError('unexpected', { detail: 'no capture provided' })
  return capture
}

/** Captures views for this page: to be made once and provided under `captureKey`. `server` is asked at each batch. */
export function createViewCapture(server: () => Promise<ServerConfig>): ViewCapture {
  const queue = batchQueue({ store: idbBatchStore(), send: sendBatch(server), clock: systemClock, ids: systemIds, whenIdle })
  const watcher = viewWatcher(systemClock)
  const seen = seenCoupons(sessionStorage)
  const note = (coupon: string) => {
    if (seen.add(coupon)) queue.record({ kind: 'view', coupon, at: new Date().toISOString() })
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') return watcher.resume()
    watcher.pause()
    queue.flush()
  })
  window.addEventListener('pagehide', () => queue.flush())
  window.addEventListener('online', () => queue.flush())
  whenIdle(() => void queue.restore())

  const watch = (element: Element, coupon: string) => {
    if (!seen.has(coupon)) watcher.watch(element, () => note(coupon))
  }
  return {
    vView: {
      mounted: (element, { value }) => watch(element, value),
      updated: (element, { value, oldValue }) => {
        if (value === oldValue) return
        watcher.unwatch(element)
        watch(element, value)
      },
      unmounted: (element) => watcher.unwatch(element),
    },
  }
}

/** What a crash of the page can cost is what was seen so shortly before it: a busy page saves after this long, an idle one at once. */
const longestInMemoryMs = 500

/** Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: longestInMemoryMs })
  else setTimeout(run, 200)
}
