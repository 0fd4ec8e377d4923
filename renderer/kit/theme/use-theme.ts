import { computed, readonly, ref, watch } from 'vue'
import { keepMode, keptMode, onOtherTheme, showTheme, systemTheme } from './theme-mode.ts'

const kept = ref(keptMode())
const system = ref(systemTheme())
const theme = computed(() => (kept.value === 'auto' ? system.value : kept.value))
watch(theme, showTheme, { immediate: true, flush: 'sync' })
onOtherTheme(() => {
  kept.value = keptMode()
  system.value = systemTheme()
})

const mode = computed({
  get: () => kept.value,
  set: (chosen) => {
    kept.value = chosen
    keepMode(chosen)
  },
})

/** The one theme of the page, shown from the first import on. `mode` is the choice, kept on this device; `theme` what it comes to. */
export function useTheme() {
  return { mode, theme: readonly(theme) }
}
