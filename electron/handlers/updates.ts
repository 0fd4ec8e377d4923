import type { UpdateService } from '../update/start-updates.ts'

/** Tells of updates, looks for one when asked, and installs the one that is ready. */
export function updateHandlers(updates: () => UpdateService) {
  return {
    'updates:state': () => updates().state(),
    'updates:check': () => updates().check(),
    'updates:install': () => (updates().install() ? { kind: 'installing' as const } : { kind: 'not-ready' as const }),
  }
}
