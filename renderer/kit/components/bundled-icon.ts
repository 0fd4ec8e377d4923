import { init } from 'virtual:nuxt-ui-icons'
import { type Component, type FunctionalComponent, h } from 'vue'

const icons = new Map<string, { body: string; width: number; height: number }>()
init((name, icon) => icons.set(`i-${name.replace(':', '-')}`, icon))

/** An icon of the bundle by a name such as `i-lucide-search`. It stands for the UI library's own, which asks the network for others and costs a list dearly. */
const BundledIcon: FunctionalComponent<{ name: string | Component }> = ({ name }, { attrs }) => {
  if (typeof name !== 'string') return h(name)
  const { body = '', width = 24, height = 24 } = icons.get(name) ?? {}
  return h('svg', {
    xmlns: 'http://www.w3.org/2000/svg', width: '1em', height: '1em', viewBox: `0 0 ${width} ${height}`, innerHTML: body,
    'aria-hidden': attrs['aria-label'] ? undefined : 'true',
  })
}
BundledIcon.props = ['name']

export default BundledIcon
