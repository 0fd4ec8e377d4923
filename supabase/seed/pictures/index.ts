/** One drawing for a coupon, beside this file. */
export interface Picture {
  file: string
  hotel: 'dublin' | 'barcelona' | 'green'
  /** What a guest who cannot see the picture is told. */
  alt: string
}

const of = (hotel: Picture['hotel'], slug: string, alt: string): [string, Picture] => [slug, { file: `${hotel}-${slug}.webp`, hotel, alt }]

/** The demo's pictures by slug, eight for each hotel: 960 by 600, WebP. */
export const pictures: Record<string, Picture> = Object.fromEntries([
  of('dublin', 'afternoon-tea', 'Afternoon tea: a three-tiered stand with sandwiches, scones and macarons, a teapot and a cup'),
  of('dublin', 'fireside', 'A green wing chair and a whiskey by an open fire, between bookcases'),
  of('dublin', 'georgian-doors', 'Three Georgian front doors in green, red and blue in a brick terrace'),
  of('dublin', 'hapenny-bridge', "The white Ha'penny Bridge over the Liffey at dusk, its lamps reflected in the river"),
  of('dublin', 'irish-breakfast', 'A full Irish breakfast seen from above, with coffee, juice and toast'),
  of('dublin', 'pub-music', 'A fiddle, a bodhrán and two pints of stout on the bar of a pub with music'),
  of('dublin', 'spa', 'A spa corner with rolled towels, warm stones, candles, a bowl of petals and an orchid'),
  of('dublin', 'suite', 'A suite with a deep blue bed, lamps and a tall window over a Georgian square'),
  of('barcelona', 'beach', 'A sandy beach with a striped parasol, towels and a sailing boat on a calm blue sea'),
  of('barcelona', 'bike', 'A red bicycle with a basket of flowers and bread, leaning on a yellow wall under bougainvillea'),
  of('barcelona', 'cava', 'Two glasses of cava and a bottle on ice on a terrace by the sea at sunset'),
  of('barcelona', 'market', 'A market stall in Barcelona with crates of oranges, lemons, strawberries and melons under a striped awning'),
  of('barcelona', 'mosaic-terrace', 'A winding bench of broken tiles on a terrace with a view over Barcelona and the sea'),
  of('barcelona', 'rooftop-pool', 'A rooftop pool with loungers and a parasol, over the roofs and spires of Barcelona'),
  of('barcelona', 'skyline', 'The spires of Barcelona before a huge setting sun'),
  of('barcelona', 'tapas', 'A tiled table full of tapas: prawns, olives, patatas bravas, tortilla, ham on toast, and red wine'),
  of('green', 'barrel-sauna', 'A barrel sauna and a steaming wooden tub by a mountain lake in the evening'),
  of('green', 'forest-cabin', 'A wooden A-frame cabin with lit windows among firs below snowy mountains at dusk'),
  of('green', 'garden-supper', 'A long supper table with candles under strings of lights in an orchard at dusk'),
  of('green', 'lake-kayak', 'Two kayaks on a clear mountain lake that mirrors the peaks and the firs'),
  of('green', 'stargazing', 'A glowing glass dome among firs under the Milky Way, with a telescope beside it'),
  of('green', 'summit-hike', 'Two hikers on a green ridge looking at a wide range of snowy mountains'),
  of('green', 'sunrise-yoga', 'A woman meditates on a wooden deck above a misty valley at sunrise'),
  of('green', 'wild-honey', 'A jar of mountain honey with a dipper, honeycomb, daisies and two bees'),
])

/** The hotels' marks: 256 by 256, PNG. */
export const logos: Record<Picture['hotel'], string> = {
  dublin: 'dublin-logo.png',
  barcelona: 'barcelona-logo.png',
  green: 'green-logo.png',
}
