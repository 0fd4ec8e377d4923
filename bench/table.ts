import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import process from 'node:process'
import type { Figure } from './figure.ts'

/** `npm run bench > FILE`, then `npm run bench:table -- FILE`: the figures of that run in docs/scale.md. Rows not measured again stay. */
const page = resolve(import.meta.dirname, '../docs/scale.md')
const table = /(\| figure \|.*\n\|---.*\n)((?:\|.*\n)*)/

const nameOf = (row: string): string => row.split(' | ')[0]!.slice(2)
const number = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 })

function rowOf({ name, value, unit, peer, ratio, goal, met }: Figure): string {
  const verdict = goal.startsWith('none') ? '' : met ? 'yes' : '**no**'
  const beside = peer === null ? '' : `${number(ratio!)} × ${number(peer)}`
  return `| ${name} | ${number(value)} ${unit} | ${beside} | ${goal.startsWith('none') ? '' : goal} | ${verdict} | ${today}, ${availableParallelism()} cores |`
}

const today = new Date().toISOString().slice(0, 10)
const lines = readFileSync(process.argv[2] ?? '/dev/stdin', 'utf8').split('\n')
const figures = lines.filter(line => line.startsWith('{"name"')).map(line => JSON.parse(line) as Figure)
const text = readFileSync(page, 'utf8')
const [, head, before] = table.exec(text) ?? []
if (!head) throw new Error('docs/scale.md has no table of figures')
const rows = new Map([...(before ?? '').split('\n').filter(Boolean), ...figures.map(rowOf)].map(row => [nameOf(row), row]))
writeFileSync(page, text.replace(table, `${head}${[...rows.values()].map(row => `${row}\n`).join('')}`))
console.log(`${figures.length} figures in docs/scale.md`)
