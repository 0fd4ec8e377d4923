export const palette = {
  button: 'Search or do…',
  title: 'Command palette',
  text: 'Pages, coupons, hotels and what can be done, by name.',
  placeholder: 'Where to, or what to do?',
  pages: 'Pages',
  actions: 'Actions',
  hotels: 'Hotels',
  theme: 'Switch light and dark',
}
