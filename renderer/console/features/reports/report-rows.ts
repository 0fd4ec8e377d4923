import type { DayRange } from '../../../../core/report/days.ts'
import type { ReportSource } from '../../../../core/report/figures.ts'
import type { Workspace } from '../../app/workspace.ts'

/** What a report of a range is made from, beside the hotel itself: rows of the replica. */
export async function readReportRows(tables: Workspace['tables'], { from, to }: DayRange): Promise<Omit<ReportSource, 'hotel'>> {
  const [coupons, members, redemptions, uses, daily] = await Promise.all([
    tables.coupons.toArray(),
    tables.hotel_members.toArray(),
    tables.redemptions.toArray(),
    tables.uses.toArray(),
    tables.interaction_daily.where('day').between(from, to, true, true).toArray(),
  ])
  return { coupons, members, redemptions, uses, daily }
}
