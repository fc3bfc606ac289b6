import type { DocumentClass } from '../../../src/core/phi.ts';
import type { Random } from './random.ts';

/** What a planted span is. `name` counts names of anybody; `health` is not scored by span. */
export type Kind =
  | 'name'
  | 'dob'
  | 'care'
  | 'mrn'
  | 'plan'
  | 'mbi'
  | 'hicn'
  | 'ssn'
  | 'phone'
  | 'fax'
  | 'email'
  | 'address'
  | 'account'
  | 'npi'
  | 'dea'
  | 'card'
  | 'aba'
  | 'bank'
  | 'license'
  | 'vin'
  | 'plate'
  | 'device'
  | 'url'
  | 'ip'
  | 'age'
  | 'passport'
  | 'icd'
  | 'ndc';

export interface Planted {
  kind: Kind;
  start: number;
  end: number;
}

export interface LabelledDocument {
  type: string;
  half: 'tuning' | 'sealed';
  text: string;
  class: DocumentClass;
  patients: number;
  planted: Planted[];
}

/** A template writes a text with marked spans. Two halves hold different templates, not different seeds of the same. */
export interface Template {
  type: string;
  half: 'tuning' | 'sealed';
  class: DocumentClass;
  /** Distinct patients; default 1 for PHI and 0 for the rest. */
  patients?: number;
  write: (random: Random) => string;
}

/** Marks a value in a template's text. */
export function mark(kind: Kind, value: string): string {
  return `\u0001${kind}\u0002${value}\u0003`;
}

export function documentOf(template: Template, random: Random): LabelledDocument {
  const marked = template.write(random);
  const planted: Planted[] = [];
  let text = '';
  for (const part of marked.split('\u0001')) {
    const [kind, rest] = part.split('\u0002');
    if (rest === undefined) {
      text += part;
      continue;
    }
    const [value, tail] = rest.split('\u0003');
    planted.push({ kind: kind as Kind, start: text.length, end: text.length + value!.length });
    text += value! + tail!;
  }
  const phi = template.class === 'PHI' || template.class === 'PHI_SENSITIVE';
  return {
    type: template.type,
    half: template.half,
    text,
    class: template.class,
    patients: template.patients ?? (phi ? 1 : 0),
    planted,
  };
}
