import type { conflicts as english } from '../en/conflicts.ts'

export const conflicts: typeof english = {
  title: 'Conflictos',
  conflict: 'Abiertos ({count})',
  closed: 'Cerrados ({count})',
  empty: { conflict: 'Ningún conflicto abierto', closed: 'Ningún conflicto cerrado' },
  emptyText: 'Si dos puestos aceptan el mismo código mientras uno está sin conexión, un uso cuenta y el otro espera en esta bandeja.',
  counted: 'Este uso cuenta',
  noneCounted: 'Ninguno: se anuló',
  second: 'Este llegó segundo',
  waiting: '{count} conflictos abiertos',
}
