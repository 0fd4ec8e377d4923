import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { type AppError, asAppError, classify } from '../../../../core/domain/errors.ts'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'
import { pictureName, preparePicture } from '../../../kit/pictures/prepare-picture.ts'
import { useConnection } from '../../app/connection.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** Takes a chosen file: makes a picture of our own of it, uploads that, and gives its path; else `problem` says why not. */
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
      const picture = await preparePicture(file, 'coupon')
      const path = `${hotelId}/${pictureName(picture)}`
      await uploadPicture(path, picture)
      taken(path)
    } catch (error) {
      problem.value = why(asAppError(error))
    } finally {
      working.value = false
    }
  }

  function why(error: AppError): string {
    if (classify(error) === 'retry') return t('editor.pictureText.offline')
    return error.code.startsWith('picture-') ? words(error) : t('editor.pictureText.failed', { why: words(error) })
  }

  return { take, working, problem }
}
