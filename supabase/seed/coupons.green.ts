import type { HotelSpec } from './coupon-spec.ts'

/** A mountain lodge on the Azores. */
export const green: HotelSpec = {
  slug: 'green',
  name: 'Green Hotel',
  city: 'Furnas',
  country: 'PT',
  address: 'Caminho da Lagoa 8, Furnas, São Miguel, Azores',
  description: 'A wooden lodge between the crater lake and the tea hills of São Miguel, with hot springs in the garden.',
  timeZone: 'Atlantic/Azores',
  ownerEmail: 'greenhotel@hotelier.com',
  coupons: [
    {
      slug: 'hot-springs', picture: 'green-hot-springs', title: 'Evening in the hot springs',
      description: 'Iron-rich water at 39 degrees, fern trees and stars. Robe and herb tea are waiting for you.',
      terms: 'Dark swimwear is wise: the water stains.',
      discount: { percent: 40 }, days: [-41, 50], status: 'published', hours: ['18:00', '23:00'], validDays: 14, views: 58, taken: 34,
    },
    {
      slug: 'crater-hike', picture: 'green-crater-hike', title: 'Guided hike around the crater lake',
      description: 'Four hours with Inês, who knows every heron by name. Sturdy shoes, light rain and a picnic from our kitchen.',
      terms: 'From ten years on. Eleven kilometres, 300 metres up.',
      discount: { amount: 1800 }, days: [-33, 45], status: 'published', weekdays: [3, 6, 7], hours: ['08:00', '13:00'], max: 50, views: 35, taken: 17,
    },
    {
      slug: 'cozido', picture: 'green-cozido', title: 'Cozido cooked by the volcano',
      description: 'Six hours in the hot earth at the lake shore: meat, cabbage, yam. For two, with a bottle from Pico.',
      terms: 'Order a day ahead. Vegetarian version on request.',
      discount: { percent: 20 }, days: [-28, 30], status: 'published', hours: ['12:30', '15:00'], max: 36, views: 44, taken: 24,
    },
    {
      slug: 'third-night', picture: 'green-third-night', title: 'Stay three nights, pay two',
      description: 'Whoever comes to Furnas for a weekend stays for the silence. The third night is ours.',
      terms: 'Booked on our own site. Not in August.',
      discount: 'gift', days: [-20, 80], status: 'published', onlineOnly: true, views: 49, taken: 16,
    },
    {
      slug: 'forest-massage', picture: 'green-forest-massage', title: 'Massage in the forest cabin',
      description: 'Fifty minutes with warm stones and cryptomeria oil while the rain falls on the roof.',
      terms: 'Book at the desk. Two cabins, so couples are welcome.',
      discount: { percent: 30 }, days: [-15, 3], status: 'published', max: 10, views: 27, taken: 10,
    },
    {
      slug: 'tea-garden', picture: 'green-tea-garden', title: 'Tea garden tour with tasting',
      description: 'Europe’s oldest tea plantation, its clattering machines of 1883, and six cups to compare.',
      terms: 'The minibus leaves the lodge at two.',
      discount: 'gift', days: [-24, 60], status: 'published', weekdays: [1, 2, 3, 4, 5], hours: ['14:00', '18:00'], perGuest: 2, views: 22, taken: 13,
    },
    {
      slug: 'canoe-dawn', picture: 'green-canoe-dawn', title: 'Canoe at dawn',
      description: 'The lake without wind, mist over the water, coffee from the flask. Back in time for breakfast.',
      terms: 'Swimmers only. Life vests are in the boat.',
      discount: { amount: 1000 }, days: [-16, 35], status: 'paused', hours: ['06:00', '09:00'], views: 14, taken: 6,
    },
    {
      slug: 'whale-watching', picture: 'green-whale-watching', title: '€20 off whale watching',
      description: 'Three hours off the south coast with the biologists of Vila Franca. Sperm whales live here all year round.',
      terms: 'If no whale shows up you go again for free.',
      discount: { amount: 2000 }, days: [2, 90], status: 'draft', max: 40, views: 0, taken: 0,
    },
  ],
}
