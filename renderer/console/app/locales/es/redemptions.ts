import type { redemptions as english } from '../en/redemptions.ts'

export const redemptions: typeof english = {
  title: 'Canjes',
  search: 'Buscar canjes',
  status: 'Estado',
  anyStatus: 'Cualquier estado',
  caption: 'Canjes de los cupones del hotel, primero los más nuevos',
  guest: 'Huésped',
  coupon: 'Cupón',
  redeemed: 'Canjeado',
  state: 'Estado',
  used: 'Usado',
  expires: 'hasta el {at}',
  unconfirmed: 'sin confirmar',
  statusName: { redeemed: 'Canjeado', used: 'Usado', expired: 'Caducado', cancelled: 'Cancelado' },
  shown: 'Ningún canje | Un canje | {count} canjes',
  emptyTitle: 'Aún no hay canjes',
  emptyText: 'En cuanto un huésped canjea un cupón, aparece aquí solo.',
  noMatchTitle: 'Nada coincide',
  noMatchText: 'Ningún canje tiene estas palabras y este estado.',
  clear: 'Quitar los filtros',
  more: 'Ver más',
}
