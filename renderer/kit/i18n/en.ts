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
  error: {
    offline: 'You are offline. Check your connection and try again.',
    unknown: 'Something went wrong. Please try again.',
    'invalid-argument': 'Something in there is not right. Check it and try again.',
    'sign-in-required': 'Please sign in first.',
    'not-allowed': 'Your account may not do that.',
    'not-found': 'That is not there any more.',
    'too-large': 'That is too large.',
    'wrong-state': 'That is not possible right now.',
    'command-mismatch': 'That was already done in another way.',
  },
}

export type KitMessages = typeof en
