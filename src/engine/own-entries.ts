import type { Organization, OwnDetector } from '../core/organization.ts';
import type { CustomWord, Strength } from '../core/phi.ts';
import type { RecordNumber } from './record-number.ts';

/** One line of the organization's own dictionaries, as a spreadsheet holds it. Empty where a kind has no use for it. */
export interface OwnEntry {
  kind: (typeof entryKinds)[number];
  /** The picture, the name, the word or the pattern. */
  value: string;
  means: string;
  /** Which detector a pattern or keyword belongs to. */
  name: string;
  /** Words separated by |. */
  near: string;
  proximity: string;
  strength: string;
}

export const entryKinds = ['mrn-format', 'mrn-pattern', 'physician', 'word', 'pattern', 'keyword'] as const;
export const entryColumns = ['kind', 'value', 'means', 'name', 'near', 'proximity', 'strength'] as const;
const none: Omit<OwnEntry, 'kind' | 'value'> = { means: '', name: '', near: '', proximity: '', strength: '' };

/** What wardline.yaml holds, in the form that `phi import` takes: it can be written to a spreadsheet and back. */
export function ownEntries({ phi }: Pick<Organization, 'phi'>): OwnEntry[] {
  const formats = (phi.mrnFormats ?? []).map((given): OwnEntry =>
    typeof given === 'string'
      ? { ...none, kind: 'mrn-format', value: given }
      : {
          ...none,
          kind: 'mrn-pattern',
          value: given.pattern,
          strength: given.needsContext === true ? 'likely' : 'certain',
        },
  );
  const people = (phi.physicians ?? []).map((value): OwnEntry => ({ ...none, kind: 'physician', value }));
  const words = (phi.words ?? []).map(({ word, means }): OwnEntry => ({ ...none, kind: 'word', value: word, means }));
  const detectors = (phi.detectors ?? []).flatMap((detector): OwnEntry[] => {
    const about = {
      name: detector.name,
      near: (detector.near ?? []).join('|'),
      proximity: String(detector.proximity),
      strength: detector.strength,
    };
    if (detector.pattern !== undefined) return [{ ...none, ...about, kind: 'pattern', value: detector.pattern }];
    const means = detector.means ?? 'health';
    return (detector.words ?? []).map((value) => ({ ...about, kind: 'keyword', value, means }));
  });
  return [...formats, ...people, ...words, ...detectors];
}

type NewDetector = Omit<OwnDetector, 'proximity' | 'strength' | 'words'> & { words?: string[] };

/** What entries add to wardline.yaml, by key of `phi`. Entries that are there already are left out. */
export interface OwnAdditions {
  mrnFormats: RecordNumber[];
  physicians: string[];
  words: CustomWord[];
  /** New detectors, and words for dictionaries that exist. */
  detectors: NewDetector[];
  more: { detector: string; words: string[] }[];
  /** Entries that are there already. */
  known: number;
}

/** Sorts entries by where they go. What a value must look like is checked with the whole file. */
export function additionsOf(entries: readonly OwnEntry[], organization: Pick<Organization, 'phi'>): OwnAdditions {
  const keyOf = ({ kind, name, value }: OwnEntry) => [kind, name, value].map((part) => part.toLowerCase()).join('\0');
  const held = new Set(ownEntries(organization).map(keyOf));
  const added: OwnAdditions = { mrnFormats: [], physicians: [], words: [], detectors: [], more: [], known: 0 };
  const existing = new Set((organization.phi.detectors ?? []).map(({ name }) => name.toLowerCase()));
  for (const entry of entries) {
    const key = keyOf(entry);
    if (held.has(key)) {
      added.known++;
      continue;
    }
    held.add(key);
    const { kind, value } = entry;
    if (kind === 'mrn-format') added.mrnFormats.push(value);
    else if (kind === 'mrn-pattern')
      added.mrnFormats.push({ pattern: value, needsContext: entry.strength !== 'certain' });
    else if (kind === 'physician') added.physicians.push(value);
    else if (kind === 'word') added.words.push({ word: value, means: entry.means as CustomWord['means'] });
    else if (kind === 'pattern') added.detectors.push({ ...detectorOf(entry), pattern: value });
    else keyword(entry, existing, added);
  }
  return added;
}

function keyword(entry: OwnEntry, existing: ReadonlySet<string>, added: OwnAdditions): void {
  const name = entry.name.toLowerCase();
  const into = (held: { words?: string[] } | undefined) => held?.words?.push(entry.value);
  if (existing.has(name)) {
    if (!into(added.more.find(({ detector }) => detector.toLowerCase() === name)))
      added.more.push({ detector: entry.name, words: [entry.value] });
    return;
  }
  if (into(added.detectors.find((detector) => detector.name.toLowerCase() === name && detector.words))) return;
  added.detectors.push({
    ...detectorOf(entry),
    words: [entry.value],
    ...(entry.means !== '' && { means: entry.means as CustomWord['means'] }),
  });
}

function detectorOf({ name, near, proximity, strength }: OwnEntry): NewDetector {
  const words = near
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return {
    name,
    ...(words.length > 0 && { near: words }),
    ...(proximity !== '' && { proximity: Number(proximity) }),
    ...(strength !== '' && { strength: strength as Strength }),
  };
}

/** Why a line cannot be used, or undefined. It quotes nothing of the line. */
export function entryFault({ kind, value, means, name }: OwnEntry): string | undefined {
  if (!entryKinds.includes(kind)) return `its kind must be one of ${entryKinds.join(', ')}`;
  if (value === '') return 'it has no value';
  if (kind === 'word' && means === '') return 'a word needs what it means';
  if ((kind === 'pattern' || kind === 'keyword') && name === '') return `a ${kind} needs the name of its detector`;
  return undefined;
}
