import { createRouter, createWebHashHistory, type Router } from 'vue-router'

/** The console's router. It reads the address at once, and rewrites it. */
export const createConsoleRouter = (): Router => createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: { name: 'desk' } },
    { path: '/desk', name: 'desk', component: () => import('../features/desk/DeskPage.vue') },
    { path: '/dashboard', name: 'dashboard', component: () => import('../features/dashboard/DashboardPage.vue') },
    { path: '/coupons', name: 'coupons', component: () => import('../features/coupons/CouponsPage.vue') },
    { path: '/coupons/new', name: 'new-coupon', component: () => import('../features/coupons/NewCouponPage.vue') },
    { path: '/coupons/:id', name: 'coupon', component: () => import('../features/coupons/CouponPage.vue'), props: true },
    { path: '/redemptions', name: 'redemptions', component: () => import('../features/redemptions/RedemptionsPage.vue') },
    { path: '/conflicts', name: 'conflicts', component: () => import('../features/conflicts/ConflictsPage.vue') },
    { path: '/team', name: 'team', component: () => import('../features/team/TeamPage.vue') },
    { path: '/audit', name: 'audit', component: () => import('../features/audit/AuditPage.vue') },
    { path: '/settings', name: 'settings', component: () => import('../features/hotels/SettingsPage.vue') },
    // Shown in place of the console, whether there is a hotel or not.
    { path: '/invitation/:token?', name: 'invitation', component: () => import('./GonePage.vue') },
    { path: '/reports', name: 'reports', component: () => import('../features/reports/ReportsPage.vue') },
    { path: '/settings/desktop', name: 'settings-desktop', component: () => import('../features/settings-desktop/DesktopSettingsPage.vue') },
    { path: '/:rest(.*)*', name: 'gone', component: () => import('./GonePage.vue') },
  ],
})
