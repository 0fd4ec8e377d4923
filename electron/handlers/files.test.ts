import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileHandlers } from './files.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-files-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const bytes = new Uint8Array([37, 80, 68, 70])
const pdf = (name: string) => ({ name, type: 'application/pdf' as const, bytes })

function handlers(saves: { canceled: boolean; filePath: string }, refusal = '') {
  const opened: string[] = []
  const shell = {
    openPath: async (path: string) => {
      opened.push(path)
      return refusal
    },
  }
  return { opened, ...fileHandlers({ showSaveDialog: async () => saves }, shell, folder, () => null) }
}

test('a file that cannot be written says why', async () => {
  const { 'files:save': save } = handlers({ canceled: false, filePath: join(folder, 'no/such/folder.pdf') })
  expect(await save(pdf('report.pdf'))).toEqual({ kind: 'failed', code: 'ENOENT' })
})

test.each([
  ['report.pdf', 'report.pdf'],
  ['report', 'report.pdf'],
  ['report.PDF', 'report.pdf'],
  ['report.desktop', 'report.desktop.pdf'],
  ['report.exe', 'report.exe.pdf'],
])('%s opens as %s', async (name, opens) => {
  const { 'files:open': open, opened } = handlers({ canceled: true, filePath: '' })
  expect(await open(pdf(name))).toEqual({ kind: 'opened' })
  expect(opened.map((path) => basename(path))).toEqual([opens])
  expect(new Uint8Array(readFileSync(opened[0]!))).toEqual(bytes)
})

test('where nothing opens a PDF it says so', async () => {
  const { 'files:open': open } = handlers({ canceled: true, filePath: '' }, 'no application found')
  expect(await open(pdf('report.pdf'))).toEqual({ kind: 'failed', code: 'not-opened' })
})
