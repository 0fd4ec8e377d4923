import type { HotelSpec } from './coupon-spec.ts'

/** A modernist house in the Eixample, with a roof. */
export const barcelona: HotelSpec = {
  slug: 'barcelona',
  name: 'Barcelona Hotel',
  city: 'Barcelona',
  country: 'ES',
  address: 'Carrer de Mallorca 221, 08008 Barcelona',
  description: 'Una casa modernista en el Eixample, con patio de naranjos, azotea con piscina y mercado a la vuelta de la esquina.',
  timeZone: 'Europe/Madrid',
  ownerEmail: 'barcelonahotel@hotelier.com',
  coupons: [
    {
      slug: 'rooftop-sunset', picture: 'skyline', title: 'Vermut al atardecer en la azotea',
      description: 'Dos vermuts de la casa, aceitunas y la Sagrada Família al fondo mientras se pone el sol.',
      terms: 'Para dos personas. Si llueve, te lo servimos en el patio.',
      discount: 'gift', days: [-36, 40], status: 'published', hours: ['18:30', '21:30'], validDays: 21, views: 61, taken: 33,
    },
    {
      slug: 'tapas-menu', picture: 'tapas', title: '20% en el menú de tapas',
      description: 'Nueve tapas del mercado, de la bomba de la Barceloneta a la crema catalana. Pan con tomate sin límite.',
      terms: 'Mesa completa. Bebidas aparte.',
      discount: { percent: 20 }, days: [-30, 30], status: 'published', weekdays: [1, 2, 3, 4], hours: ['13:00', '16:00'], max: 80, views: 47, taken: 22,
    },
    {
      slug: 'rooftop-pool', picture: 'rooftop-pool', title: 'A day at the rooftop pool',
      description: 'Sunbed, towel and a cold horchata, seven floors above the traffic. You need not be staying with us.',
      terms: 'One person. Children under twelve come along for free.',
      discount: { percent: 50 }, days: [-42, 9], status: 'published', hours: ['10:00', '19:00'], max: 12, views: 55, taken: 12,
    },
    {
      slug: 'modernist-walk', picture: 'mosaic-terrace', title: '€12 off the modernist walk',
      description: 'Three hours with an architect: Casa Batlló, the hidden courtyards of the Eixample, and coffee at the end.',
      terms: 'In English at ten, en español a las doce.',
      discount: { amount: 1200 }, days: [-22, 55], status: 'published', weekdays: [6, 7], views: 26, taken: 11,
    },
    {
      slug: 'romantic-night', picture: 'cava', title: 'Noche para dos con cava',
      description: 'Habitación con balcón, botella de cava en hielo y desayuno en la cama hasta las once.',
      terms: 'Sólo en nuestra web. De domingo a viernes.',
      discount: { percent: 15 }, days: [-18, 65], status: 'published', weekdays: [7, 1, 2, 3, 4, 5], onlineOnly: true, views: 40, taken: 15,
    },
    {
      slug: 'market-cooking', picture: 'market', title: 'Cooking class: from the market to the paella',
      description: 'Shop at the Boqueria with our chef, cook together on the patio, and sit down to what you made.',
      terms: 'Groups of up to ten. Tell us about allergies.',
      discount: { amount: 2500 }, days: [-12, 1], status: 'published', weekdays: [2, 4, 6], max: 20, views: 31, taken: 10,
    },
    {
      slug: 'beach-kit', picture: 'beach', title: 'Beach kit for the family',
      description: 'Bucket, parasol, four towels and two tickets for the metro to Bogatell beach.',
      terms: 'Return the parasol by eight in the evening.',
      discount: 'gift', days: [-40, 25], status: 'paused', views: 17, taken: 8,
    },
    {
      slug: 'two-bikes', picture: 'bike', title: 'Dos bicis y un mapa',
      description: 'Un día entero en bici con casco, candado y nuestro mapa: del Born a la Barceloneta y vuelta por la Ciutadella.',
      terms: 'Viernes y sábados. Se devuelven antes de las ocho.',
      discount: { amount: 1600 }, days: [5, 70], status: 'published', weekdays: [5, 6], hours: ['09:00', '20:00'], max: 60, views: 24, taken: 0,
    },
  ],
}
