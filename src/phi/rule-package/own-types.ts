import type { OwnDetector } from '../../core/organization.ts';
import { type CustomWord, type InspectOptions, type SensitiveClass, purviewConfidence } from '../../core/phi.ts';
import type { Detector } from '../detector.ts';
import { healthPlanNumber } from '../health-plan-number.ts';
import { medicalRecordNumber } from '../medical-record-number.ts';
import { medicareClaimNumber } from '../medicare-claim-number.ts';
import { npi } from '../npi.ts';
import type { Signal } from '../signal.ts';
import { genetic } from '../signals/genetic.ts';
import { hivAndSti } from '../signals/hiv-and-sti.ts';
import { mentalHealth } from '../signals/mental-health.ts';
import { reproductive } from '../signals/reproductive.ts';
import { substanceUse } from '../signals/substance-use.ts';

/** A sensitive information type to export: one primary element, and words that lift it. */
export interface OwnType {
  /** Never changes: the GUID is made of it. */
  key: string;
  name: string;
  description: string;
  primary: { regex: string } | { words: readonly string[] };
  /** Words near it: 85 with one of them. */
  near?: readonly string[];
  /** Confidence of the primary element by itself; absent: no match without a word near. */
  alone?: 65 | 75 | 85;
  /** Confidence with a word near; 85 where nothing is said. */
  withNear?: 65 | 75 | 85;
  /** Characters within which a word counts as near; 300 where nothing is said. */
  proximity?: number;
}

/** What an organization has of its own: its formats, people and words, and its detectors. */
export interface OwnSources extends InspectOptions {
  detectors?: readonly OwnDetector[];
}

const longestTerm = 50;
const mostTerms = 2_048;
const meanings: Readonly<Record<Exclude<CustomWord['means'], 'ignore'>, string>> = {
  'hiv-sti': 'HIV and STI',
  'mental-health': 'mental health',
  'substance-use': 'substance use',
  reproductive: 'reproductive health',
  genetic: 'genetic',
  health: 'health',
};
const signals: Readonly<Record<SensitiveClass, Signal>> = {
  'hiv-sti': hivAndSti,
  'mental-health': mentalHealth,
  'substance-use': substanceUse,
  reproductive,
  genetic,
};

/** The identifiers that Microsoft has no type for, as shapes in Boost's grammar. Words are those of our detectors. */
const gaps: readonly (readonly [Detector, string, 65 | 75 | undefined])[] = [
  [npi, '\\b[12]\\d{9}\\b', undefined],
  [medicalRecordNumber, '\\b[A-Z]{0,3}-?\\d{5,10}\\b', undefined],
  [medicareClaimNumber, '\\b\\d{3}-?\\d{2}-?\\d{4}-?[ABCDEFHJKMTW][A-Z0-9]?\\b', undefined],
  [healthPlanNumber, '\\b[A-Z]{1,4}\\d{6,12}[A-Z0-9]{0,3}\\b', undefined],
];

/** All types of an organization: its own record numbers, staff and words first, then what Microsoft's set lacks. */
export function ownTypes({
  mrnFormats = [],
  physicians = [],
  customWords = [],
  detectors = [],
}: OwnSources): OwnType[] {
  const types: OwnType[] = mrnFormats.map(({ pattern, needsContext }, at) => ({
    key: `mrn-${at + 1}`,
    name: `Own medical record number${mrnFormats.length > 1 ? ` ${at + 1}` : ''}`,
    description: "The organization's own form of record number",
    primary: { regex: `(?<![A-Za-z\\d])(?:${pattern})(?![A-Za-z\\d])` },
    near: medicalRecordNumber.context,
    ...(needsContext !== true && { alone: 75 as const }),
  }));
  const people = physicians.flatMap(bothOrders);
  for (let from = 0; from < people.length; from += mostTerms) {
    const part = from === 0 ? '' : ` (${from / mostTerms + 1})`;
    types.push({
      key: `staff${part}`,
      name: `Physicians and staff${part}`,
      description: 'Names of people who are not patients',
      primary: { words: people.slice(from, from + mostTerms) },
      alone: 85,
    });
  }
  for (const [means, label] of Object.entries(meanings)) {
    const words = customWords.filter((word) => word.means === means).map(({ word }) => word);
    if (words.length > 0)
      types.push({
        key: `words-${means}`,
        name: `Own words of ${label}`,
        description: `The organization's own words that tell of ${label}`,
        primary: { words },
        alone: 85,
      });
  }
  types.push(...detectors.flatMap(ownDetectorType));
  for (const [detector, regex, alone] of gaps)
    types.push({
      key: detector.id,
      name: detector.title,
      description: 'A shape with a word near it',
      primary: { regex },
      near: detector.context,
      ...(alone && { alone }),
    });
  for (const [kind, { terms }] of Object.entries(signals))
    types.push({
      key: `signal-${kind}`,
      name: `Terms of ${meanings[kind as SensitiveClass]}`,
      description: 'Terms of a class of health information with its own protection',
      primary: { words: terms },
      alone: 75,
    });
  return types.map(fitted).filter(({ primary }) => 'regex' in primary || primary.words.length > 0);
}

function ownDetectorType({ name, pattern, words, near, proximity, strength }: OwnDetector): OwnType[] {
  const confidence = purviewConfidence[strength];
  return [
    {
      key: `detector-${pattern === undefined ? 'words' : 'pattern'}-${name.toLowerCase()}`,
      name,
      description: "A detector of the organization's own",
      primary:
        pattern === undefined ? { words: words ?? [] } : { regex: `(?<![A-Za-z\\d])(?:${pattern})(?![A-Za-z\\d])` },
      ...(near ? { near, withNear: confidence } : { alone: confidence }),
      proximity,
    },
  ];
}

/** Lists as Purview takes them: no term twice, none too long, none of one sign. */
function fitted(type: OwnType): OwnType {
  const fit = (words: readonly string[]) => {
    const distinct = new Map(words.map((word) => [word.trim().toLowerCase(), word.trim()]));
    const isTerm = (word: string) => word.length > 1 && Array.from(word).length <= longestTerm;
    return [...distinct.values()].filter(isTerm).slice(0, mostTerms);
  };
  return {
    ...type,
    primary: 'words' in type.primary ? { words: fit(type.primary.words) } : type.primary,
    ...(type.near && { near: fit(type.near) }),
  };
}

/** "Rosa Delgado" and "Delgado, Rosa". */
function bothOrders(name: string): string[] {
  const comma = /^([^,]+),\s*(.+)$/.exec(name.trim());
  if (comma) return [`${comma[2]} ${comma[1]}`, `${comma[1]}, ${comma[2]}`];
  const [, first, last] = /^(.+)\s+(\S+)$/.exec(name.trim()) ?? [];
  return first === undefined ? [name.trim()] : [`${first} ${last}`, `${last}, ${first}`];
}
