import { type Match, purviewConfidence } from '../../core/phi.ts';
import type { Hit } from '../rule-package/run.ts';

/** A type of Microsoft's whose dictionaries are not published: Wardline's own detectors stand in. */
export interface DetectorType {
  id: string;
  name: string;
  find(matches: readonly Match[]): Hit[];
}

const proximity = 300;
const words = ['phi.signals.'];
const medical: readonly string[] = [
  'diagnoses',
  'medications',
  'results',
  'procedures',
  'symptoms',
  'genetic',
  'reproductive',
  'substance-use',
  'mental-health',
  'hiv-and-sti',
].map((name) => words[0] + name);
const diagnoses: readonly string[] = [
  'diagnoses',
  'genetic',
  'reproductive',
  'substance-use',
  'mental-health',
  'hiv-and-sti',
].map((name) => words[0] + name);

const byStrength = (detectors: readonly string[]) => (matches: readonly Match[]) =>
  matches
    .filter((match) => detectors.includes(match.detector))
    .map(({ start, end, strength }) => ({ start, end, confidence: purviewConfidence[strength] }));

/** The description of a disease is the primary element: 75 alone, 85 with a code near. A code alone is no match. */
const descriptions = (codes: string) => (matches: readonly Match[]) => {
  const found = matches.filter((match) => match.detector === codes);
  return matches
    .filter((match) => diagnoses.includes(match.detector))
    .map(({ start, end }) => {
      const code = found.some((one) => one.start >= start - proximity && one.end <= end + proximity);
      return { start, end, confidence: code ? 85 : 75 };
    });
};

/** https://learn.microsoft.com/purview/sit-sensitive-information-type-entity-definitions */
export const detectorTypes: readonly DetectorType[] = [
  {
    id: '3356946c-6bb7-449b-b253-6ffa419c0ce7',
    name: 'International Classification of Diseases (ICD-10-CM)',
    find: descriptions('phi.signals.icd-10'),
  },
  {
    id: 'fa3f9c74-ee07-4c52-b5f2-085d6b2c0ec4',
    name: 'International Classification of Diseases (ICD-9-CM)',
    find: descriptions('phi.signals.icd-9'),
  },
  { id: '065bdd91-ef07-40d3-b8a4-0aea722eaa49', name: 'All Medical Terms And Conditions', find: byStrength(medical) },
  {
    id: 'f6dc2d17-3549-41e2-af29-ae1846ae9542',
    name: 'Types of medication',
    find: byStrength(['phi.signals.medications']),
  },
  { id: '17066377-466d-43ff-997f-c9240414021c', name: 'Diseases', find: byStrength(diagnoses) },
  { id: 'ee05bb9c-7b87-42e1-9987-446b243245d5', name: 'Lab test terms', find: byStrength(['phi.signals.results']) },
  { id: '50b8b56b-4ef8-44c2-a924-03374f5831ce', name: 'All Full Names', find: byStrength(['phi.person-name']) },
  {
    id: '8548332d-6d71-41f8-97db-cc3b5fa544e6',
    name: 'All Physical Addresses',
    find: byStrength(['phi.street-address']),
  },
  {
    id: '44aa44f2-63d1-41df-af0d-970283ac41e2',
    name: 'U.S. Physical Addresses',
    find: byStrength(['phi.street-address']),
  },
  {
    id: 'dfeb356f-61cd-459e-bf0f-7c6d28b458c6',
    name: "U.S. Driver's License Number",
    find: byStrength(['phi.license-number']),
  },
  { id: '1daa4ad5-e2dd-4ca4-a788-54722c09efb2', name: 'IP Address', find: byStrength(['phi.network-address']) },
  { id: 'a7dd5e5f-e7f9-4626-a2c6-86a8cb6830d2', name: 'IP Address v4', find: byStrength(['phi.network-address']) },
  { id: '3f691089-7413-4926-ab3b-3c5ea8a1c17e', name: 'IP Address v6', find: byStrength(['phi.network-address']) },
];
