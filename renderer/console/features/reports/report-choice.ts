import { sections, type Section } from '../../../../core/report/sections.ts'

/** What a report is to hold. */
export interface ReportChoice {
  sections: Section[]
  /** Coupons' ids; empty: all. */
  coupons: string[]
}

/** Everything. */
export const wholeReport = (): ReportChoice => ({ sections: [...sections], coupons: [] })
