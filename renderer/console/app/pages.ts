/** The console's pages in the order of the sidebar. Alt and its number opens a page from anywhere, also out of a field. */
export const pages = [
  { name: 'desk', icon: 'i-lucide-scan-line' },
  { name: 'dashboard', icon: 'i-lucide-chart-no-axes-combined' },
  { name: 'coupons', icon: 'i-lucide-ticket-percent' },
  { name: 'redemptions', icon: 'i-lucide-list-checks' },
  { name: 'reports', icon: 'i-lucide-file-chart-column' },
  { name: 'conflicts', icon: 'i-lucide-git-compare-arrows', managers: true },
  { name: 'team', icon: 'i-lucide-users-round' },
  { name: 'audit', icon: 'i-lucide-scroll-text', managers: true },
  { name: 'settings', icon: 'i-lucide-settings' },
] as const satisfies readonly { name: string; icon: string; managers?: true }[]

export type PageName = (typeof pages)[number]['name']

/** The pages that a member with or without the rights of a manager has, each with the number that opens it. */
export function pagesFor(canManage: boolean): { name: PageName; icon: string; key: number }[] {
  return pages.map((page, index) => ({ ...page, key: index + 1 })).filter((page) => canManage || !('managers' in page))
}
