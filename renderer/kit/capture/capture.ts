import { inject, type InjectionKey, type ObjectDirective } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { Clock } from '../../../core/sync/ports.ts'
import type { ServerConfig } from '../config.ts'
import { systemClock, systemIds } from '../sync/system-ports.ts'
import { batchQueue } from './batch-queue.ts'
import { localBatchStore } from './local-batch-store.ts'
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
  const queue = batchQueue({ store: localBatchStore(), send: sendBatch(server), clock: systemClock, ids: systemIds })
  const seen = seenCoupons(sessionStorage)
  const watcher = viewWatcher(pageClock, (coupons) => {
    const at = new Date().toISOString()
    const views = coupons.filter(seen.add).map((coupon) => ({ kind: 'view' as const, coupon, at }))
    if (views.length > 0) queue.record(views)
  })
  const leave = () => {
    watcher.pause()
    queue.flush()
    seen.keep()
  }

  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? watcher.resume() : leave()))
  window.addEventListener('pagehide', leave)
  window.addEventListener('online', () => queue.flush())
  whenIdle(() => queue.restore())

  const watch = (element: Element, coupon: string) => {
    if (!seen.has(coupon)) watcher.watch(element, coupon)
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

/** Time that goes on evenly whatever the clock on the wall is set to. */
const pageClock: Clock = { now: () => performance.now(), after: systemClock.after }

/** Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run)
  else setTimeout(run, 200)
}
