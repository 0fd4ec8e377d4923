/** The Green hotel: fir, moss, honey and the light of the mountains. */
export const green = {
  fir: '#1f5a41',
  firDark: '#123a2b',
  moss: '#5b8f4a',
  mossLight: '#8fbf62',
  mist: '#cfe4da',
  honey: '#f0a92b',
  honeyLight: '#ffd56b',
  wood: '#9a6436',
  woodDark: '#6b4223',
  woodLight: '#c88f57',
  night: '#101c3d',
  lake: '#2f7f8f',
  cream: '#fff6e2',
  bark: '#4a3020',
}
