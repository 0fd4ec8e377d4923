import type { Turns } from '../../../core/sync/ports.ts'

/** Turns between all windows of this browser, under a name. A window that is closed or killed gives its turn back. Where a browser knows no locks each goes at once. */
export function windowTurns(name: string): Turns {
  return {
    take: async (work) => ('locks' in navigator ? navigator.locks.request(name, work) : work()),
  }
}
