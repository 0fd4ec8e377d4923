import { useEventListener } from '@vueuse/core'
import { onMounted } from 'vue'
import { useRouter } from 'vue-router'
import { desktop } from '../../kit/desktop.ts'
import { reportFaces } from '../features/reports/report-fonts.ts'

/** Without an idle moment by then the loading begins all the same. */
const patienceMs = 5_000

/**
 * Loads, in idle moments, what the other pages are made of: a desk whose network goes in the middle of the day opens them, and
 * makes its reports, all the same. What could not be loaded is tried again when the network returns. The desktop has it all.
 */
export function usePreloadedPages(): void {
  if (desktop()) return
  const loads = [
    ...useRouter().getRoutes().flatMap(({ components }) => Object.values(components ?? {}).filter(isLoader)),
    () => reportFaces(['NotoSans']),
    () => import('./CommandPalette.vue'),
    () => import('../features/dashboard/FigureChart.vue'),
    () => import('../features/desk/CameraScan.vue'),
    async () => (await import('../features/desk/scan.ts')).loadScanner(),
  ]
  let busy = false

  async function load(): Promise<void> {
    if (busy) return
    busy = true
    try {
      for (let next = loads[0]; next; next = loads[0]) {
        await idle()
        await next()
        loads.shift()
      }
      // For whoever measures or waits: from here on the network may go.
      performance.mark('ready-for-offline')
    } catch (error) {
      console.warn('not loaded for offline', error)
    } finally {
      busy = false
    }
  }

  onMounted(load)
  useEventListener(window, 'online', load)
}

/** A page that is still to be fetched; one that was visited stands there as itself. */
function isLoader(component: unknown): component is () => Promise<unknown> {
  return typeof component === 'function'
}

/** Resolves when the page has nothing better to do. Safari has no such notion. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: patienceMs })
    else setTimeout(resolve, 200)
  })
}
