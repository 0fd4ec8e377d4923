import type { uses as english } from '../en/uses.ts'

export const uses: typeof english = {
  reason: 'Motivo',
  reasonMissing: 'Di por qué. Queda en los libros.',
  cancel: 'Cancelar',
  queuedText: 'Se envía en cuanto vuelva la conexión.',
  undo: {
    button: 'Anular',
    of: 'Anular el uso de {guest}',
    title: '¿Anular este uso?',
    text: '{guest} recupera «{coupon}» y recibe un aviso. El motivo queda en los libros.',
    unknownText: 'Quien tiene el código {code} lo recupera y recibe un aviso. El motivo queda en los libros.',
    action: 'Anular el uso',
    done: 'Anulado',
    redeemed: '{guest} vuelve a tener «{coupon}».',
    expired: 'Mientras tanto caducó, así que {guest} no puede usarlo otra vez.',
    cameSecond: 'En otro puesto se había usado antes, así que {guest} no lo recupera. El conflicto queda cerrado con tu motivo.',
    queued: 'Anulado en este dispositivo',
    tooLate: 'Demasiado tarde',
    tooLateText: 'Un uso se puede anular durante 24 horas.',
  },
  close: {
    button: 'Cerrar',
    title: '¿Cerrar este conflicto?',
    text: 'El segundo uso de «{coupon}» de {guest} sigue sin contar. Di en qué quedó.',
    action: 'Cerrar el conflicto',
    done: 'Conflicto cerrado',
    queued: 'Cerrado en este dispositivo',
  },
}
