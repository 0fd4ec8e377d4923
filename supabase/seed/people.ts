import { idOf } from './random.ts'

/** Somebody of the demo. Who has a password can sign in. */
export interface DemoPerson {
  id: string
  email: string
  name: string
  locale: 'en' | 'es'
  password?: string
}

const guestPassword = 'user-demo'
const hotelierPassword = 'hotelier-demo'

const person = (email: string, name: string, locale: 'en' | 'es', password?: string): DemoPerson => ({
  id: idOf(`user:${email}`), email, name, locale, ...(password ? { password } : {}),
})

/** The demo guests that can sign in. */
export const guests = {
  alex: person('alex@user.com', 'Alex Byrne', 'en', guestPassword),
  beatriz: person('beatriz@user.com', 'Beatriz Costa', 'es', guestPassword),
  luis: person('luis@user.com', 'Luis Ortega', 'es', guestPassword),
}

/** The owners of the demo hotels. */
export const hoteliers = [
  person('dublinhotel@hotelier.com', 'Aoife Nolan', 'en', hotelierPassword),
  person('barcelonahotel@hotelier.com', 'Marta Puig', 'es', hotelierPassword),
  person('greenhotel@hotelier.com', 'Elena Dimitrova', 'en', hotelierPassword),
]

const names = [
  'Niamh Walsh', 'Oscar Lind', 'Chiara Rossi', 'Jonas Weber', 'Amélie Laurent', 'Pau Ferrer', 'Hannah Schmidt', 'Mateusz Nowak', 'Sofia Almeida',
  'Liam Doyle', 'Ingrid Berg', 'Nuria Vidal', 'Thomas Meyer', 'Elif Kaya', 'Gareth Pugh', 'Yuki Tanaka', 'Lucía Romero', 'Pieter de Vries',
  'Clara Dubois', 'Rui Carvalho', 'Emma Nilsson', 'Marco Bianchi', 'Saoirse Kelly', 'Andrés Molina', 'Freya Hansen', 'David Novák', 'Leila Haddad',
  'Joana Sousa', 'Kieran Burke', 'Mireia Soler', 'Anton Ivanov', 'Grace Okafor', 'Felix Braun', 'Teresa Lopes', 'Bruno Martin', 'Eva Horváth',
]

/** Further guests, without a sign-in, whose redemptions fill the lists. */
export const crowd: DemoPerson[] = names.map((name, i) => person(`guest${String(i + 1).padStart(2, '0')}@example.com`, name, 'en'))
