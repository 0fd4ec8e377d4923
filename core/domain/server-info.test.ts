import { expect, test } from 'vitest'
import { judgeServer } from './server-info.ts'

test.each([
  [{ product: 'hotel-coupons', schema: 3, oldest_app: 2 }, 'fits'],
  [{ product: 'hotel-coupons', schema: 4, oldest_app: 3 }, 'fits'],
  [{ product: 'hotel-coupons', schema: 2, oldest_app: 1 }, 'server-behind'],
  [{ product: 'hotel-coupons', schema: 9, oldest_app: 4 }, 'app-behind'],
  [{ product: 'another', schema: 3, oldest_app: 3 }, 'other'],
  [{ product: 'hotel-coupons', schema: '3', oldest_app: 1 }, 'other'],
  ['<!doctype html>', 'other'],
  [null, 'other'],
])('%j, for a release made against 3: %s', (answer, fit) => expect(judgeServer(answer, 3)).toBe(fit))
