import type { Inspection } from '../../core/phi.ts';
import type { PreparedPackage } from '../rule-package/prepare.ts';
import { type Hit, runPackage, scanLimit } from '../rule-package/run.ts';
import type { TypeAsked } from './condition.ts';
import { detectorTypes } from './detector-types.ts';
import { purviewTypes } from './purview-types.ts';

/** What an asked type finds in an item: how many distinct values within the asked confidence, and the highest. */
export interface TypeCount {
  count: number;
  /** Values that would count if what Wardline cannot run held. */
  undecided: number;
  /** 0 where nothing was found. */
  confidence: number;
  /** Microsoft does not publish how the type finds: a detector of Wardline's stands in. */
  standIn: boolean;
}

/** Counts types in the text of one item; undefined for a type that Wardline does not know. */
export type CountType = (asked: TypeAsked) => TypeCount | undefined;

/** Microsoft's healthcare model, a trainable classifier. */
const healthcareModel = 'dcbada08-65bf-4561-b140-25d8fee4d143';
const usual = 75;

interface Found {
  hits: readonly Hit[];
  undecided: number;
  recommended: number;
  standIn?: true;
}

/** Looks for types in one item's text: in the imported packages first, then among Microsoft's own. */
export function typeCounter(text: string, inspection: Inspection, packages: readonly PreparedPackage[]): CountType {
  const runs = new Map<PreparedPackage, Map<string, Found>>();
  const runOf = (prepared: PreparedPackage) => {
    const known = runs.get(prepared) ?? new Map<string, Found>();
    if (!runs.has(prepared)) {
      const { types } = runPackage(prepared, text);
      for (const { entity, hits, undecided } of types)
        known.set(entity, { hits, undecided: undecided.length, recommended: usual });
      runs.set(prepared, known);
    }
    return known;
  };
  const inPackage = (asked: TypeAsked, prepared: PreparedPackage): Found | undefined => {
    const { entities, affinities } = prepared.rules;
    const type = [...entities, ...affinities].find((one) => isAsked(one, asked));
    if (!type) return undefined;
    const found = runOf(prepared).get(type.id);
    const recommended = 'recommended' in type && type.recommended !== undefined ? type.recommended : usual;
    return { hits: found?.hits ?? [], undecided: found?.undecided ?? 0, recommended };
  };
  const find = (asked: TypeAsked): Found | undefined => {
    if (asked.classifier) return asked.id === healthcareModel ? healthcare(inspection) : undefined;
    for (const prepared of [...packages, purviewTypes]) {
      const found = inPackage(asked, prepared);
      if (found) return found;
    }
    const type = detectorTypes.find((one) => isAsked(one, asked));
    return type && { hits: type.find(inspection.matches), undecided: 0, recommended: usual, standIn: true };
  };
  return (asked) => {
    const found = find(asked);
    if (!found) return undefined;
    const least = asked.minConfidence ?? found.recommended;
    const counted = found.hits.filter(
      (hit) => hit.end <= scanLimit && hit.confidence >= least && hit.confidence <= asked.maxConfidence,
    );
    return {
      count: asked.classifier ? counted.length : new Set(counted.map(({ start, end }) => text.slice(start, end))).size,
      undecided: found.undecided,
      standIn: found.standIn === true,
      confidence: counted.reduce((best, hit) => Math.max(best, hit.confidence), 0),
    };
  };
}

/** The model itself is Microsoft's; Wardline's judgement of the document stands in for it. */
function healthcare({ judgement }: Inspection): Found {
  const speaks = judgement.class === 'PHI' || judgement.class === 'PHI_SENSITIVE' || judgement.class === 'HEALTH_ONLY';
  return {
    hits: speaks ? [{ start: 0, end: 0, confidence: 85 }] : [],
    undecided: 0,
    recommended: usual,
    standIn: true,
  };
}

function isAsked(type: { id: string; name: string }, asked: TypeAsked): boolean {
  if (asked.id !== '') return type.id.toLowerCase() === asked.id.replace(/^\{|\}$/g, '');
  return plainName(type.name) === plainName(asked.name) || type.id.toLowerCase() === asked.name.toLowerCase();
}

/** Names differ between Microsoft's own pages by the short form in brackets. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/\((?:ssn|dea|mbi|itin)\)/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
