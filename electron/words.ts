/** What the shell itself says, outside of the page. The page tells its language; until then the system's counts. */
const en = {
  file: 'File',
  settings: 'Settings…',
  print: 'Print…',
  go: 'Go',
  desk: 'Desk',
  coupons: 'Coupons',
  redemptions: 'Redemptions',
  reports: 'Reports',
  sync: 'Sync now',
  help: 'Help',
  log: 'Show log file',
  updates: 'Check for updates',
  open: 'Open Hotel Coupons',
  quit: 'Quit',
  brokeTitle: 'The console broke down twice',
  brokeText: 'What you did is kept on this computer. Start it again, or quit.',
  again: 'Start again',
  serverTitle: 'Work with another server?',
  serverText: 'The console will talk to {server}. You will have to sign in there. What has not reached the server you leave stays on this computer.',
  use: 'Use this server',
  cancel: 'Cancel',
}

export type ShellWords = typeof en

const es: ShellWords = {
  file: 'Archivo',
  settings: 'Ajustes…',
  print: 'Imprimir…',
  go: 'Ir',
  desk: 'Recepción',
  coupons: 'Cupones',
  redemptions: 'Canjes',
  reports: 'Informes',
  sync: 'Sincronizar ahora',
  help: 'Ayuda',
  log: 'Mostrar el registro',
  updates: 'Buscar actualizaciones',
  open: 'Abrir Hotel Coupons',
  quit: 'Salir',
  brokeTitle: 'La consola ha fallado dos veces',
  brokeText: 'Lo que hiciste está guardado en este equipo. Vuelve a iniciarla o sal.',
  again: 'Iniciar de nuevo',
  serverTitle: '¿Trabajar con otro servidor?',
  serverText: 'La consola hablará con {server}. Tendrás que iniciar sesión allí. Lo que no ha llegado al servidor que dejas sigue en este equipo.',
  use: 'Usar este servidor',
  cancel: 'Cancelar',
}

/** The words of the language that was chosen, else of the system's locale. */
export function wordsOf(language: 'en' | 'es' | null, locale: string): ShellWords {
  return (language ?? locale.slice(0, 2)) === 'es' ? es : en
}
