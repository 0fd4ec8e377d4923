/** The parts of a report that one can ask for, in the order in which they stand. */
export const sections = ['summary', 'interactions', 'status', 'redemptions', 'corrections'] as const

/**
 * `summary`: totals and funnel. `interactions`: what happened per day and per coupon, drawn and as tables. `status`: every coupon
 * with its state. `redemptions`: who redeemed and used what. `corrections`: gross, undone and net uses, conflicts and undone uses.
 */
export type Section = (typeof sections)[number]
