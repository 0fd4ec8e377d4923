import { audit } from './en/audit.ts'
import { conflicts } from './en/conflicts.ts'
import { coupons } from './en/coupons.ts'
import { dashboard } from './en/dashboard.ts'
import { desk } from './en/desk.ts'
import { desktop } from './en/desktop.ts'
import { editor } from './en/editor.ts'
import { hotel } from './en/hotel.ts'
import { invitation } from './en/invitation.ts'
import { lock } from './en/lock.ts'
import { palette } from './en/palette.ts'
import { redemptions } from './en/redemptions.ts'
import { reports } from './en/reports.ts'
import { session } from './en/session.ts'
import { settings } from './en/settings.ts'
import { team } from './en/team.ts'
import { uses } from './en/uses.ts'

/** The console's English texts, grouped by feature. The keys are the contract of every other language. */
export const en = {
  app: { name: 'Hotel Coupons' },
  start: {
    title: 'No server is set',
    browser: 'The console does not know which server to work with. Put these two settings as config.json beside its page.',
  },
  nav: {
    label: 'Main',
    desk: 'Desk',
    dashboard: 'Dashboard',
    coupons: 'Coupons',
    redemptions: 'Redemptions',
    conflicts: 'Conflicts',
    reports: 'Reports',
    team: 'Team',
    audit: 'Audit log',
    settings: 'Settings',
    skip: 'Skip to content',
    missing: 'This page could not be opened',
  },
  account: {
    menu: 'Account',
    signOut: 'Sign out',
    theme: 'Theme',
    notices: 'Notices of redemptions',
    languageHere: 'In English on this device',
    languageHereText: 'Your mails keep their language: that could not be changed just now. Choose it again when you are online.',
    leaveTitle: 'Sign out and lose what was not sent?',
    leaveText: 'One thing done on this device has not reached the cloud. Signing out deletes it. | {count} things done on this device have not reached the cloud. Signing out deletes them.',
    stay: 'Stay signed in',
  },
  hotel,
  session,
  said: { failed: 'That did not work', onlineTitle: 'You are offline', savedFile: 'Saved', online: 'This is decided online. Try again when there is network.' },
  sync: {
    label: 'Sync',
    online: 'Up to date',
    syncing: 'Syncing…',
    offline: 'Offline',
    failing: 'Sync failed',
    waiting: '{count} waiting',
    refused: '{count} refused',
    title: 'Sync',
    text: 'What this device has not yet agreed with the cloud.',
    broken: 'Local data damaged',
    full: 'Device full',
    explained: {
      online: 'This device and the cloud agree.',
      syncing: 'This device and the cloud are being brought together.',
      waiting: 'What waits is sent by itself as soon as it can go.',
      offline: 'The cloud can’t be reached. You can work on: codes are judged by what this device knows, and what you do waits here and is sent by itself.',
      failing: 'The cloud answers, but not everything could be done. It is tried again by itself.',
      refused: 'The cloud did not accept something that was done here. Nothing is lost: correct it, try again, or discard it.',
      broken: 'The data kept on this device can’t be read.',
      full: 'There is no space left on this device.',
    },
    until: 'That holds until {at}; then this device has to reach the cloud once.',
    held: 'Waits for something above that was refused.',
    refusedText: 'What depends on it waits; everything else goes on.',
    correct: 'Correct',
    correctCode: 'The right code',
    send: 'Send',
    care: {
      failed: 'That did not work',
      saved: 'Saved. Keep the file until everything has reached the cloud.',
      save: 'Save what waits to a file',
      load: 'Take back a saved file',
      tookBack: 'Everything in the file was here already | One thing was taken back | {count} things were taken back',
      beginAnew: 'Save to a file and fetch anew',
      brokenTitle: 'The data kept on this device are damaged',
      brokenText: 'What waits is saved to a file first. Then everything is fetched anew, and what waited is sent.',
      fullTitle: 'This device is full',
      fullText: 'New data can’t be kept, and nothing more can be done here until there is space. What waits is safe; save it to a file if the device has to be cleared.',
      unguarded: 'This browser keeps one copy only of what waits. If it is ended by force, the newest may be lost.',
      lostTitle: 'The data kept on this device had been lost',
      lostText: 'They are fetched anew. Nothing had been waiting. | They are fetched anew. One thing that waited was put back. | They are fetched anew. {count} things that waited were put back.',
    },
    last: 'Last sync {at}',
    never: 'Not synced yet',
    now: 'Sync now',
    none: 'Everything done on this device has reached the cloud.',
    waitingList: 'Waiting to be sent',
    refusedList: 'Refused by the cloud',
    retry: 'Try again',
    discard: 'Discard',
    refusal: 'Not accepted.',
    command: {
      create_hotel: 'Create a hotel',
      save_coupon: 'Save “{title}”',
      publish_coupon: 'Publish “{title}”',
      pause_coupon: 'Pause “{title}”',
      archive_coupon: 'Archive “{title}”',
      redeem_coupon: 'Redeem a coupon',
      use_code: 'Use code {code}',
      undo_use: 'Undo a use',
      undo_code: 'Undo the use of code {code}',
      close_conflict: 'Close a conflict',
      set_follow: 'Follow a hotel',
      mark_notifications_read: 'Mark notices as read',
    },
  },
  notices: { redeemed: '{guest} redeemed a coupon' },
  today: { label: 'Today', views: 'Views today', redemptions: 'Redemptions today', uses: 'Uses today' },
  coupons,
  editor,
  desk,
  desktop,
  uses,
  palette,
  dashboard,
  conflicts,
  lock,
  team,
  invitation,
  settings,
  audit,
  redemptions,
  reports,
  gone: { title: 'This page does not exist', back: 'To the desk' },
}
