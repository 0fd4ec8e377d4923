import { AppError } from '../../../../core/domain/errors.ts'
import { desktop } from '../../../kit/desktop.ts'

/** Saves a PDF where the user says (desktop), or as a download (browser). Null: he thought better of it. Rejects with an AppError. */
export async function savePdf(name: string, bytes: Uint8Array): Promise<{ path: string } | null> {
  const bridge = desktop()
  if (!bridge) return download(name, bytes)
  const result = await bridge.files.save({ name, type: 'application/pdf', bytes })
  if (result.kind === 'failed') throw new AppError(result.code === 'ENOSPC' ? 'storage-full' : 'not-written', { detail: result.code })
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

/** The shell takes names of so many characters; more than 255 bytes no system takes. */
const longestName = 120

/** A file's name: what it is about, shortened where need be, and words that stay. Without what some system forbids. */
export function fileName(subject: string, words: string): string {
  const end = ` ${plain(words)}.pdf`
  return plain(subject).slice(0, longestName - end.length).trim() + end
}

const plain = (words: string): string => words.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim()
