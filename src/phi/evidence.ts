import type { Match } from '../core/phi.ts';
import type { HealthSign } from './health.ts';
import { type Hits, hitsOf } from './text/hits.ts';
import type { Page, Span } from './text/page.ts';
import { tagOf } from './text/vocabulary.ts';

const person = tagOf('ctx.person');
const sample = tagOf('ctx.sample');
const resultTag = tagOf('phi.signals.results');
const genreNames = [
  'research',
  'leaflet',
  'policy',
  'marketing',
  'business',
  'software',
  'schedule',
  'personnel',
  'veterinary',
] as const;
export type Genre = (typeof genreNames)[number];
const genreTags = genreNames.map((name) => tagOf(`genre.${name}`));
export interface View {
  page: Page;
  matches: readonly Match[];
  /** In order of start. */
  signs: readonly HealthSign[];
  /** Records with a column or field of health. */
  healthRecords: ReadonlySet<number>;
  genre: Genre | undefined;
  /** Distinct words of the kind of document with most of them, even where they are too few to tell. */
  genreWords: number;
  /** How many distinct words of the genre, less those of a person in care. */
  genreLead: number;
}

/** Words of a specimen; the domain example.com is none. */
export function samplesIn({ hits, text }: Page): readonly number[] {
  return hitsOf(hits, sample).filter(
    (hit) =>
      !/[@.\w]/.test(text[hits.start[hit]! - 1] ?? '') && !/^\.\w/.test(text.slice(hits.end[hit], hits.end[hit]! + 2)),
  );
}

/** Without what follows "Example:" directly: the identifiers of a specimen are nobody's. */
export function withoutSamples(page: Page, matches: readonly Match[]): readonly Match[] {
  const samples = samplesIn(page);
  if (samples.length === 0) return matches;
  const dropped = new Set<Match>();
  let at = 0;
  for (const hit of samples) {
    let end = page.hits.end[hit]!;
    for (let back = at; back < matches.length && matches[back]!.start < end; back++)
      if (matches[back]!.start >= page.hits.start[hit]!) dropped.add(matches[back]!);
    while (at < matches.length && matches[at]!.start < end) at++;
    for (let next = at, reach = 8; next < matches.length && matches[next]!.start - end <= reach; next++, reach = 12) {
      if (next === at && !/^\s*[:("'\u201c]/.test(page.text.slice(end, matches[next]!.start))) break;
      dropped.add(matches[next]!);
      end = matches[next]!.end;
    }
  }
  return dropped.size === 0 ? matches : matches.filter((match) => !dropped.has(match));
}

/** Distinct words of some tags within the proximity of a span, the label of the span itself left out. */
export function near300(view: View, span: Span, wanted: readonly number[]): number {
  const { hits } = view.page;
  const terms = new Set<number>();
  for (const tag of wanted) {
    for (const hit of within(hits, tag, span.start - view.page.proximity, span.end + view.page.proximity)) {
      const labels = hits.end[hit]! <= span.start && span.start - hits.end[hit]! < 12;
      if (!labels) terms.add(hits.term[hit]!);
    }
  }
  return terms.size;
}

function* within(hits: Hits, tag: number, from: number, to: number): Generator<number> {
  const list = hitsOf(hits, tag);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hits.start[list[middle]!]! < from) low = middle + 1;
    else high = middle;
  }
  for (; low < list.length && hits.start[list[low]!]! < to; low++) yield list[low]!;
}

export function gap(a: Span, b: Span): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

export function inside(part: Span, whole: Span): boolean {
  return part.start >= whole.start && part.end <= whole.end;
}

/** The sign of health nearest to a span, a relative's left out; signs are in order of their start. */
export function nearestSign(signs: readonly HealthSign[], span: Span, reach: number): HealthSign | undefined {
  let low = 0;
  let high = signs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (signs[middle]!.start < span.start) low = middle + 1;
    else high = middle;
  }
  let best: HealthSign | undefined;
  let distance = reach;
  for (const step of [-1, 1]) {
    for (let at = step < 0 ? low - 1 : low; at >= 0 && at < signs.length; at += step) {
      const sign = signs[at]!;
      if (gap(sign, span) > distance) break;
      if (sign.about === 'family') continue;
      best = sign;
      distance = gap(sign, span);
      break;
    }
  }
  return best;
}

/** Measured values near a span, up to two: "avg glucose 182 mg/dL" is somebody's. */
export function measured(view: View, span: Span): number {
  const near = new Set<number>();
  for (const hit of within(view.page.hits, resultTag, span.start - 200, span.end + 200)) {
    if (
      /^[ :=]{1,3}(?:of |is |was )?\d/.test(view.page.text.slice(view.page.hits.end[hit], view.page.hits.end[hit]! + 8))
    )
      near.add(view.page.hits.term[hit]!);
  }
  return Math.min(2, near.size * 2);
}

/** The kind of document with the most distinct words, and its lead over words of a person in care. */
export function genreOf(page: Page): { genre: Genre | undefined; genreLead: number; genreWords: number } {
  let best = 0;
  let genre: Genre | undefined;
  genreTags.forEach((tag, index) => {
    let count = new Set(hitsOf(page.hits, tag).map((hit) => page.hits.term[hit])).size;
    const titled = page.titleHits === undefined ? 0 : hitsOf(page.titleHits, tag).length;
    count += 2 * Math.min(1, titled);
    if (count > best) {
      best = count;
      genre = genreNames[index];
    }
  });
  const cues = new Set(hitsOf(page.hits, person).map((hit) => page.hits.term[hit])).size;
  return best < 3
    ? {
        genre: best === 2 && genre !== 'leaflet' && genre !== 'research' ? genre : undefined,
        genreLead: -1,
        genreWords: best,
      }
    : { genre, genreLead: best - cues, genreWords: best };
}
