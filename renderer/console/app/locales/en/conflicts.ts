export const conflicts = {
  title: 'Conflicts',
  conflict: 'Open ({count})',
  closed: 'Closed ({count})',
  empty: { conflict: 'No open conflict', closed: 'No closed conflict' },
  emptyText: 'When two desks take the same code while one is offline, one use counts, and the other waits here.',
  counted: 'This use counts',
  noneCounted: 'None: it was undone',
  second: 'This one came second',
  waiting: '{count} open conflicts',
}
