import { randomUUID } from 'node:crypto'
import { browser, day } from './scene.ts'

/** What a bad call may aim at, all of it right. */
export interface Right {
  hotel: string
  coupon: string
  archived: string
  code: string
}

/** One bad call: the function, what is wrong, the arguments, and how it is refused: `SQLSTATE detail`. */
export type Bad = [name: string, what: string, args: (right: Right) => Record<string, unknown>, refused: string]

const id = () => randomUUID()
const cmd = () => ({ command_id: id() })
const long = (n: number) => 'x'.repeat(n)
const hotelOf = (more: Record<string, unknown>) => () =>
  ({ ...cmd(), hotel: { name: 'Inn', city: 'Cork', country: 'IE', time_zone: 'Europe/Dublin', currency: 'EUR', ...more } })
const couponOf = (more: Record<string, unknown>) => ({ hotel }: Right) => ({
  ...cmd(),
  coupon: { id: id(), hotel_id: hotel, title: 'Tea', discount_kind: 'percent', discount_value: 10, starts_on: day(0), ends_on: day(9), ...more },
})
const reportOf = (more: Record<string, unknown>) => ({ hotel }: Right) => ({
  ...cmd(), report: { id: id(), hotel_id: hotel, from_day: '2026-01-01', to_day: '2026-01-31', path: `${hotel}/missing.pdf`, bytes: 9, ...more },
})
const browserOf = (more: Record<string, unknown>) => () => ({ ...cmd(), subscription: { ...browser(), ...more } })
const settings = (more: Record<string, unknown>) => ({ hotel }: Right) => ({ ...cmd(), hotel: { id: hotel, ...more } })
const filters = (more: Record<string, unknown>) => () => ({ filters: more })
const view = () => ({ kind: 'view', coupon: id(), at: new Date().toISOString() })
const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

