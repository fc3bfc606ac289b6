import type { Match } from '../core/phi.ts';
import { hitsOf } from './text/hits.ts';
import type { Page } from './text/page.ts';
import { NUMBER } from './text/tokens.ts';
import { tagOf } from './text/vocabulary.ts';

/** Ages over 89, which Safe Harbor counts among the dates: 45 CFR 164.514(b)(2)(i)(C). */
export const ageOver89 = {
  id: 'phi.age-over-89',
  identifier: 'date' as const,
  title: 'Age over 89',
  context: [
    'year old',
    'years old',
    'yr old',
    'yrs old',
    'y/o',
    'yo',
    'y.o.',
    'yof',
    'yom',
    'years of age',
    'year-old',
    'age',
    'aged',
    'y o',
    'yr/o',
    'yrs',
    'y.o',
    'años',
  ],
};

const tag = tagOf(ageOver89.id);

export function agesOver89(page: Page): Match[] {
  const matches: Match[] = [];
  const { tokens, hits } = page;
  for (const hit of hitsOf(hits, tag)) {
    const named = /^age/i.test(page.word(hit));
    const token = named ? hits.last[hit]! + 1 : hits.first[hit]! - 1;
    if (token < 0 || token >= tokens.count || (tokens.flags[token]! & NUMBER) === 0) continue;
    const start = tokens.start[token]!;
    const end = tokens.end[token]!;
    const age = Number(page.text.slice(start, end));
    const distance = named ? start - hits.end[hit]! : hits.start[hit]! - end;
    if (age < 90 || age > 120 || distance > 3) continue;
    matches.push({
      detector: ageOver89.id,
      identifier: 'date',
      strength: named ? 'likely' : 'certain',
      start,
      end,
      why: { pattern: 'an age of 90 to 120 years', context: { word: page.word(hit), distance } },
      holder: 'unknown',
    });
  }
  return matches;
}
