import type { DocumentClass, InspectOptions, Match } from '../../src/core/phi.ts';
import { inspect } from '../../src/phi/inspect.ts';
import type { Kind, LabelledDocument, Planted } from './corpus/document.ts';

/** Which detector answers for which planted kind. */
export const detectorOf: Readonly<Record<Kind, string>> = {
  name: 'phi.person-name',
  dob: 'phi.birth-date',
  care: 'phi.care-date',
  mrn: 'phi.medical-record-number',
  plan: 'phi.health-plan-number',
  mbi: 'phi.medicare-beneficiary-number',
  hicn: 'phi.medicare-claim-number',
  ssn: 'phi.ssn',
  phone: 'phi.phone',
  fax: 'phi.fax',
  email: 'phi.email',
  address: 'phi.street-address',
  account: 'phi.account-number',
  npi: 'phi.npi',
  dea: 'phi.dea',
  card: 'phi.payment-card',
  aba: 'phi.bank-routing',
  bank: 'phi.bank-account',
  license: 'phi.license-number',
  vin: 'phi.vin',
  plate: 'phi.license-plate',
  device: 'phi.device-serial',
  url: 'phi.web-address',
  ip: 'phi.network-address',
  age: 'phi.age-over-89',
  passport: 'phi.passport',
  icd: 'phi.signals.icd-10',
  ndc: 'phi.signals.ndc',
};

export interface Tally {
  found: number;
  missed: number;
  false: number;
}

export interface Miss {
  document: LabelledDocument;
  detector: string;
  start: number;
  end: number;
  kind: 'missed' | 'false';
}

export interface Score {
  detectors: Map<string, Tally>;
  /** Labelled class, then judged class. */
  classes: Map<DocumentClass, Map<DocumentClass, number>>;
  patients: { right: number; all: number };
  misses: Miss[];
  wrong: { document: LabelledDocument; judged: DocumentClass; why: string }[];
}

/** A match is right when it and the planted span share more than half of the longer one's length, or one holds the other on a multi-part value. */
function same(match: Match, planted: Planted): boolean {
  const shared = Math.min(match.end, planted.end) - Math.max(match.start, planted.start);
  return shared > 0 && shared * 2 >= Math.max(match.end - match.start, planted.end - planted.start);
}

export function score(documents: readonly LabelledDocument[], options: InspectOptions = {}): Score {
  const result: Score = {
    detectors: new Map(),
    classes: new Map(),
    patients: { right: 0, all: 0 },
    misses: [],
    wrong: [],
  };
  const tally = (detector: string) => {
    let one = result.detectors.get(detector);
    if (one === undefined) result.detectors.set(detector, (one = { found: 0, missed: 0, false: 0 }));
    return one;
  };
  for (const document of documents) {
    const { matches, judgement } = inspect(document.text, options);
    const row = result.classes.get(document.class) ?? new Map<DocumentClass, number>();
    result.classes.set(document.class, row.set(judgement.class, (row.get(judgement.class) ?? 0) + 1));
    if (judgement.class !== document.class)
      result.wrong.push({ document, judged: judgement.class, why: judgement.why });
    if (document.patients > 0) {
      result.patients.all++;
      if (judgement.patients === document.patients) result.patients.right++;
    }
    const used = new Set<Match>();
    for (const planted of document.planted) {
      const detector = detectorOf[planted.kind];
      const hit = matches.find((match) => match.detector === detector && same(match, planted));
      if (hit !== undefined) {
        used.add(hit);
        tally(detector).found++;
      } else {
        tally(detector).missed++;
        result.misses.push({ document, detector, start: planted.start, end: planted.end, kind: 'missed' });
      }
    }
    const scored = new Set(Object.values(detectorOf));
    for (const match of matches) {
      if (used.has(match) || !scored.has(match.detector)) continue;
      // A repeat of a planted value elsewhere, and a piece of a planted name, are not false.
      if (
        document.planted.some(
          (planted) =>
            detectorOf[planted.kind] === match.detector && planted.start < match.end && match.start < planted.end,
        )
      )
        continue;
      tally(match.detector).false++;
      result.misses.push({ document, detector: match.detector, start: match.start, end: match.end, kind: 'false' });
    }
  }
  return result;
}

export function figures({ found, missed, false: wrong }: Tally): { precision: number; recall: number; f1: number } {
  const precision = found + wrong === 0 ? 1 : found / (found + wrong);
  const recall = found + missed === 0 ? 1 : found / (found + missed);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
