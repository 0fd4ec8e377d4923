import type { ReportModel } from './model.ts'

/** The faces that a report may need: Latin, Greek and Cyrillic are in one; Chinese and Japanese characters and kana in another, of some megabytes. */
export type FaceName = 'NotoSans' | 'NotoSansJP'

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u

/** The faces that a report's texts need, in the order in which they are to be tried. */
export function facesFor(model: ReportModel): [FaceName, ...FaceName[]] {
  return eastAsian.test(JSON.stringify(model)) ? ['NotoSans', 'NotoSansJP'] : ['NotoSans']
}
