/** What both apps say: coupons in words, states of a list, errors by code. The keys are the contract of every other language. */
export const en = {
  action: { retry: 'Try again', close: 'Close', back: 'Back' },
  state: { loading: 'Loading…', failed: 'That did not work' },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', auto: 'System' },
  discount: { percent: '{text} off', amount: '{text} off', gift: 'A gift' },
  validity: {
    until: 'Until {end}',
    endsToday: 'Ends today at {time}',
    endsTomorrow: 'Ends tomorrow at {time}',
    from: 'From {start}',
    over: 'Ended {end}',
    hotelTime: '{words}, {city} time',
    hours: '{from} to {to}',
    everyDay: 'Every day',
  },
  left: { none: 'Sold out', few: 'Only {count} left', many: '{count} left', unlimited: 'Plenty left' },
  // Where a guest or hotelier needs other words than the catalogue of core/domain/errors.ts.
  error: {
    offline: 'You are offline, or the server cannot be reached. Check your connection and try again.',
    unexpected: 'Something went wrong. Please try again.',
  },
}

export type KitMessages = typeof en
