import { useI18n } from 'vue-i18n'
import { csvOf } from '../../../core/domain/csv.ts'
import { fileName, saveFile } from '../../kit/save-file.ts'
import { useSays } from './use-says.ts'
import { useWorkspace } from './workspace.ts'

/** Saves rows as a CSV named after the hotel, and says where it went. */
export function useSaveCsv() {
  const { t } = useI18n()
  const { hotel } = useWorkspace()
  const says = useSays()
  return async (what: string, rows: readonly (readonly string[])[]): Promise<void> => {
    try {
      const saved = await saveFile(fileName(hotel.value.name, what, 'csv'), 'text/csv', new TextEncoder().encode(csvOf(rows)))
      if (saved) says.good(t('said.savedFile'), saved.path)
    } catch (error) {
      says.failed(error)
    }
  }
}
