import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { asAppError, classify, type AppError } from '../../../core/domain/errors.ts'
import { useSession } from '../../kit/session/use-session.ts'
import { useConnection, type Membership } from './connection.ts'
import type { HotelForm } from '../features/hotels/hotel-form.ts'
import { membershipMemory } from './membership-memory.ts'

/** The hotels of the signed-in user, and the one he works on. What was last known opens the console without network. */
export const useHotels = defineStore('hotels', () => {
  const { cloud, memberships: read } = useConnection()
  const session = useSession()
  const memberships = shallowRef<Membership[] | null>(null)
  const error = shallowRef<AppError | null>(null)
  const chosenId = ref<string | null>(null)
  let memory = membershipMemory(localStorage, '')
  const userId = ref('')

  const chosen = computed(() => (session.user?.id === userId.value ? find() : null))
  const find = () => memberships.value?.find(({ hotel }) => hotel.id === chosenId.value) ?? memberships.value?.[0] ?? null

  /** Begins for a user with what this device remembers, then asks the cloud. */
  async function open(user: string): Promise<void> {
    userId.value = user
    memory = membershipMemory(localStorage, user)
    memberships.value = memory.memberships()
    chosenId.value = memory.chosen()
    await reload()
  }

  async function reload(): Promise<void> {
    const asked = userId.value
    error.value = null
    try {
      const found = await read(asked)
      if (asked !== userId.value) return
      memberships.value = found
      memory.keep(found)
    } catch (failure) {
      // Without network the remembered hotels are good enough.
      if (classify(failure) === 'retry' && memberships.value !== null) return
      error.value = asAppError(failure)
    }
  }

  function choose(id: string): void {
    chosenId.value = id
    memory.choose(id)
  }

  /** Makes a hotel and chooses it. Rejects with an AppError. */
  async function create(hotel: HotelForm): Promise<void> {
    const { hotel_id } = await cloud.call('create_hotel', { command_id: crypto.randomUUID(), hotel })
    await reload()
    choose(hotel_id)
  }

  function close(): void {
    userId.value = ''
    memberships.value = null
    chosenId.value = null
    error.value = null
  }

  return { memberships, chosen, error, open, reload, choose, create, close }
})
