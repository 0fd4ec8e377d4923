import { AppError } from '../../core/domain/errors.ts'
import { desktop } from './desktop.ts'

export type FileType = 'application/pdf' | 'text/csv'

/** Saves a file where the user says (desktop), or as a download (browser). Null: he thought better of it. Rejects with an AppError. */
export async function saveFile(name: string, type: FileType, bytes: Uint8Array): Promise<{ path: string } | null> {
  const bridge = desktop()
  if (!bridge) return download(name, fileBlob(type, bytes))
  const result = await bridge.files.save({ name, type, bytes })
  if (result.kind === 'failed') throw new AppError(result.code === 'ENOSPC' ? 'storage-full' : 'not-written', { detail: result.code })
  return result.kind === 'saved' ? { path: result.path } : null
}

/** Opens a file in the computer's own program, which can print it. False where that can't be done, as in a browser. */
export async function openOutside(name: string, type: FileType, bytes: Uint8Array, shell = desktop()): Promise<boolean> {
  return (await shell?.files.open({ name, type, bytes }))?.kind === 'opened'
}

function download(name: string, file: Blob): { path: string } {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has to have begun reading before the address may go.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return { path: name }
}

/** The bytes as the browser wants them to show or save. */
export function fileBlob(type: FileType, bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type })
}

/** The shell takes names of so many characters; more than 255 bytes no system takes. */
const longestName = 120

/** A file's name: what it is about, shortened where need be, and words that stay. Without what some system forbids. */
export function fileName(subject: string, words: string, ending: 'pdf' | 'csv'): string {
  const end = ` ${plain(words)}.${ending}`
  return plain(subject).slice(0, longestName - end.length).trim() + end
}

const plain = (words: string): string => words.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim()
