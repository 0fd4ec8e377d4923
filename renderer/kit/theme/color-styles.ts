import palette from 'tailwindcss/colors'
import type { Plugin } from 'vite'

/** Which of Tailwind's colours stands for which of the UI library's. */
export const colors = { primary: 'teal', secondary: 'blue', success: 'green', info: 'blue', warning: 'yellow', error: 'red', neutral: 'zinc' } as const

const file = 'virtual:colors.css'

/** `virtual:colors.css`: these colours as styles that the page has from its first paint on. The library's own plugin writes them by script. */
export function colorStyles(): Plugin {
  return {
    name: 'color-styles',
    resolveId: (id) => (id === file ? `\0${file}` : undefined),
    load: (id) => (id === `\0${file}` ? `@layer theme{:root,:host{${Object.entries(colors).flatMap(shades).join('')}}}` : undefined),
  }
}

function shades([name, color]: [string, (typeof colors)[keyof typeof colors]]): string[] {
  return Object.entries(palette[color]).map(([shade, value]) => `--ui-color-${name}-${shade}:${value};`)
}
