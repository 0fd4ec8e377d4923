declare module 'virtual:colors.css' {}

declare module 'virtual:nuxt-ui-icons' {
  /** Gives each icon of the bundle, by a name such as `lucide:search`. */
  export function init(add: (name: string, icon: { body: string; width: number; height: number }) => void): void
}
