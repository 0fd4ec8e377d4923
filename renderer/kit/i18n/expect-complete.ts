import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en as kitEnglish } from './en.ts'
import { es as kitSpanish } from './es.ts'
import { isKnown, keysIn, namesIn, textsOf } from './message-check.ts'

/** The tests of an app's texts: languages say the same things with the same values, and no page asks for a key that is not there. */
export function expectComplete(english: object, spanish: object, folders: string[]): void {
  const source = textsOf({ ...english, kit: kitEnglish })
  const translated = textsOf({ ...spanish, kit: kitSpanish })

  describe('texts', () => {
    it('has the same keys in both languages', () => {
      expect([...translated.keys()].toSorted()).toEqual([...source.keys()].toSorted())
    })

    it('keeps in every text the values that it tells', () => {
      const wrong = [...source].filter(([key, text]) => {
        const [said, wanted] = [translated.get(key) ?? '', lastChoice(text)]
        // `One per guest | {count} per guest`: the singular may say its number in words.
        const isShort = said.split(' | ').some((choice) => choice.trim() === '' || !namesIn(choice).every((name) => namesIn(wanted).includes(name)))
        return isShort || namesIn(lastChoice(said)).join() !== namesIn(wanted).join()
      })
      expect(wrong).toEqual([])
    })

    it('asks for no key that is missing', () => {
      const asked = folders.flatMap(sourcesIn).flatMap((file) => keysIn(readFileSync(file, 'utf8')).map((key) => ({ file, key })))
      expect(asked.length).toBeGreaterThan(20)
      expect(asked.filter(({ key }) => !isKnown(key, source.keys()))).toEqual([])
    })
  })
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts') && !file.endsWith('.d.ts') && !file.includes('node_modules')).map((file) => join(folder, file))
}

const lastChoice = (text: string): string => text.split(' | ').at(-1) ?? ''
