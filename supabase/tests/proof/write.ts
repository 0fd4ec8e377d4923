import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TestModule } from 'vitest/node'
import { type Figure, rowOf } from './figures.ts'
import PrintFigures, { figuresOf } from './print.ts'

const page = fileURLToPath(new URL('../../../docs/proof.md', import.meta.url))
const parts: Figure['part'][] = ['Attacked', 'Raced and killed']
const head = '| figure | tried | let through or wrong | control | command |\n|---|---:|---:|---|---|\n'
const nameOf = (row: string): string => (row.split(' | ')[0] ?? '').replace(/^\| /, '').split('. ')[0] ?? ''

/** Writes the figures of this run into the tables of docs/proof.md. Rows that were not measured again stay. */
export default class WriteFigures extends PrintFigures {
  override onTestRunEnd(modules: readonly TestModule[]): void {
    super.onTestRunEnd(modules)
    const figures = figuresOf(modules)
    if (figures.length === 0) return
    let text = readFileSync(page, 'utf8')
    for (const part of parts) {
      text = withTable(text, part, figures.filter(({ figure }) => figure.part === part).map(({ figure, command }) => rowOf(figure, command)))
    }
    writeFileSync(page, text)
  }
}

function withTable(text: string, part: string, rows: string[]): string {
  const table = new RegExp(`(## ${part}\\n\\n)(\\|[^\\n]*\\n)*`)
  const before = (table.exec(text)?.[0] ?? '').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| figure'))
  if (rows.length === 0) return text
  const all = new Map([...before, ...rows].map((row) => [nameOf(row), row]))
  const lines = [...all.values()].map((row) => `${row}\n`).join('')
  return text.replace(table, (_, title: string) => `${title}${head}${lines}`).replaceAll(/([^\n])\n## /g, '$1\n\n## ')
}
