import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import FindPage from '../features/find/FindPage.vue'
import { tallEnough } from './tall-enough.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** The tab of the navigation that the page belongs to. */
    tab?: 'find' | 'wallet' | 'notices' | 'me'
    /** The page shows what belongs to an account, and asks to sign in where there is none. */
    account?: boolean
    /** The page has its own bar at the bottom of a phone. */
    bare?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  // With the app itself: a file of its own would be asked for only after it.
  { path: '/', name: 'find', meta: { tab: 'find' }, component: FindPage },
  { path: '/coupon/:id', name: 'coupon', props: true, meta: { tab: 'find', bare: true }, component: () => import('../features/coupon/CouponPage.vue') },
  { path: '/hotel/:id', name: 'hotel', props: true, meta: { tab: 'find' }, component: () => import('../features/hotel/HotelPage.vue') },
  { path: '/wallet', name: 'wallet', meta: { tab: 'wallet', account: true }, component: () => import('../features/wallet/WalletPage.vue') },
  { path: '/wallet/:id', name: 'code', props: true, meta: { tab: 'wallet', account: true }, component: () => import('../features/wallet/CodePage.vue') },
  { path: '/notices', name: 'notices', meta: { tab: 'notices', account: true }, component: () => import('../features/notices/NoticesPage.vue') },
  { path: '/me', name: 'me', meta: { tab: 'me', account: true }, component: () => import('../features/me/MePage.vue') },
  { path: '/me/notices', name: 'notice-settings', meta: { tab: 'me', account: true }, component: () => import('../features/notices/NoticeSettingsPage.vue') },
  { path: '/me/password', name: 'password', meta: { tab: 'me', account: true }, component: () => import('../features/account/PasswordPage.vue') },
  { path: '/me/delete', name: 'erase', meta: { tab: 'me', account: true }, component: () => import('../features/account/ErasePage.vue') },
  { path: '/sign-in', name: 'sign-in', meta: { tab: 'me' }, component: () => import('../features/account/SignInPage.vue') },
  { path: '/sign-up', name: 'sign-up', meta: { tab: 'me' }, component: () => import('../features/account/SignUpPage.vue') },
  { path: '/recover', name: 'recover', meta: { tab: 'me' }, component: () => import('../features/account/RecoverPage.vue') },
  { path: '/new-password', name: 'new-password', meta: { tab: 'me' }, component: () => import('../features/account/NewPasswordPage.vue') },
  { path: '/unsubscribe', name: 'unsubscribe', meta: { tab: 'notices' }, component: () => import('../features/notices/UnsubscribePage.vue') },
  { path: '/:unknown(.*)*', redirect: { name: 'find' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: async (to, from, saved) => {
    if (saved) await tallEnough(saved.top)
    return saved ?? (to.path === from.path ? false : { top: 0 })
  },
})
