import { reactive } from 'vue'

/**
 * What the shell shows of the account. The account's own code fills it, and is loaded after the first paint, since finding
 * coupons needs no account.
 */
export const accountState = reactive({
  connected: false,
  /** False until it is known whether somebody is signed in. */
  ready: false,
  signedIn: false,
  unread: 0,
  /** Changes that wait for the network. */
  waiting: 0,
  /** What the last sync found out of the network; the browser's own opinion comes on top. */
  reachable: true,
  /** The server speaks a newer language than this version. */
  outdated: false,
})
