import { useI18n } from 'vue-i18n'
import { formatInstant } from '../../../../core/domain/hotel-time-words.ts'
import type { WalletRedemption } from '../../../../core/domain/rows.ts'
import { useCouponWords } from '../../../kit/i18n/use-coupon-words.ts'
import { useFormatLocale } from '../../../kit/i18n/use-format-locale.ts'
import { shelfOf } from './wallet-shelves.ts'

/** How it stands with a redemption, in a few words: until when, used when, expired when. */
export function useRedemptionWords(): (redemption: WalletRedemption, now: number) => string {
  const { t } = useI18n({ useScope: 'global' })
  const locale = useFormatLocale()
  const words = useCouponWords()
  return (redemption, now) => {
    const zone = redemption.coupon.hotel.time_zone
    const day = (instant: string | number) => formatInstant(instant, zone, locale.value, { day: 'numeric', month: 'long' })
    const minute = (instant: string) => formatInstant(instant, zone, locale.value, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    if (redemption.status === 'cancelled') return t('wallet.cancelled')
    const shelf = shelfOf(redemption, now)
    if (shelf === 'used') return t('wallet.usedAt', { when: minute(redemption.used_at ?? redemption.redeemed_at), hotel: redemption.coupon.hotel.name })
    // The end is exclusive: what ends at midnight expired on the day before.
    if (shelf === 'expired') return t('wallet.expiredAt', { when: day(Date.parse(redemption.expires_at) - 1) })
    return words.validity({ starts_at: redemption.coupon.starts_at, ends_at: redemption.expires_at }, zone, now)
  }
}
