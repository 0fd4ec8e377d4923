import type { hotel as english } from '../en/hotel.ts'

export const hotel: typeof english = {
  switch: 'Cambiar de hotel',
  another: 'Añadir otro hotel',
  // The three departments rather than people: they have no gender.
  role: { owner: 'Propiedad', manager: 'Dirección', desk: 'Recepción' },
  create: {
    title: 'Crea tu hotel',
    text: 'Los huéspedes ven el nombre y la ciudad en cada cupón. La zona horaria y la moneda quedan como las elijas aquí.',
    signedIn: 'Has entrado como {email}.',
    name: 'Nombre del hotel',
    city: 'Ciudad',
    country: 'País',
    timeZone: 'Zona horaria',
    timeZoneHelp: 'Los cupones empiezan y terminan a esta hora.',
    currency: 'Moneda',
    address: 'Dirección',
    description: 'Descripción',
    optional: 'Opcional',
    submit: 'Crear el hotel',
    cancel: 'Cancelar',
    nameMissing: 'Escribe el nombre del hotel.',
    cityMissing: 'Escribe la ciudad.',
    tooLong: 'Como mucho {max} caracteres.',
  },
}
