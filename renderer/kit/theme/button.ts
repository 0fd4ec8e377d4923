/**
 * Buttons under the mouse. The library lets three quarters of the colour stand, and white on that misses AA contrast in light
 * mode, as does the text of a link; here the colour goes one shade further from the ground instead (`--*-hover` in main.css).
 */
export const button = {
  compoundVariants: [
    { color: 'primary', variant: 'solid', class: 'hover:bg-(--primary-hover) active:bg-(--primary-hover)' },
    { color: 'success', variant: 'solid', class: 'hover:bg-(--success-hover) active:bg-(--success-hover)' },
    { color: 'error', variant: 'solid', class: 'hover:bg-(--error-hover) active:bg-(--error-hover)' },
    { color: 'primary', variant: 'link', class: 'hover:text-(--primary-hover) active:text-(--primary-hover)' },
  ],
} as const
