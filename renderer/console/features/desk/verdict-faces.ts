import type { Verdict } from '../../../../core/domain/verdict.ts'

/** How a verdict looks. Colour never stands alone: each kind has its own icon and words. */
export interface VerdictFace {
  icon: string
  tone: 'good' | 'wait' | 'bad'
}

/** The face of each kind of verdict. */
export const verdictFaces: Record<Verdict['kind'], VerdictFace> = {
  valid: { icon: 'i-lucide-circle-check', tone: 'good' },
  used: { icon: 'i-lucide-badge-check', tone: 'good' },
  'not-yet': { icon: 'i-lucide-calendar-clock', tone: 'wait' },
  'outside-hours': { icon: 'i-lucide-clock-alert', tone: 'wait' },
  expired: { icon: 'i-lucide-calendar-x', tone: 'bad' },
  paused: { icon: 'i-lucide-archive-x', tone: 'bad' },
  cancelled: { icon: 'i-lucide-ban', tone: 'bad' },
  'other-hotel': { icon: 'i-lucide-building-2', tone: 'bad' },
  'already-used': { icon: 'i-lucide-copy-x', tone: 'bad' },
  'unknown-code': { icon: 'i-lucide-circle-help', tone: 'bad' },
  'malformed-code': { icon: 'i-lucide-spell-check', tone: 'wait' },
  'too-many-attempts': { icon: 'i-lucide-timer', tone: 'bad' },
}
