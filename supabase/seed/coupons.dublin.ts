import type { HotelSpec } from './coupon-spec.ts'

/** A Georgian town house by the river. */
export const dublin: HotelSpec = {
  slug: 'dublin',
  name: 'Dublin Hotel',
  city: 'Dublin',
  country: 'IE',
  address: '14 Eden Quay, Dublin 1',
  description: 'A Georgian town house on the Liffey with sixty rooms, a library bar and a kitchen that bakes its own soda bread.',
  timeZone: 'Europe/Dublin',
  ownerEmail: 'dublinhotel@hotelier.com',
  coupons: [
    {
      slug: 'afternoon-tea', picture: 'afternoon-tea', title: 'Afternoon tea for two',
      description: 'Warm scones, finger sandwiches and a pot of Irish breakfast tea by the fire in the library. Bring somebody you like to talk to.',
      terms: 'Two people. Please book a table by three in the afternoon.',
      discount: { percent: 25 }, days: [-38, 45], status: 'published', hours: ['15:00', '17:30'], validDays: 30, views: 46, taken: 26,
    },
    {
      slug: 'river-view', picture: 'hapenny-bridge', title: 'River view for the price of a classic room',
      description: 'We move you to the quay side: tall windows, the Ha’penny Bridge and the evening light on the water.',
      terms: 'On stays of two nights or more, when a river room is free on arrival.',
      discount: 'gift', days: [-25, 60], status: 'published', weekdays: [7, 1, 2, 3, 4], max: 60, views: 38, taken: 14,
    },
    {
      slug: 'full-irish', picture: 'irish-breakfast', title: 'Full Irish breakfast on the house',
      description: 'Free-range eggs, rashers, black pudding and our own soda bread, for everybody in your room.',
      terms: 'On the first morning of your stay.',
      discount: 'gift', days: [-40, 20], status: 'published', hours: ['07:00', '10:30'], max: 40, views: 52, taken: 31,
    },
    {
      slug: 'whiskey-and-fiddle', picture: 'pub-music', title: '€15 off whiskey and fiddle',
      description: 'Five pot stills, a fiddle and a bodhrán. An evening in the vaulted cellar with our head barman and his friends.',
      terms: 'Over 18s. Up to eight people an evening.',
      discount: { amount: 1500 }, days: [-20, 2], status: 'published', weekdays: [4, 5, 6], hours: ['19:00', '23:00'], max: 50, views: 29, taken: 12,
    },
    {
      slug: 'late-checkout', picture: 'suite', title: 'Sleep in: check out at three',
      description: 'Long night on Camden Street? Keep your room until three in the afternoon.',
      terms: 'Tell the desk by ten in the morning.',
      discount: 'gift', days: [-30, 90], status: 'published', weekdays: [6, 7], perGuest: 3, validDays: 60, views: 21, taken: 13,
    },
    {
      slug: 'midweek-winter', picture: 'georgian-doors', title: '30% off midweek nights',
      description: 'From Sunday to Thursday the city is yours: museums without queues and a room with a proper bathtub.',
      terms: 'Booked on our own site. One coupon per booking.',
      discount: { percent: 30 }, days: [-14, 75], status: 'published', weekdays: [7, 1, 2, 3, 4], onlineOnly: true, max: 10, views: 33, taken: 10,
    },
    {
      slug: 'spa-hour', picture: 'spa', title: 'An hour in the spa',
      description: 'Steam, seaweed bath and warm stone under the vaults, with nobody but you in it.',
      terms: 'Between breakfast and noon. Robes are in your room.',
      discount: 'gift', days: [-42, -3], status: 'archived', views: 18, taken: 9,
    },
    {
      slug: 'book-and-brandy', picture: 'fireside', title: 'A book and a brandy',
      description: 'Choose a paperback from the library shelf, keep it, and have a hot brandy while you read the first chapter.',
      terms: 'Served in the library bar.',
      discount: 'gift', days: [3, 50], status: 'draft', hours: ['20:00', '00:00'], max: 80, views: 0, taken: 0,
    },
  ],
}
