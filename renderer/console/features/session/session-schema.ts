import * as v from 'valibot'

/** What sign-in asks of its fields; a new account also needs a name and a password of some length. */
export function sessionSchema(t: (key: string) => string, isNew: boolean) {
  return v.object({
    email: v.pipe(v.string(), v.trim(), v.email(t('session.emailInvalid'))),
    password: v.pipe(v.string(), v.nonEmpty(t('session.passwordMissing')), v.minLength(isNew ? 8 : 1, t('session.passwordShort'))),
    name: isNew ? v.pipe(v.string(), v.trim(), v.nonEmpty(t('session.nameMissing'))) : v.string(),
  })
}
