import type { palette as english } from '../en/palette.ts'

export const palette: typeof english = {
  button: 'Buscar o hacer…',
  title: 'Paleta de órdenes',
  text: 'Páginas, cupones, hoteles y lo que se puede hacer, por su nombre.',
  placeholder: '¿Adónde, o qué hacer?',
  pages: 'Páginas',
  actions: 'Acciones',
  hotels: 'Hoteles',
  theme: 'Cambiar entre claro y oscuro',
}
