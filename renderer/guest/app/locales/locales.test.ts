import { resolve } from 'node:path'
import { expectComplete } from '../../../kit/i18n/expect-complete.ts'
import { en } from './en.ts'
import { es } from './es.ts'

const guest = resolve(import.meta.dirname, '../..')
expectComplete(en, es, [guest, resolve(guest, '../kit')])
