import { useOverlay } from '@nuxt/ui/composables'
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type AppError, asAppError, classify } from '../../../../core/domain/errors.ts'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'
import type { PicturePart } from '../../../kit/pictures/draw-picture.ts'
import { pictureName, preparePicture } from '../../../kit/pictures/prepare-picture.ts'
import { useConnection } from '../../app/connection.ts'
import { useWorkspace } from '../../app/workspace.ts'
import CropDialog from './CropDialog.vue'

/** Takes a chosen file: makes a picture of our own of it, uploads that, and gives its path; else `problem` says why not. */
export function usePicture(taken: (path: string) => void) {
  const { t } = useI18n()
  const { hotelId } = useWorkspace()
  const { uploadPicture } = useConnection()
  const words = useErrorWords()
  const overlay = useOverlay()
  const working = ref(false)
  const problem = ref('')

  /** The file behind the picture, for as long as this page has it: another part of it can be taken. */
  const original = shallowRef<Blob | null>(null)

  async function take(file: Blob, part?: PicturePart): Promise<void> {
    working.value = true
    problem.value = ''
    try {
      const picture = await preparePicture(file, 'coupon', part)
      const path = `${hotelId}/${pictureName(picture)}`
      await uploadPicture(path, picture)
      original.value = file
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

  /** Asks which part the card is to show, and takes that. */
  async function crop(): Promise<void> {
    const file = original.value
    if (!file) return
    const part = (await overlay.create(CropDialog, { destroyOnClose: true }).open({ picture: file }).result) as PicturePart | null
    if (part) await take(file, part)
  }

  return { take, crop, original, working, problem }
}
