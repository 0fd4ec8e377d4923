import { computed, reactive, ref, shallowRef } from 'vue'

/** What each field wants. The server checks again; this only answers sooner. */
const rules = {
  email: (text: string) => /^\S+@\S+\.\S+$/.test(text.trim()),
  password: (text: string) => text.length >= 8,
  passwordMissing: (text: string) => text.length > 0,
  name: (text: string) => text.trim().length > 0 && text.trim().length <= 80,
}
export type FieldRule = keyof typeof rules

/**
 * A form of a few text fields: it says what is wrong after the first try to send, sends once at a time, and keeps the
 * error of the sending. `fields` maps each field to its rule.
 */
export function useAccountForm<F extends string>(fields: Record<F, FieldRule>, send: (values: Record<F, string>) => Promise<void>) {
  const names = Object.keys(fields) as F[]
  const values = reactive(Object.fromEntries(names.map((name) => [name, '']))) as Record<F, string>
  const tried = ref(false)
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  const wrong = computed(() => names.filter((name) => !rules[fields[name]](values[name])))

  async function submit(): Promise<void> {
    tried.value = true
    if (busy.value || wrong.value.length > 0) return
    busy.value = true
    error.value = null
    try {
      await send({ ...values })
    } catch (failure) {
      error.value = failure
    } finally {
      busy.value = false
    }
  }

  /** The rule that a field breaks, once the guest has tried to send. */
  const broken = (name: F): FieldRule | null => (tried.value && wrong.value.includes(name) ? fields[name] : null)
  return { values, busy, error, submit, broken }
}
