import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { type AppError, asAppError, classify } from '../../../../core/domain/errors.ts'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'
import { useConnection } from '../../app/connection.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { mostBytes, preparePicture } from './picture.ts'

/** Takes a chosen file: makes it a WebP, uploads it, and gives its path; else `problem` says why not. */
export function usePicture(taken: (path: string) => void) {
  const { t } = useI18n()
  const { hotelId } = useWorkspace()
  const { uploadPicture } = useConnection()
  const words = useErrorWords()
  const working = ref(false)
  const problem = ref('')

  async function take(file: Blob): Promise<void> {
    working.value = true
    problem.value = ''
    try {
      const prepared = await preparePicture(file)
      if (prepared.kind !== 'picture') {
        problem.value = t(`editor.pictureText.${prepared.kind}`, { max: mostBytes / 1024 / 1024 })
        return
      }
      const path = `${hotelId}/${crypto.randomUUID()}.webp`
      await uploadPicture(path, prepared.blob)
      taken(path)
    } catch (error) {
      problem.value = why(asAppError(error))
    } finally {
      working.value = false
    }
  }

  const why = (error: AppError) => (classify(error) === 'retry' ? t('editor.pictureText.offline') : t('editor.pictureText.failed', { why: words(error) }))

  return { take, working, problem }
}
