import type { Verdict } from '../../../../core/domain/verdict.ts'
import type { Judged } from './desk.ts'

/**
 * What a verdict is shown as. What the cloud has said and what this desk only believes never look alike: a use that is not
 * confirmed, a code that this desk does not know, and a coupon that needs the cloud's word have faces of their own.
 */
export type VerdictFaceKey = Verdict['kind'] | 'used-offline' | 'used-at-risk' | 'unknown-offline' | 'valid-online-only'

/** How a verdict looks. Colour never stands alone: each kind has its own icon and words. */
export interface VerdictFace {
  icon: string
  tone: 'good' | 'wait' | 'bad'
}

/** The face of each kind of verdict. */
export const verdictFaces: Record<VerdictFaceKey, VerdictFace> = {
  valid: { icon: 'i-lucide-circle-check', tone: 'good' },
  'valid-online-only': { icon: 'i-lucide-wifi-off', tone: 'wait' },
  used: { icon: 'i-lucide-badge-check', tone: 'good' },
  'used-offline': { icon: 'i-lucide-cloud-upload', tone: 'wait' },
  'used-at-risk': { icon: 'i-lucide-shield-alert', tone: 'wait' },
  'not-yet': { icon: 'i-lucide-calendar-clock', tone: 'wait' },
  'outside-hours': { icon: 'i-lucide-clock-alert', tone: 'wait' },
  expired: { icon: 'i-lucide-calendar-x', tone: 'bad' },
  paused: { icon: 'i-lucide-archive-x', tone: 'bad' },
  cancelled: { icon: 'i-lucide-ban', tone: 'bad' },
  'other-hotel': { icon: 'i-lucide-building-2', tone: 'bad' },
  'already-used': { icon: 'i-lucide-copy-x', tone: 'bad' },
  'unknown-code': { icon: 'i-lucide-circle-help', tone: 'bad' },
  'unknown-offline': { icon: 'i-lucide-cloud-alert', tone: 'wait' },
  'malformed-code': { icon: 'i-lucide-spell-check', tone: 'wait' },
  'too-many-attempts': { icon: 'i-lucide-timer', tone: 'bad' },
}

/** Which face a judged code has. */
export function faceOf({ verdict: { kind }, offline, usable, risk }: Omit<Judged, 'kind' | 'code'>): VerdictFaceKey {
  if (!offline) return kind
  if (kind === 'used') return risk ? 'used-at-risk' : 'used-offline'
  if (kind === 'unknown-code') return 'unknown-offline'
  return kind === 'valid' && !usable ? 'valid-online-only' : kind
}
