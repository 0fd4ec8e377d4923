import { AppError } from '../../../core/domain/errors.ts'

/** Somebody waits before the screen: after so long what this device knows is better than nothing. */
const patienceMs = 4_000

/** An answer, if it comes soon; else rejects with `offline`. */
export async function withinPatience<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const impatience = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new AppError('offline')), patienceMs)))
  try {
    return await Promise.race([asked, impatience])
  } finally {
    clearTimeout(timer)
  }
}
