import type { en } from './en.ts'
import { audit } from './es/audit.ts'
import { conflicts } from './es/conflicts.ts'
import { coupons } from './es/coupons.ts'
import { dashboard } from './es/dashboard.ts'
import { desk } from './es/desk.ts'
import { desktop } from './es/desktop.ts'
import { editor } from './es/editor.ts'
import { hotel } from './es/hotel.ts'
import { invitation } from './es/invitation.ts'
import { lock } from './es/lock.ts'
import { palette } from './es/palette.ts'
import { redemptions } from './es/redemptions.ts'
import { reports } from './es/reports.ts'
import { session } from './es/session.ts'
import { settings } from './es/settings.ts'
import { team } from './es/team.ts'
import { uses } from './es/uses.ts'

/** The console's texts in Spanish. */
export const es: typeof en = {
  app: { name: 'Hotel Coupons' },
  start: {
    title: 'No hay servidor',
    browser: 'La consola no sabe con qué servidor trabajar. Pon estos dos ajustes en config.json junto a su página.',
  },
  nav: {
    label: 'Principal',
    desk: 'Recepción',
    dashboard: 'Panel',
    coupons: 'Cupones',
    redemptions: 'Canjes',
    conflicts: 'Conflictos',
    reports: 'Informes',
    team: 'Equipo',
    audit: 'Registro',
    settings: 'Ajustes',
    skip: 'Ir al contenido',
    missing: 'No se pudo abrir esta página',
  },
  account: {
    menu: 'Cuenta',
    signOut: 'Cerrar sesión',
    theme: 'Tema',
    notices: 'Avisos de canjes',
    languageHere: 'En español en este dispositivo',
    languageHereText: 'Tus correos siguen en su idioma: ahora no se ha podido cambiar. Elígelo otra vez cuando haya conexión.',
    leaveTitle: '¿Cerrar sesión y perder lo que no se envió?',
    leaveText: 'Algo hecho en este dispositivo no ha llegado a la nube. Cerrar sesión lo borra. | {count} cosas hechas en este dispositivo no han llegado a la nube. Cerrar sesión las borra.',
    stay: 'No cerrar sesión',
  },
  hotel,
  session,
  said: { failed: 'No ha funcionado', onlineTitle: 'Estás sin conexión', savedFile: 'Guardado', online: 'Esto se decide con conexión. Vuelve a intentarlo cuando la haya.' },
  sync: {
    label: 'Sincronización',
    online: 'Al día',
    syncing: 'Sincronizando…',
    offline: 'Sin conexión',
    failing: 'Falló la sincronización',
    waiting: '{count} por enviar',
    refused: '{count} sin aceptar',
    title: 'Sincronización',
    text: 'Lo que este dispositivo y la nube aún no han acordado.',
    broken: 'Datos locales dañados',
    full: 'Dispositivo lleno',
    explained: {
      online: 'Este dispositivo y la nube coinciden.',
      syncing: 'Este dispositivo y la nube se están poniendo de acuerdo.',
      waiting: 'Lo pendiente se envía solo en cuanto se pueda.',
      offline: 'No se llega a la nube. Puedes seguir: los códigos se comprueban con lo que este dispositivo sabe, y lo que hagas espera aquí y se envía solo.',
      failing: 'La nube responde, pero no todo se pudo hacer. Se vuelve a intentar solo.',
      refused: 'La nube no aceptó algo que se hizo aquí. No se pierde nada: corrígelo, repítelo o descártalo.',
      broken: 'Los datos guardados en este dispositivo no se pueden leer.',
      full: 'No queda espacio en este dispositivo.',
    },
    until: 'Así hasta el {at}; entonces este dispositivo tiene que llegar una vez a la nube.',
    held: 'Espera a algo anterior que fue rechazado.',
    refusedText: 'Lo que depende de ello espera; todo lo demás sigue.',
    correct: 'Corregir',
    correctCode: 'El código correcto',
    send: 'Enviar',
    care: {
      failed: 'No ha funcionado',
      saved: 'Guardado. Conserva el archivo hasta que todo haya llegado a la nube.',
      save: 'Guardar lo pendiente en un archivo',
      load: 'Recuperar un archivo guardado',
      tookBack: 'Todo lo del archivo ya estaba aquí | Se recuperó una cosa | Se recuperaron {count} cosas',
      beginAnew: 'Guardar en un archivo y descargar de nuevo',
      brokenTitle: 'Los datos guardados en este dispositivo están dañados',
      brokenText: 'Primero se guarda lo pendiente en un archivo. Después se descarga todo de nuevo y lo pendiente se envía.',
      fullTitle: 'Este dispositivo está lleno',
      fullText: 'No se pueden guardar datos nuevos, y aquí no se puede hacer nada más hasta que haya espacio. Lo pendiente está a salvo; guárdalo en un archivo si hay que vaciar el dispositivo.',
      unguarded: 'Este navegador guarda una sola copia de lo pendiente. Si se cierra a la fuerza, puede perderse lo más nuevo.',
      lostTitle: 'Se habían perdido los datos guardados en este dispositivo',
      lostText: 'Se descargan de nuevo. No había nada pendiente. | Se descargan de nuevo. Se recuperó una cosa pendiente. | Se descargan de nuevo. Se recuperaron {count} cosas pendientes.',
    },
    last: 'Última sincronización: {at}',
    never: 'Aún sin sincronizar',
    now: 'Sincronizar ahora',
    none: 'Todo lo hecho en este dispositivo ha llegado a la nube.',
    waitingList: 'Por enviar',
    refusedList: 'La nube no lo aceptó',
    retry: 'Reintentar',
    discard: 'Descartar',
    refusal: 'No se aceptó.',
    command: {
      create_hotel: 'Crear un hotel',
      save_coupon: 'Guardar «{title}»',
      publish_coupon: 'Publicar «{title}»',
      pause_coupon: 'Poner en pausa «{title}»',
      archive_coupon: 'Archivar «{title}»',
      redeem_coupon: 'Canjear un cupón',
      use_code: 'Usar el código {code}',
      undo_use: 'Anular un uso',
      undo_code: 'Anular el uso del código {code}',
      close_conflict: 'Cerrar un conflicto',
      set_follow: 'Seguir a un hotel',
      mark_notifications_read: 'Marcar avisos como leídos',
    },
  },
  notices: { redeemed: '{guest} canjeó un cupón' },
  today: { label: 'Hoy', views: 'Vistas de hoy', redemptions: 'Canjes de hoy', uses: 'Usos de hoy' },
  coupons,
  editor,
  desk,
  desktop,
  uses,
  palette,
  dashboard,
  conflicts,
  lock,
  team,
  invitation,
  settings,
  audit,
  redemptions,
  reports,
  gone: { title: 'Esta página no existe', back: 'A recepción' },
}
