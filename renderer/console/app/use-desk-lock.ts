import { useEventListener, useIdle, useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useSession } from '../../kit/session/use-session.ts'
import { deskLock } from './desk-lock.ts'

/** Minutes without a touch after which a desk with a PIN locks itself; 0 is never. */
export const idleChoices = [0, 2, 5, 15, 60] as const

/** The lock of a shared computer, for whoever is signed in. What is synced goes on behind it. */
export const useDeskLock = defineStore('desk-lock', () => {
  const session = useSession()
  const minutes = useLocalStorage<number>('desk-lock-minutes', 5)
  const lock = computed(() => deskLock(localStorage, session.user?.id ?? '', Date.now))
  const locked = ref(false)
  const hasPin = ref(false)

  function look(): void {
    const known = session.user !== null
    locked.value = known && lock.value.isLocked()
    hasPin.value = known && lock.value.hasPin()
  }
  watch(lock, look, { immediate: true })
  // Another window of this computer locks and opens this one, too.
  useEventListener(window, 'storage', look)

  const { lastActive } = useIdle(60_000)
  useEventListener(window, 'focus', look)
  setInterval(() => {
    if (hasPin.value && !locked.value && minutes.value > 0 && Date.now() - lastActive.value > minutes.value * 60_000) close()
  }, 5_000)

  function close(): void {
    lock.value.lock()
    look()
  }

  async function setPin(pin: string): Promise<void> {
    await lock.value.setPin(pin)
    look()
  }

  async function unlock(pin: string) {
    const answer = await lock.value.unlock(pin)
    look()
    return answer
  }

  /** For who has just signed in again: the PIN was forgotten, so it is gone. */
  function forget(): void {
    lock.value.forget()
    look()
  }

  return { locked, hasPin, minutes, close, setPin, unlock, forget, waitMs: () => lock.value.waitMs() }
})
