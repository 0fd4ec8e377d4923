/** Switches that are off: the library's own grey is hardly seen on a card; this has 3:1 on every ground. */
export const switchTheme = {
  slots: { base: 'data-[state=unchecked]:bg-(--ui-text-dimmed)' },
} as const