export const badCalls: Bad[] = [
  ['create_hotel', 'no command id', () => ({ ...hotelOf({})(), command_id: null }), 'HC001 command_id'],
  ['create_hotel', 'no object', () => ({ ...cmd(), hotel: [] }), 'HC001 hotel'],
  ['create_hotel', 'null', () => ({ ...cmd(), hotel: null }), 'HC001 hotel'],
  ['create_hotel', 'an unknown key', hotelOf({ stars: 5 }), 'HC001 stars'],
  ['create_hotel', 'no name', hotelOf({ name: null }), 'HC001 name'],
  ['create_hotel', 'a blank name', hotelOf({ name: ' \n ' }), 'HC001 name'],
  ['create_hotel', 'a long name', hotelOf({ name: long(121) }), 'HC001 name'],
  ['create_hotel', 'a name that is a number', hotelOf({ name: 7 }), 'HC001 name'],
  ['create_hotel', 'control characters', hotelOf({ name: 'In\u0007n' }), 'HC001 name'],
  ['create_hotel', 'a name of wide blanks', hotelOf({ name: '\u2003\u3000\u00a0\u200b' }), 'HC001 name'],
  ['create_hotel', 'a name of two lines', hotelOf({ name: 'Inn\nOut' }), 'HC001 name'],
  ['create_hotel', 'a name that turns around', hotelOf({ name: 'Inn \u202egnp' }), 'HC001 name'],
  ['create_hotel', 'an address of two lines', hotelOf({ address: 'Quay 1\u2028Cork' }), 'HC001 address'],
  ['create_hotel', 'a long city', hotelOf({ city: long(81) }), 'HC001 city'],
  ['create_hotel', 'a country in small letters', hotelOf({ country: 'ie' }), 'HC001 country'],
  ['create_hotel', 'a country of three letters', hotelOf({ country: 'IRL' }), 'HC001 country'],
  ['create_hotel', 'a currency sign', hotelOf({ currency: '€' }), 'HC001 currency'],
  ['create_hotel', 'an abbreviated zone', hotelOf({ time_zone: 'CET' }), 'HC001 time_zone'],
  ['create_hotel', 'a POSIX zone', hotelOf({ time_zone: 'Foo/Bar+3' }), 'HC001 time_zone'],
  ['create_hotel', 'a place that is none', hotelOf({ time_zone: 'Europe/Atlantis' }), 'HC001 time_zone'],
  ['create_hotel', 'a long address', hotelOf({ address: long(201) }), 'HC001 address'],
  ['create_hotel', 'a long description', hotelOf({ description: long(2001) }), 'HC001 description'],
  ['create_hotel', '40 KB', hotelOf({ description: long(40_000) }), 'HC006 hotel'],

  ['save_coupon', 'no id', couponOf({ id: null }), 'HC001 id'],
  ['save_coupon', 'an id that is none', couponOf({ id: '7' }), 'HC001 id'],
  ['save_coupon', 'no hotel', couponOf({ hotel_id: null }), 'HC001 hotel_id'],
  ['save_coupon', 'another hotel', couponOf({ hotel_id: id() }), 'HC003 '],
  ['save_coupon', 'a state', couponOf({ status: 'published' }), 'HC001 status'],
  ['save_coupon', 'no title', couponOf({ title: '' }), 'HC001 title'],
  ['save_coupon', 'a long title', couponOf({ title: long(121) }), 'HC001 title'],
  ['save_coupon', 'a title of wide blanks', couponOf({ title: '\u3000\u0085' }), 'HC001 title'],
  ['save_coupon', 'a title of two lines', couponOf({ title: 'Tea\r\nfor two' }), 'HC001 title'],
  ['save_coupon', 'a title in brackets of direction', couponOf({ title: 'Tea \u2066for\u2069 two' }), 'HC001 title'],
  ['save_coupon', 'long terms', couponOf({ terms: long(2001) }), 'HC001 terms'],
  ['save_coupon', 'a discount unheard of', couponOf({ discount_kind: 'free' }), 'HC001 discount_kind'],
  ['save_coupon', '0 percent', couponOf({ discount_value: 0 }), 'HC001 discount_value'],
  ['save_coupon', '101 percent', couponOf({ discount_value: 101 }), 'HC001 discount_value'],
  ['save_coupon', 'half a percent', couponOf({ discount_value: 0.5 }), 'HC001 discount_value'],
  ['save_coupon', 'percent as text', couponOf({ discount_value: '10' }), 'HC001 discount_value'],
  ['save_coupon', 'more than money', couponOf({ discount_kind: 'amount', discount_value: 1e30 }), 'HC001 discount_value'],
  ['save_coupon', 'a gift with a value', couponOf({ discount_kind: 'gift', discount_value: 5 }), 'HC001 discount_value'],
  ['save_coupon', 'no first day', couponOf({ starts_on: null }), 'HC001 starts_on'],
  ['save_coupon', '30 February', couponOf({ ends_on: '2026-02-30' }), 'HC001 ends_on'],
  ['save_coupon', 'a day in words', couponOf({ ends_on: 'tomorrow' }), 'HC001 ends_on'],
  ['save_coupon', 'an end before the start', couponOf({ ends_on: day(-1) }), 'HC001 ends_on'],
  ['save_coupon', 'no weekday', couponOf({ weekdays: [] }), 'HC001 weekdays'],
  ['save_coupon', 'weekday 8', couponOf({ weekdays: [8] }), 'HC001 weekdays'],
  ['save_coupon', 'half of the hours', couponOf({ hours_from: '10:00' }), 'HC001 hours_to'],
  ['save_coupon', '25 o’clock', couponOf({ hours_from: '25:00', hours_to: '26:00' }), 'HC001 hours_from'],
  ['save_coupon', 'no blackout date', couponOf({ blackout_dates: [] }), 'HC001 blackout_dates'],
  ['save_coupon', 'a blackout date in words', couponOf({ blackout_dates: ['Christmas'] }), 'HC001 blackout_dates'],
  ['save_coupon', '31 June blacked out', couponOf({ blackout_dates: ['2026-06-31'] }), 'HC001 blackout_dates'],
  ['save_coupon', '61 blackout dates', couponOf({ blackout_dates: Array.from({ length: 61 }, () => '2026-06-30') }), 'HC001 blackout_dates'],
  ['save_coupon', 'no stock', couponOf({ max_redemptions: 0 }), 'HC001 max_redemptions'],
  ['save_coupon', 'too much stock', couponOf({ max_redemptions: 100_001 }), 'HC001 max_redemptions'],
  ['save_coupon', 'none per guest', couponOf({ max_per_guest: 0 }), 'HC001 max_per_guest'],
  ['save_coupon', 'valid for no day', couponOf({ valid_days_after_redeem: 0 }), 'HC001 valid_days_after_redeem'],
  ['save_coupon', 'a picture of another hotel', couponOf({ image_path: `${id()}/x.png` }), 'HC001 image_path'],
  ['save_coupon', 'a picture by detour', ({ hotel }) => couponOf({ image_path: `${hotel}/../x.png` })({ hotel } as Right), 'HC001 image_path'],
  ['save_coupon', 'a picture in a folder', ({ hotel }) => couponOf({ image_path: `${hotel}/deep/x.png` })({ hotel } as Right), 'HC001 image_path'],
  ['save_coupon', 'the folder itself', ({ hotel }) => couponOf({ image_path: `${hotel}/..` })({ hotel } as Right), 'HC001 image_path'],
  ['save_coupon', 'a picture with a query', ({ hotel }) => couponOf({ image_path: `${hotel}/x.png?y` })({ hotel } as Right), 'HC001 image_path'],
  ['save_coupon', 'no picture of what is published', ({ hotel, coupon }) => ({ ...cmd(), coupon: { id: coupon, hotel_id: hotel, image_path: null } }), 'HC001 image_path'],
  ['save_coupon', '40 KB', couponOf({ terms: long(40_000) }), 'HC006 coupon'],
  ['save_coupon', 'what is archived', ({ hotel, archived }) => couponOf({ id: archived })({ hotel } as Right), 'HC007 archived'],
  ['save_coupon', 'less stock than is redeemed', ({ hotel, coupon }) => ({ ...cmd(), coupon: { id: coupon, hotel_id: hotel, max_redemptions: 1 } }), 'HC001 max_redemptions'],

  ...['publish_coupon', 'pause_coupon', 'archive_coupon'].flatMap((name): Bad[] => [
    [name, 'no command id', ({ coupon }) => ({ command_id: null, coupon }), 'HC001 command_id'],
    [name, 'no coupon', () => ({ ...cmd(), coupon: null }), 'HC001 coupon'],
    [name, 'a coupon that is none', () => ({ ...cmd(), coupon: id() }), 'HC003 '],
    [name, 'what is archived', ({ archived }) => ({ ...cmd(), coupon: archived }), 'HC007 archived'],
  ]),
  ['publish_coupon', 'what is published', ({ coupon }) => ({ ...cmd(), coupon }), 'HC007 published'],

  ['search_coupons', 'a long query', () => ({ query: long(201) }), 'HC006 query'],
  ['search_coupons', 'no rows', () => ({ max_rows: 0 }), 'HC001 max_rows'],
  ['search_coupons', 'too many rows', () => ({ max_rows: 101 }), 'HC001 max_rows'],
  ['search_coupons', 'no filters', () => ({ filters: null }), 'HC001 filters'],
  ['search_coupons', 'an unknown filter', filters({ colour: 'red' }), 'HC001 colour'],
  ['search_coupons', 'an unknown sort', filters({ sort: 'cheapest' }), 'HC001 sort'],
  ['search_coupons', 'a hotel that is none', filters({ hotel: 'x' }), 'HC001 hotel'],
  ['search_coupons', 'a discount unheard of', filters({ discount_kind: 'free' }), 'HC001 discount_kind'],
  ['search_coupons', '101 percent', filters({ min_percent: 101 }), 'HC001 min_percent'],
  ['search_coupons', 'days in words', filters({ ends_within_days: 'ten' }), 'HC001 ends_within_days'],
  ['search_coupons', 'available maybe', filters({ available: 'yes' }), 'HC001 available'],
  ['search_coupons', 'a city of many letters', filters({ city: long(81) }), 'HC001 city'],
  ['search_coupons', 'a cursor of its own', () => ({ cursor: 'x' }), 'HC001 cursor'],
  ['search_coupons', 'a cursor of another sort', () => ({ cursor: `ends-soon|2026-01-01|${id()}` }), 'HC001 cursor'],
  ['search_coupons', 'a cursor that is SQL', () => ({ cursor: `newest|now()); drop table x|${id()}` }), 'HC001 cursor'],
  ['search_coupons', 'a cursor of the biggest that is no number', () => ({ filters: { sort: 'biggest' }, cursor: `biggest|x|${id()}` }), 'HC001 cursor'],
  ['count_coupons', 'a long query', () => ({ query: long(201) }), 'HC006 query'],
  ['count_coupons', 'an unknown filter', filters({ colour: 'red' }), 'HC001 colour'],
  ['count_coupons', '101 percent', filters({ min_percent: 101 }), 'HC001 min_percent'],
  ['get_coupon', 'no coupon', () => ({ coupon: null }), 'HC001 coupon'],

  ['redeem_coupon', 'no coupon', () => ({ ...cmd(), coupon: null }), 'HC001 coupon'],
  ['redeem_coupon', 'no command id', ({ coupon }) => ({ command_id: null, coupon }), 'HC001 command_id'],
  ['redeem_coupon', 'a coupon that is none', () => ({ ...cmd(), coupon: id() }), 'HC004 coupon'],
  ['redeem_coupon', 'follow maybe', ({ coupon }) => ({ ...cmd(), coupon, follow: null }), 'HC001 follow'],

  ['verify_code', 'no hotel', ({ code }) => ({ hotel: null, code }), 'HC001 hotel'],
  ['verify_code', 'another hotel', ({ code }) => ({ hotel: id(), code }), 'HC003 '],
  ['verify_code', 'no code', ({ hotel }) => ({ hotel, code: null }), 'HC001 code'],
  ['verify_code', 'a code without end', ({ hotel }) => ({ hotel, code: long(65) }), 'HC001 code'],
  ['verify_code', 'a device of many letters', ({ hotel, code }) => ({ hotel, code, device: long(81) }), 'HC001 device'],

  ['use_code', 'no command id', ({ hotel, code }) => ({ command_id: null, hotel, code, happened_at: at(0) }), 'HC001 command_id'],
  ['use_code', 'another hotel', ({ code }) => ({ ...cmd(), hotel: id(), code, happened_at: at(0) }), 'HC003 '],
  ['use_code', 'no instant', ({ hotel, code }) => ({ ...cmd(), hotel, code, happened_at: null }), 'HC001 happened_at'],
  ['use_code', 'tomorrow', ({ hotel, code }) => ({ ...cmd(), hotel, code, happened_at: at(1) }), 'HC001 happened_at'],
  ['use_code', '31 days ago', ({ hotel, code }) => ({ ...cmd(), hotel, code, happened_at: at(-31) }), 'HC001 happened_at'],
  ['use_code', 'for ever', ({ hotel, code }) => ({ ...cmd(), hotel, code, happened_at: 'infinity' }), 'HC001 happened_at'],
  ['use_code', 'a code without end', ({ hotel }) => ({ ...cmd(), hotel, code: long(65), happened_at: at(0) }), 'HC001 code'],

  ['set_follow', 'no hotel', () => ({ ...cmd(), hotel: null, following: true }), 'HC001 hotel'],
  ['set_follow', 'a hotel that is none', () => ({ ...cmd(), hotel: id(), following: true }), 'HC004 hotel'],
  ['set_follow', 'following maybe', ({ hotel }) => ({ ...cmd(), hotel, following: null }), 'HC001 following'],
  ['set_follow', 'muted maybe', ({ hotel }) => ({ ...cmd(), hotel, following: true, muted: null }), 'HC001 muted'],

  ['mark_notifications_read', 'no ids', () => ({ ...cmd(), ids: null }), 'HC001 ids'],
  ['mark_notifications_read', 'a null among them', () => ({ ...cmd(), ids: [id(), null] }), 'HC001 ids'],
  ['mark_notifications_read', 'lists in lists', () => ({ ...cmd(), ids: [[id()], [id()]] }), 'HC001 ids'],
  ['mark_notifications_read', '501 ids', () => ({ ...cmd(), ids: Array.from({ length: 501 }, id) }), 'HC006 ids'],

  ['record_interactions', 'no batch id', () => ({ batch_id: null, events: [view()] }), 'HC001 batch_id'],
  ['record_interactions', 'no events', () => ({ batch_id: id(), events: null }), 'HC001 events'],
  ['record_interactions', 'an object', () => ({ batch_id: id(), events: view() }), 'HC001 events'],
  ['record_interactions', 'an empty list', () => ({ batch_id: id(), events: [] }), 'HC001 events'],
  ['record_interactions', '201 events', () => ({ batch_id: id(), events: Array.from({ length: 201 }, view) }), 'HC006 events'],
  ['record_interactions', '70 KB', () => ({ batch_id: id(), events: [{ ...view(), more: long(70_000) }] }), 'HC006 events'],

  ['pull_changes', 'another hotel', () => ({ hotel: id() }), 'HC003 '],
  ['pull_changes', 'no rows', ({ hotel }) => ({ hotel, max_rows: 0 }), 'HC001 max_rows'],
  ['pull_changes', 'too many rows', ({ hotel }) => ({ hotel, max_rows: 5001 }), 'HC001 max_rows'],
  ['pull_changes', 'a cursor of its own', ({ hotel }) => ({ hotel, cursor: '7' }), 'HC001 cursor'],

  ['coupon_figures', 'another hotel', () => ({ hotel: id(), from_day: day(-1), to_day: day(0) }), 'HC003 '],
  ['coupon_figures', 'no first day', ({ hotel }) => ({ hotel, from_day: null, to_day: day(0) }), 'HC001 from_day'],
  ['coupon_figures', 'for ever', ({ hotel }) => ({ hotel, from_day: day(0), to_day: 'infinity' }), 'HC001 to_day'],
  ['coupon_figures', 'backwards', ({ hotel }) => ({ hotel, from_day: day(0), to_day: day(-1) }), 'HC001 to_day'],
  ['coupon_figures', 'eleven years', ({ hotel }) => ({ hotel, from_day: '2015-01-01', to_day: '2026-01-01' }), 'HC001 to_day'],

  ['invite_member', 'no command id', ({ hotel }) => ({ command_id: null, hotel, email: 'a@b.example', role: 'desk' }), 'HC001 command_id'],
  ['invite_member', 'another hotel', () => ({ ...cmd(), hotel: id(), email: 'a@b.example', role: 'desk' }), 'HC003 '],
  ['invite_member', 'no address', ({ hotel }) => ({ ...cmd(), hotel, email: null, role: 'desk' }), 'HC001 email'],
  ['invite_member', 'an address that is none', ({ hotel }) => ({ ...cmd(), hotel, email: 'ana', role: 'desk' }), 'HC001 email'],
  ['invite_member', 'an address without end', ({ hotel }) => ({ ...cmd(), hotel, email: `a@${long(200)}`, role: 'desk' }), 'HC001 email'],
  ['invite_member', 'a role unheard of', ({ hotel }) => ({ ...cmd(), hotel, email: 'a@b.example', role: 'admin' }), 'HC001 role'],
  ['accept_invitation', 'no token', () => ({ ...cmd(), token: null }), 'HC001 token'],
  ['accept_invitation', 'a token that is none', () => ({ ...cmd(), token: 'x' }), 'HC001 token'],
  ['accept_invitation', 'an unknown token', () => ({ ...cmd(), token: 'a'.repeat(64) }), 'HC004 token'],
  ['revoke_invitation', 'none', () => ({ ...cmd(), invitation: null }), 'HC001 invitation'],
  ['revoke_invitation', 'one that is not there', () => ({ ...cmd(), invitation: id() }), 'HC003 '],
  ['change_member_role', 'another hotel', () => ({ ...cmd(), hotel: id(), member: id(), role: 'desk' }), 'HC003 '],
  ['change_member_role', 'nobody', ({ hotel }) => ({ ...cmd(), hotel, member: id(), role: 'desk' }), 'HC004 member'],
  ['change_member_role', 'a role unheard of', ({ hotel }) => ({ ...cmd(), hotel, member: id(), role: null }), 'HC001 role'],
  ['remove_member', 'another hotel', () => ({ ...cmd(), hotel: id(), member: id() }), 'HC003 '],
  ['remove_member', 'nobody', ({ hotel }) => ({ ...cmd(), hotel, member: id() }), 'HC004 member'],
  ['remove_member', 'null', ({ hotel }) => ({ ...cmd(), hotel, member: null }), 'HC001 member'],
  ['leave_hotel', 'no hotel', () => ({ ...cmd(), hotel: null }), 'HC001 hotel'],
  ['leave_hotel', 'another hotel', () => ({ ...cmd(), hotel: id() }), 'HC003 '],

  ...['undo_use', 'close_conflict'].flatMap((name): Bad[] => [
    [name, 'another hotel', () => ({ ...cmd(), hotel: id(), use: id(), reason: 'x' }), 'HC003 '],
    [name, 'a use that is none', ({ hotel }) => ({ ...cmd(), hotel, use: id(), reason: 'x' }), 'HC003 '],
    [name, 'no use', ({ hotel }) => ({ ...cmd(), hotel, use: null, reason: 'x' }), 'HC003 '],
    [name, 'no reason', ({ hotel }) => ({ ...cmd(), hotel, use: id(), reason: null }), 'HC001 reason'],
    [name, 'a blank reason', ({ hotel }) => ({ ...cmd(), hotel, use: id(), reason: ' \n' }), 'HC001 reason'],
    [name, 'a long reason', ({ hotel }) => ({ ...cmd(), hotel, use: id(), reason: long(501) }), 'HC001 reason'],
  ]),

  ['save_report', 'no object', () => ({ ...cmd(), report: null }), 'HC001 report'],
  ['save_report', 'an unknown key', reportOf({ title: 'x' }), 'HC001 title'],
  ['save_report', 'no id', reportOf({ id: null }), 'HC001 id'],
  ['save_report', 'no hotel', reportOf({ hotel_id: null }), 'HC001 hotel_id'],
  ['save_report', 'no first day', reportOf({ from_day: null }), 'HC001 from_day'],
  ['save_report', 'backwards', reportOf({ to_day: '2025-12-31' }), 'HC001 to_day'],
  ['save_report', 'a file of another hotel', reportOf({ path: `${id()}/x.pdf` }), 'HC001 path'],
  ['save_report', 'a file that is no PDF', ({ hotel }) => reportOf({ path: `${hotel}/x.html` })({ hotel } as Right), 'HC001 path'],
  ['save_report', 'an empty file', reportOf({ bytes: 0 }), 'HC001 bytes'],
  ['save_report', '21 MB', reportOf({ bytes: 21 * 1024 * 1024 }), 'HC001 bytes'],
  ['save_report', 'a file that is not there', reportOf({}), 'HC004 path'],

  ['update_hotel', 'no object', () => ({ ...cmd(), hotel: 'x' }), 'HC001 hotel'],
  ['update_hotel', 'no id', () => ({ ...cmd(), hotel: { name: 'x' } }), 'HC001 id'],
  ['update_hotel', 'another hotel', () => ({ ...cmd(), hotel: { id: id(), name: 'x' } }), 'HC003 '],
  ['update_hotel', 'an unknown key', settings({ stars: 5 }), 'HC001 stars'],
  ['update_hotel', 'no name', settings({ name: null }), 'HC001 name'],
  ['update_hotel', 'a blank city', settings({ city: ' ' }), 'HC001 city'],
  ['update_hotel', 'a country in words', settings({ country: 'Ireland' }), 'HC001 country'],
  ['update_hotel', 'no currency', settings({ currency: null }), 'HC001 currency'],
  ['update_hotel', 'a place that is none', settings({ time_zone: 'Europe/Atlantis' }), 'HC001 time_zone'],
  ['update_hotel', 'a logo of another hotel', settings({ logo_path: `${id()}/x.png` }), 'HC001 logo_path'],
  ['update_hotel', 'listed maybe', settings({ listed: null }), 'HC001 listed'],
  ['update_hotel', 'a long description', settings({ description: long(2001) }), 'HC001 description'],

  ['set_delivery_channel', 'a channel unheard of', () => ({ ...cmd(), channel: 'fax', enabled: true }), 'HC001 channel'],
  ['set_delivery_channel', 'none', () => ({ ...cmd(), channel: null, enabled: true }), 'HC001 channel'],
  ['set_delivery_channel', 'neither on nor off', () => ({ ...cmd(), channel: 'push', enabled: null }), 'HC001 enabled'],
  ['set_delivery_channel', 'no command id', () => ({ command_id: null, channel: 'push', enabled: true }), 'HC001 command_id'],
  ['save_push_subscription', 'no object', () => ({ ...cmd(), subscription: 'x' }), 'HC001 subscription'],
  ['save_push_subscription', 'null', () => ({ ...cmd(), subscription: null }), 'HC001 subscription'],
  ['save_push_subscription', 'an unknown key', browserOf({ expirationTime: null }), 'HC001 expirationTime'],
  ['save_push_subscription', 'no endpoint', browserOf({ endpoint: null }), 'HC001 endpoint'],
  ['save_push_subscription', 'an endpoint in plain HTTP', browserOf({ endpoint: 'http://push.example.com/x' }), 'HC001 endpoint'],
  ['save_push_subscription', 'an endpoint with a user', browserOf({ endpoint: 'https://push.example.com@10.0.0.1/x' }), 'HC001 endpoint'],
  ['save_push_subscription', 'an endpoint of two lines', browserOf({ endpoint: 'https://push.example.com/x\r\nHost: y' }), 'HC001 endpoint'],
  ['save_push_subscription', 'an endpoint with a backslash', browserOf({ endpoint: 'https://push.example.com\\@y/x' }), 'HC001 endpoint'],
  ['save_push_subscription', 'an endpoint without a path', browserOf({ endpoint: 'https://push.example.com' }), 'HC001 endpoint'],
  ['save_push_subscription', 'a long endpoint', browserOf({ endpoint: `https://push.example.com/${long(1000)}` }), 'HC001 endpoint'],
  ['save_push_subscription', 'no key', browserOf({ p256dh: null }), 'HC001 p256dh'],
  ['save_push_subscription', 'a key that is no point', browserOf({ p256dh: long(87) }), 'HC001 p256dh'],
  ['save_push_subscription', 'a short key', browserOf({ p256dh: 'BA' }), 'HC001 p256dh'],
  ['save_push_subscription', 'no secret', browserOf({ auth: null }), 'HC001 auth'],
  ['save_push_subscription', 'a padded secret', browserOf({ auth: `${'A'.repeat(20)}==` }), 'HC001 auth'],
  ['save_push_subscription', 'a label of two lines', browserOf({ label: 'a\nb' }), 'HC001 label'],
  ['save_push_subscription', '40 KB', browserOf({ label: long(40_000) }), 'HC006 subscription'],
  ['remove_push_subscription', 'none', () => ({ ...cmd(), endpoint: null }), 'HC001 endpoint'],
  ['remove_push_subscription', 'an empty one', () => ({ ...cmd(), endpoint: '' }), 'HC001 endpoint'],
  ['remove_push_subscription', 'a long one', () => ({ ...cmd(), endpoint: long(1001) }), 'HC001 endpoint'],
  ['unsubscribe', 'no token', () => ({ token: null }), 'HC001 token'],

  ['erase_me', 'no command id', () => ({ command_id: null, confirmation: 'owner@example.com' }), 'HC001 command_id'],
  ['erase_me', 'no confirmation', () => ({ ...cmd(), confirmation: null }), 'HC001 confirmation'],
  ['erase_me', 'another’s address', () => ({ ...cmd(), confirmation: 'guest@example.com' }), 'HC001 confirmation'],
]

