import { AppError, isErrorCode } from '../../../../core/domain/errors.ts'
import { desktop } from '../../../kit/desktop.ts'

/** Saves a PDF where the user says (desktop), or as a download (browser). Null: he thought better of it. Rejects with an AppError. */
export async function savePdf(name: string, bytes: Uint8Array): Promise<{ path: string } | null> {
  const bridge = desktop()
  if (!bridge) return download(name, bytes)
  const result = await bridge.files.save({ name, type: 'application/pdf', bytes })
  if (result.kind === 'failed') throw new AppError(isErrorCode(result.code) ? result.code : 'unexpected', { detail: result.code })
  return result.kind === 'saved' ? { path: result.path } : null
}

function download(name: string, bytes: Uint8Array): { path: string } {
  const url = URL.createObjectURL(pdfBlob(bytes))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has to have begun reading before the address may go.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return { path: name }
}

/** The bytes as the browser wants them to show or save. */
export function pdfBlob(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/pdf' })
}

/** A file's name from words: without what some system forbids. */
export function fileName(words: string): string {
  return `${words.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim()}.pdf`
}
