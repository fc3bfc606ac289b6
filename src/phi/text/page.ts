import type { InspectOptions, NearMiss, Why } from '../../core/phi.ts';
import type { Field } from './field.ts';
import { type Hits, findTerms, nearest } from './hits.ts';
import { type Tokens, tokenize } from './tokens.ts';
import { type Tag, type Vocabulary, tagOf } from './vocabulary.ts';

/** A text as the detectors see it: read once, with its words, terms and named fields. */
export interface Page {
  text: string;
  tokens: Tokens;
  hits: Hits;
  /** Terms of the file's name or the subject. */
  titleHits: Hits | undefined;
  fields: readonly Field[];
  /** Rows and segments that belong to one record, in order. */
  records: readonly Span[];
  proximity: number;
  options: InspectOptions;
  nearMisses: NearMiss[];
  fieldsOf(tag: Tag): readonly Field[];
  /** The term of a hit, as the vocabulary writes it. */
  word(hit: number): string;
  /** The supporting word of a detector nearest to a span. */
  context(detector: string, start: number, end: number, reach: number): Why['context'];
  refuse(detector: string, start: number, end: number, reason: string): void;
}

export interface Span {
  start: number;
  end: number;
}

const tagPairs = new Map<string, readonly [Tag, Tag]>();

/** The tags of a detector's own words and of its supporting words, without putting a name together at each question. */
function contextTags(detector: string): readonly [Tag, Tag] {
  let pair = tagPairs.get(detector);
  if (pair === undefined) tagPairs.set(detector, (pair = [tagOf(detector), tagOf(`${detector}+`)]));
  return pair;
}

const noFields: readonly Field[] = [];

export function pageOf(
  text: string,
  tokens: Tokens,
  hits: Hits,
  vocabulary: Vocabulary,
  structure: { fields: readonly Field[]; records: readonly Span[] },
  options: InspectOptions,
): Page {
  const byTag = new Map<Tag, Field[]>();
  for (const field of structure.fields) {
    const list = byTag.get(field.tag);
    if (list === undefined) byTag.set(field.tag, [field]);
    else list.push(field);
  }
  const nearMisses: NearMiss[] = [];
  const word = (hit: number) => vocabulary.terms[hits.term[hit]!]!.text;
  return {
    text,
    tokens,
    hits,
    titleHits: options.title === undefined ? undefined : findTerms(options.title, tokenize(options.title), vocabulary),
    fields: structure.fields,
    records: structure.records,
    proximity: options.proximity ?? 300,
    options,
    nearMisses,
    fieldsOf: (tag) => byTag.get(tag) ?? noFields,
    word,
    context(detector, start, end, reach) {
      const [own, support] = contextTags(detector);
      const named = nearest(hits, own, start, end, reach);
      const hit = named < 0 ? nearest(hits, support, start, end, reach) : named;
      if (hit < 0) return undefined;
      const distance = hits.end[hit]! <= start ? start - hits.end[hit]! : hits.start[hit]! - end;
      return { word: word(hit), distance: Math.max(0, distance) };
    },
    refuse(detector, start, end, reason) {
      if (options.explain && nearMisses.length < 1000) nearMisses.push({ detector, start, end, reason });
    },
  };
}
