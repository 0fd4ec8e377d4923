import type { coupons as english } from '../en/coupons.ts'

export const coupons: typeof english = {
  title: 'Cupones',
  create: 'Nuevo cupón',
  search: 'Buscar cupones',
  status: 'Estado',
  anyStatus: 'Cualquier estado',
  caption: 'Los cupones del hotel con sus cifras',
  coupon: 'Cupón',
  validity: 'Validez',
  views: 'Vistas',
  redemptions: 'Canjes',
  uses: 'Usos',
  emptyTitle: 'Aún no hay cupones',
  emptyText: 'Crea el primero. Es un borrador hasta que lo publiques.',
  noMatchTitle: 'Nada coincide',
  noMatchText: 'Ningún cupón tiene estas palabras y este estado.',
  clear: 'Quitar los filtros',
  state: { draft: 'Borrador', published: 'Publicado', paused: 'En pausa', archived: 'Archivado', scheduled: 'Programado', ended: 'Terminado' },
  missing: { title: 'Este cupón no está aquí', text: 'Quizá sea de otro hotel, o este dispositivo aún no lo ha recibido.', back: 'Volver a los cupones' },
}
