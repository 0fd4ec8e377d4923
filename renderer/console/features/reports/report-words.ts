import { reportWordsEn } from '../../../../core/report/words-en.ts'
import { reportWordsEs } from '../../../../core/report/words-es.ts'
import type { ReportWords } from '../../../../core/report/words.ts'

/** A report's words in the language on the page. */
export function reportWords(language: string): ReportWords {
  return language.startsWith('es') ? reportWordsEs : reportWordsEn
}
