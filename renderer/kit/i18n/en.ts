import { catalogue, type ErrorCode } from '../../../core/domain/errors.ts'

const errors = Object.fromEntries(Object.entries(catalogue).map(([code, { why, fix }]) => [code, `${why} ${fix}`])) as Record<ErrorCode, string>

/** What both apps say: coupons in words, states of a list, errors by code. The keys are the contract of every other language. */
export const en = {
  action: { retry: 'Try again', back: 'Back' },
  state: { loading: 'Loading…', failed: 'That did not work', offline: 'No connection' },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', auto: 'System' },
  language: { label: 'Language' },
  share: { label: 'Share', copied: 'Link copied' },
  discount: { percent: '{text} off', amount: '{text} off', gift: 'A gift' },
  validity: {
    until: 'Until {end}',
    endsToday: 'Ends today at {time}',
    endsTomorrow: 'Ends tomorrow at {time}',
    from: 'From {start}',
    over: 'Ended {end}',
    dayTime: '{day} {time}',
    hotelTime: '{words}, {city} time',
    everyDay: 'Every day',
  },
  left: { none: 'Sold out', few: 'Only {count} left', many: '{count} left', unlimited: 'Plenty left' },
  error: {
    ...errors,
    // Where a guest or hotelier needs other words than the catalogue.
    offline: 'This needs the network. Check your connection and try again.',
    unexpected: 'Something went wrong. Please try again.',
  },
}
