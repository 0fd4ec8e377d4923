import type { invitation as english } from '../en/invitation.ts'

export const invitation: typeof english = {
  title: 'Tienes una invitación',
  text: 'Has entrado como {email}. La invitación vale para el correo al que se envió.',
  signIn: 'Te invitan al equipo de un hotel. Inicia sesión, o crea una cuenta con el correo al que llegó la invitación.',
  accept: 'Unirme al equipo',
  later: 'Ahora no',
  otherAccount: 'Usar otra cuenta',
  link: 'Enlace de la invitación',
  linkHelp: 'Pega lo que te enviaron.',
  noLink: 'Aquí no hay ninguna invitación. Pega el enlace entero.',
  unknown: 'Esta invitación no existe. Pide una nueva.',
  'other-email': 'Esta invitación se envió a otro correo. Inicia sesión con él.',
  accepted: 'Esta invitación ya se aceptó.',
  revoked: 'Esta invitación se anuló. Pide una nueva.',
  expired: 'Esta invitación ha caducado. Pide una nueva.',
  have: 'Me han invitado a un hotel',
}
