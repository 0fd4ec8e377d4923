import type { HotelSpec } from './coupon-spec.ts'

/** A mountain lodge in the Pirin, an hour ahead of Madrid. */
export const green: HotelSpec = {
  slug: 'green',
  name: 'Green Hotel',
  city: 'Bansko',
  country: 'BG',
  address: 'Pirin Street 112, Bansko',
  description: 'A wooden lodge between fir woods and glacier lakes in the Pirin mountains, heated with its own wood, quiet at night.',
  timeZone: 'Europe/Sofia',
  ownerEmail: 'greenhotel@hotelier.com',
  coupons: [
    {
      slug: 'barrel-sauna', picture: 'barrel-sauna', title: 'Evening in the barrel sauna',
      description: 'Cedar wood at 85 degrees, the steaming tub beside it, and the lake when you dare. Robe and herb tea are waiting.',
      terms: 'Two hours for up to four people.',
      discount: { percent: 40 }, days: [-41, 50], status: 'published', hours: ['18:00', '23:00'], validDays: 14, views: 58, taken: 34,
    },
    {
      slug: 'summit-hike', picture: 'summit-hike', title: 'Guided hike to the ridge of Vihren',
      description: 'Six hours with Elitsa, who knows every edelweiss by name. Sturdy shoes, changing weather and a picnic from our kitchen.',
      terms: 'From twelve years on. Eleven kilometres, 900 metres up.',
      discount: { amount: 1800 }, days: [-33, 45], status: 'published', weekdays: [3, 6, 7], hours: ['07:00', '14:00'], max: 50, views: 35, taken: 17,
    },
    {
      slug: 'garden-supper', picture: 'garden-supper', title: '20% off supper under the lights',
      description: 'One long table in the orchard: lamb from the clay pot, beans, mountain cheese and a red from Melnik.',
      terms: 'For the whole table. Vegetarian dishes on request.',
      discount: { percent: 20 }, days: [-28, 30], status: 'published', hours: ['18:30', '22:00'], max: 36, views: 44, taken: 24,
    },
    {
      slug: 'third-night', picture: 'forest-cabin', title: 'Stay three nights, pay two',
      description: 'Whoever comes to the forest cabin for a weekend stays for the silence. The third night is ours.',
      terms: 'Booked on our own site. Not over New Year.',
      discount: 'gift', days: [-20, 80], status: 'published', onlineOnly: true, views: 49, taken: 16,
    },
    {
      slug: 'sunrise-yoga', picture: 'sunrise-yoga', title: 'Yoga above the clouds',
      description: 'Seventy-five minutes on the wooden deck while the sun comes up over the valley. Mats and blankets are there.',
      terms: 'For beginners, too. Breakfast afterwards is not included.',
      discount: { percent: 30 }, days: [-15, 3], status: 'published', hours: ['05:30', '08:00'], max: 10, views: 27, taken: 10,
    },
    {
      slug: 'wild-honey', picture: 'wild-honey', title: 'A jar of our wild honey',
      description: 'From the hives behind the lodge: fir, thyme and linden, 250 grams, with a dipper of beech wood.',
      terms: 'With every stay. Collect it at the desk.',
      discount: 'gift', days: [-24, 60], status: 'published', perGuest: 2, views: 22, taken: 13,
    },
    {
      slug: 'lake-kayak', picture: 'lake-kayak', title: 'Kayak at dawn',
      description: 'The lake without wind, mist over the water, coffee from the flask. Back in time for breakfast.',
      terms: 'Swimmers only. Life vests are in the boat.',
      discount: { amount: 1000 }, days: [-16, 35], status: 'paused', hours: ['06:00', '09:00'], views: 14, taken: 6,
    },
    {
      slug: 'stargazing', picture: 'stargazing', title: '€20 off a night in the star dome',
      description: 'Glass above you, the Milky Way above the glass, and a telescope with somebody who can find Saturn.',
      terms: 'If clouds come you sleep there another night.',
      discount: { amount: 2000 }, days: [2, 90], status: 'draft', max: 40, views: 0, taken: 0,
    },
  ],
}
