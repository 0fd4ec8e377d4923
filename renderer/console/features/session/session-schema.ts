import * as v from 'valibot'

type Words = (key: string) => string

const email = (t: Words) => v.pipe(v.string(), v.trim(), v.nonEmpty(t('session.emailMissing')), v.email(t('session.emailInvalid')))
const oldPassword = (t: Words) => v.pipe(v.string(), v.nonEmpty(t('session.passwordMissing')))
/** The server refuses shorter ones, and counts bytes above 72. */
const newPassword = (t: Words) => v.pipe(v.string(), v.nonEmpty(t('session.passwordMissing')), v.minLength(8, t('session.passwordShort')), v.maxBytes(72, t('session.passwordLong')))

/** What sign-in asks of its fields; a new account also needs a name and a password of some length. */
export function signInSchema(t: Words, isNew: boolean) {
  return v.object({
    email: email(t),
    password: isNew ? newPassword(t) : oldPassword(t),
    name: isNew ? v.pipe(v.string(), v.trim(), v.nonEmpty(t('session.nameMissing'))) : v.string(),
  })
}

/** What asking for the recovery mail needs. */
export const recoverSchema = (t: Words) => v.object({ email: email(t) })

/** What a password has to be that replaces a forgotten one. */
export const newPasswordSchema = (t: Words) => v.object({ password: newPassword(t) })
