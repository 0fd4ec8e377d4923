import { resolve } from 'node:path'
import { expectComplete } from '../../../kit/i18n/expect-complete.ts'
import { en } from './en.ts'
import { es } from './es.ts'

const console = resolve(import.meta.dirname, '../..')
expectComplete(en, es, [console, resolve(console, '../kit')])