/** What the owner cannot even call; `drain_interactions` is tried with the service key. */
export const badServiceCalls: Bad[] = [
  ['drain_interactions', 'none', () => ({ max_events: 0 }), 'HC001 max_events'],
  ['drain_interactions', 'too many', () => ({ max_events: 1_000_001 }), 'HC001 max_events'],
  ...['push,push', '', 'fax', 'push,email,push'].map((channels): Bad => [
    'take_deliveries', `channels ${channels}`, () => ({ channels: channels ? channels.split(',') : [] }), 'HC001 channels']),
  ['take_deliveries', 'none', () => ({ channels: ['push'], max_rows: 0 }), 'HC001 max_rows'],
  ['take_deliveries', 'too many', () => ({ channels: ['push'], max_rows: 1001 }), 'HC001 max_rows'],
  ['take_deliveries', 'no time', () => ({ channels: ['push'], visibility_s: 0 }), 'HC001 visibility_s'],
  ['finish_delivery', 'none', () => ({ delivery: null, attempt: 1, outcome: { kind: 'sent' } }), 'HC001 delivery'],
  ['finish_delivery', 'no attempt', () => ({ delivery: id(), attempt: null, outcome: { kind: 'sent' } }), 'HC001 attempt'],
  ['finish_delivery', 'no outcome', () => ({ delivery: id(), attempt: 1, outcome: null }), 'HC001 outcome'],
  ['finish_delivery', 'an outcome unheard of', () => ({ delivery: id(), attempt: 1, outcome: { kind: 'lost' } }), 'HC001 kind'],
  ['finish_delivery', 'a pause of minus one', () => ({ delivery: id(), attempt: 1, outcome: { kind: 'failed', retry_after_s: -1 } }), 'HC001 retry_after_s'],
  ...['expire_redemptions', 'expand_deliveries', 'remind_expiring', 'clean_up'].flatMap((name): Bad[] => [
    [name, 'none', () => ({ max_rows: 0 }), 'HC001 max_rows'],
    [name, 'too many', () => ({ max_rows: 100_001 }), 'HC001 max_rows'],
  ]),
]
