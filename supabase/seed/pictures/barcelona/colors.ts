/** Barcelona: terracotta, coral, lemon and the sea. */
export const barcelona = {
  sea: '#1f7fa6',
  seaDark: '#125873',
  foam: '#d9f3f0',
  pool: '#2cb7c4',
  sun: '#ffd35c',
  coral: '#f0684f',
  coralDark: '#c94a36',
  clay: '#c8683f',
  clayDark: '#9a4526',
  sand: '#f3d9a6',
  lime: '#fff6e6',
  leaf: '#2f8a5f',
  leafDark: '#1d6344',
  ink: '#2a2233',
}
