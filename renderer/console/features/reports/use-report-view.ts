import { shallowRef } from 'vue'
import { openOutside } from '../../../kit/save-file.ts'

/** A PDF to be looked at. `name` ends in `.pdf`. */
interface ShownFile {
  name: string
  bytes: Uint8Array
}

/** Shows a report: the desktop in the computer's own viewer, which prints and saves, too; a browser in a window of the page. */
export function useReportView() {
  const shown = shallowRef<ShownFile | null>(null)

  /** Rejects with an AppError. */
  async function look({ name, bytes }: ShownFile): Promise<void> {
    if (!(await openOutside(name, 'application/pdf', bytes))) shown.value = { name, bytes }
  }

  return { shown, look }
}
