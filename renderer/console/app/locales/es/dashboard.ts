import type { dashboard as english } from '../en/dashboard.ts'

export const dashboard: typeof english = {
  title: 'Panel',
  period: 'Periodo',
  days: 'Últimos {count} días',
  pending: 'Aún no incluye una cosa hecha en este dispositivo. | Aún no incluye una cosa hecha en este dispositivo. | Aún no incluye {count} cosas hechas en este dispositivo.',
  against: 'frente a {count} antes',
  noneBefore: 'ninguno en el periodo anterior',
  overTime: 'Evolución',
  perCoupon: 'Por cupón',
  heat: 'Usos por día de la semana y hora',
  viewsRight: 'Vistas (escala derecha)',
  day: 'Día',
  table: 'Tabla',
  chart: 'Gráfico',
  emptyText: 'Ninguna vista, canje ni uso en estos días.',
}
