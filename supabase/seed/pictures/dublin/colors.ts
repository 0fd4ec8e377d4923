/** Dublin: brick, bottle green, brass and the blue hour. */
export const dublin = {
  night: '#16233f',
  plum: '#4a3a6b',
  rose: '#d97b6c',
  peach: '#ffc98f',
  brick: '#a65440',
  brickDark: '#7f3a2d',
  bottle: '#0f4c3a',
  bottleDark: '#0a3529',
  brass: '#d9a441',
  brassDark: '#a87724',
  cream: '#f7efdf',
  linen: '#e9dcc3',
  wood: '#6b3f26',
  woodDark: '#43260f',
  ink: '#20202a',
}
