import { type LabelledDocument, documentOf } from './document.ts';
import { randomOf } from './random.ts';
import { sealed } from './sealed.ts';
import { tuning } from './tuning.ts';

/** The labelled corpus: every template of both halves, `each` times with other people. Self-written; the people are invented. */
export function corpus(each: number): LabelledDocument[] {
  return [...tuning, ...sealed].flatMap((template, number) =>
    Array.from({ length: each }, (_, turn) => documentOf(template, randomOf(number * 1000 + turn + 1))),
  );
}
