import { AppError } from '../../../core/domain/errors.ts'
import { desktop } from '../../kit/desktop.ts'

/** Saves text as a JSON file where the user says (desktop), or as a download (browser). False: he thought better of it. Rejects with an AppError. */
export async function saveOutboxFile(name: string, text: string): Promise<boolean> {
  const bridge = desktop()
  if (!bridge) return download(name, text)
  const result = await bridge.files.save({ name, type: 'application/json', bytes: new TextEncoder().encode(text) })
  if (result.kind === 'failed') throw new AppError(result.code === 'ENOSPC' ? 'storage-full' : 'not-written', { detail: result.code })
  return result.kind === 'saved'
}

function download(name: string, text: string): true {
  const link = document.createElement('a')
  link.href = `data:application/json;charset=utf-8,${encodeURIComponent(text)}`
  link.download = name
  link.click()
  return true
}
