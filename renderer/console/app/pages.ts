/** The console's pages in the order of the sidebar. Alt and its number opens a page from anywhere, also out of a field. */
export const pages = [
  { name: 'desk', icon: 'i-lucide-scan-line' },
  { name: 'coupons', icon: 'i-lucide-ticket-percent' },
  { name: 'redemptions', icon: 'i-lucide-list-checks' },
  { name: 'reports', icon: 'i-lucide-file-chart-column' },
] as const
