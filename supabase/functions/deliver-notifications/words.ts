import type { Delivery } from './channel.ts'

/** A notification in somebody's language: a line that names it, a sentence that tells it, and what its link is called. */
export interface Words {
  subject: string
  text: string
  link: string
}

/** What frames each mail. */
export const frames = {
  en: { why: 'You get this e-mail because you switched e-mails on in your profile.', stop: 'Stop these e-mails' },
  es: { why: 'Recibes este correo porque activaste los correos en tu perfil.', stop: 'No recibir más correos' },
}

type Locale = keyof typeof frames

/** The languages there are; another one is answered in English. */
export function localeOf(text: string): Locale {
  return text === 'es' ? 'es' : 'en'
}

const roles: Record<Locale, Record<string, string>> = {
  en: { owner: 'owner', manager: 'manager', desk: 'front desk' },
  es: { owner: 'propietario', manager: 'gestor', desk: 'recepción' },
}

type Teller = (delivery: Delivery['payload']) => Words

const days = { en: (n: number) => (n === 1 ? 'tomorrow' : `in ${n} days`), es: (n: number) => (n === 1 ? 'mañana' : `en ${n} días`) }

const tellers: Record<Locale, Record<Delivery['kind'], Teller>> = {
  en: {
    'coupon-published': ({ title, hotel_name }) => ({ subject: `${hotel_name}: ${title}`, text: `${hotel_name} has a new coupon for you: ${title}.`, link: 'See the coupon' }),
    'redemption-used': ({ title, hotel_name }) => ({ subject: `Used: ${title}`, text: `Your coupon “${title}” was used at ${hotel_name}.`, link: 'See your notices' }),
    'redemption-expiring': ({ title, hotel_name, days: n = 1 }) => ({
      subject: `Ends ${days.en(n)}: ${title}`, text: `Your coupon “${title}” of ${hotel_name} ends ${days.en(n)}.`, link: 'Show the code',
    }),
    'redemption-restored': ({ title, hotel_name }) => ({
      subject: `Yours again: ${title}`, text: `${hotel_name} took back the use of your coupon “${title}”. You can use it again.`, link: 'Show the code',
    }),
    'report-saved': ({ hotel_name, from_day, to_day }) => ({
      subject: `New report of ${hotel_name}`, text: `There is a new report of ${hotel_name}, from ${from_day} to ${to_day}.`, link: 'Open the console',
    }),
    invitation: ({ hotel_name, role = '', invited_by }) => ({
      subject: `Invitation to the team of ${hotel_name}`,
      text: `${invited_by ?? hotel_name} invites you to join the team of ${hotel_name} (${roles.en[role] ?? role}). The link works once, for seven days, for this e-mail address.`,
      link: 'Join the team',
    }),
  },
  es: {
    'coupon-published': ({ title, hotel_name }) => ({ subject: `${hotel_name}: ${title}`, text: `${hotel_name} tiene un cupón nuevo para ti: ${title}.`, link: 'Ver el cupón' }),
    'redemption-used': ({ title, hotel_name }) => ({ subject: `Usado: ${title}`, text: `Tu cupón «${title}» se ha usado en ${hotel_name}.`, link: 'Ver tus avisos' }),
    'redemption-expiring': ({ title, hotel_name, days: n = 1 }) => ({
      subject: `Termina ${days.es(n)}: ${title}`, text: `Tu cupón «${title}» de ${hotel_name} termina ${days.es(n)}.`, link: 'Mostrar el código',
    }),
    'redemption-restored': ({ title, hotel_name }) => ({
      subject: `De nuevo tuyo: ${title}`, text: `${hotel_name} ha anulado el uso de tu cupón «${title}». Puedes volver a usarlo.`, link: 'Mostrar el código',
    }),
    'report-saved': ({ hotel_name, from_day, to_day }) => ({
      subject: `Nuevo informe de ${hotel_name}`, text: `Hay un informe nuevo de ${hotel_name}, del ${from_day} al ${to_day}.`, link: 'Abrir la consola',
    }),
    invitation: ({ hotel_name, role = '', invited_by }) => ({
      subject: `Invitación al equipo de ${hotel_name}`,
      text: `${invited_by ?? hotel_name} te invita al equipo de ${hotel_name} (${roles.es[role] ?? role}). El enlace sirve una vez, durante siete días, para esta dirección.`,
      link: 'Unirme al equipo',
    }),
  },
}

/** Tells a delivery in its reader's language. */
export function wordsOf({ kind, locale, payload }: Delivery): Words {
  return tellers[localeOf(locale)][kind](payload)
}

/** Where it leads: a path of the guest companion, or of the console for its people. */
export function pathOf({ kind, coupon_id, redemption_id, payload }: Delivery): { app: 'guest' | 'console'; path: string } {
  if (kind === 'invitation') return { app: 'console', path: `/#/invitation/${payload.token}` }
  if (kind === 'report-saved') return { app: 'console', path: '/#/reports' }
  if (kind === 'coupon-published' && coupon_id) return { app: 'guest', path: `/coupon/${coupon_id}` }
  if ((kind === 'redemption-expiring' || kind === 'redemption-restored') && redemption_id) return { app: 'guest', path: `/wallet/${redemption_id}` }
  return { app: 'guest', path: '/notices' }
}
