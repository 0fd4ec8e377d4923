import { useToast } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import { asAppError } from '../../../../core/domain/errors.ts'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'
import type { ShelfReport } from '../../../kit/sync/report-shelf.ts'
import { saveFile } from '../../../kit/save-file.ts'

/** Saving, with what came of it said. */
export function useSaveWords() {
  const { t } = useI18n()
  const toast = useToast()
  const words = useErrorWords()
  return async (save: () => Promise<{ path: string } | null>): Promise<void> => {
    try {
      const saved = await save()
      if (saved) toast.add({ title: t('reports.saved'), description: t('reports.savedText', saved), color: 'success', icon: 'i-lucide-circle-check' })
    } catch (error) {
      toast.add({ title: t('reports.saveFailed'), description: words(asAppError(error)), color: 'error', icon: 'i-lucide-octagon-alert' })
    }
  }
}

/** Saves a report's PDF where the user says. */
export const savePdf = ({ name, bytes }: Pick<ShelfReport, 'name' | 'bytes'>) => saveFile(name, 'application/pdf', bytes)
