import * as v from 'valibot'

type Translate = (key: string) => string

/** What is asked of one's own server before it is tried. */
export function serverSchema(t: Translate) {
  return v.object({
    supabaseUrl: v.pipe(v.string(), v.trim(), v.regex(/^https:\/\/[^\s/@]+|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/, t('desktop.server.urlWrong'))),
    publishableKey: v.pipe(v.string(), v.trim(), v.minLength(20, t('desktop.server.keyWrong'))),
  })
}
