import type { Exposure } from '../../core/content.ts';
import { escaped } from './escaped.ts';
import { type Box, squarify } from './squarify.ts';

/** A store of the map. */
export interface TreemapStore {
  name: string;
  /** Area: items with PHI, or patients. */
  size: number;
  /** Who can open most of it. */
  usual: Exposure;
  /** What is open wider than that. */
  wider?: { items: number; exposure: Exposure };
}

export interface TreemapWords {
  /** "1,560 items" */
  size(count: number): string;
  exposure: Readonly<Record<Exposure, string>>;
  /** "1 item: Anyone link" */
  wider(items: number, exposure: Exposure): string;
  /** Name of the tile for all that are too small for one of their own. */
  others(count: number): string;
}

/** Color of who can open something: five steps from light to dark. */
export const exposureColors: Readonly<Record<Exposure, string>> = {
  private: 'var(--e1)',
  shared: 'var(--e2)',
  organization: 'var(--e3)',
  guest: 'var(--e4)',
  anonymous: 'var(--e5)',
};

/** More tiles than these are no picture any more. */
const mostTiles = 40;
const gap = 2;
const strip = 20;
/** Width of a letter at 11 pixels, on the safe side. */
const letter = 6.4;

/** Stores as areas: color for who can open most of each, a strip at its foot for what is open wider. Pixels. */
export function treemap(
  stores: readonly TreemapStore[],
  { width, height }: { width: number; height: number },
  words: TreemapWords,
): string {
  const tiles = tilesOf(stores, words);
  if (tiles.length === 0) return '';
  const boxes = squarify(
    tiles.map(({ size }) => size),
    { x: 0, y: 0, width: width + gap, height: height + gap },
  );
  const drawn = tiles.map((tile, at) => drawnTile(tile, boxes[at]!, words)).join('');
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(treemapSentence(stores, words))}">${drawn}</svg>`;
}

/** The map in one sentence. */
export function treemapSentence(stores: readonly TreemapStore[], words: TreemapWords): string {
  const shown = stores.filter(({ size }) => size > 0).toSorted((a, b) => b.size - a.size);
  const [first] = shown;
  if (!first) return 'No store holds PHI.';
  const wider = shown.flatMap(({ name, wider: open }) =>
    open ? [`${name}: ${words.wider(open.items, open.exposure)}`] : [],
  );
  const more = wider.length > 3 ? `, and ${wider.length - 3} more` : '';
  return `Of ${shown.length} stores with PHI, ${first.name} holds most: ${words.size(first.size)}, open to ${words.exposure[first.usual].toLowerCase()}. ${wider.length > 0 ? `Open wider: ${wider.slice(0, 3).join('; ')}${more}.` : 'Nothing is open wider than its store.'}`;
}

function tilesOf(stores: readonly TreemapStore[], words: TreemapWords): TreemapStore[] {
  const shown = stores.filter(({ size }) => size > 0).toSorted((a, b) => b.size - a.size);
  const rest = shown.slice(mostTiles);
  if (rest.length === 0) return shown;
  const widest = rest.map(({ usual }) => usual);
  return [
    ...shown.slice(0, mostTiles),
    {
      name: words.others(rest.length),
      size: rest.reduce((sum, { size }) => sum + size, 0),
      usual: openest(widest),
    },
  ];
}

const order: readonly Exposure[] = ['private', 'shared', 'organization', 'guest', 'anonymous'];

function openest(some: readonly Exposure[]): Exposure {
  return some.reduce((most, one) => (order.indexOf(one) > order.indexOf(most) ? one : most), 'private');
}

function drawnTile({ name, size, usual, wider }: TreemapStore, box: Box, words: TreemapWords): string {
  const [width, height] = [Math.max(box.width - gap, 1), Math.max(box.height - gap, 1)];
  const at = `x="${box.x.toFixed(1)}" width="${width.toFixed(1)}"`;
  const ink = usual === 'anonymous' ? 'var(--e5ink)' : 'var(--ink)';
  const lines = [
    { text: name, style: `font-weight:600;font-size:${width > 220 ? 14 : 12}px`, per: width > 220 ? 8.2 : 7 },
    { text: words.size(size), style: '', per: letter },
    { text: words.exposure[usual], style: '', per: letter },
  ];
  const room = Math.floor((height - 8 - (wider ? strip : 0)) / 15);
  const fitting = lines.slice(0, Math.max(0, room)).filter(({ text, per }) => text.length * per <= width - 12);
  // A number without its name says nothing.
  const shown = fitting[0]?.text === name ? fitting : [];
  const text = shown
    .map(
      (line, row) =>
        `<text class="ax" x="${(box.x + 8).toFixed(1)}" y="${(box.y + 18 + row * 15).toFixed(1)}" style="fill:${ink};${line.style}">${escaped(line.text)}</text>`,
    )
    .join('');
  const title = [
    name,
    words.size(size),
    words.exposure[usual],
    ...(wider ? [words.wider(wider.items, wider.exposure)] : []),
  ];
  return `<g><title>${escaped(title.join(', '))}</title><rect ${at} y="${box.y.toFixed(1)}" height="${height.toFixed(1)}" rx="2" fill="${exposureColors[usual]}" stroke="var(--line)" stroke-width=".5"/>${text}${wider ? flag(wider, box, width, height, words) : ''}</g>`;
}

function flag(
  { items, exposure }: NonNullable<TreemapStore['wider']>,
  box: Box,
  width: number,
  height: number,
  words: TreemapWords,
): string {
  const deep = Math.min(strip, height / 2);
  const top = box.y + height - deep;
  const text = words.wider(items, exposure);
  const ink = exposure === 'anonymous' ? 'var(--e5ink)' : 'var(--ink)';
  const fits = deep >= 16 && text.length * 6.8 <= width - 12;
  return `<rect x="${box.x.toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${deep.toFixed(1)}" rx="2" fill="${exposureColors[exposure]}" stroke="var(--card)"/>${fits ? `<text class="ax" x="${(box.x + 8).toFixed(1)}" y="${(top + deep / 2 + 4).toFixed(1)}" style="fill:${ink};font-weight:600">${escaped(text)}</text>` : ''}`;
}
