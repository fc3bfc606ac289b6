import { type Condition, typesIn } from './rule-conditions.ts';

/**
 * Microsoft's sensitive information types that name a person. Ids are those of Microsoft's pages and of public
 * exports; names decide where an id is not known, so that types of the organization's own count too when their
 * name says what they find.
 */
const identifierIds = new Set([
  'a44669fe-0d48-453d-a9b1-2cc83f2cba77', // U.S. Social Security Number (SSN)
  'e55e2a32-f92d-4985-a35d-a0b269eb687b', // U.S. Individual Taxpayer Identification Number (ITIN)
  '9a5445ad-406e-43eb-8bd7-cac17ab6d0e4', // Drug Enforcement Agency (DEA) number
  'f753a286-f5cc-47e6-a592-4be25fd02591', // Medicare Beneficiary Identifier (MBI) card
  'dfeb356f-61cd-459e-bf0f-7c6d28b458c6', // U.S. driver's license number
  '50b8b56b-4ef8-44c2-a924-03374f5831ce', // All full names
  '8548332d-6d71-41f8-97db-cc3b5fa544e6', // All physical addresses
  '44aa44f2-63d1-41df-af0d-970283ac41e2', // U.S. physical addresses
]);

const identifierNames =
  /social security number|taxpayer identification|\bDEA\b|medicare beneficiary|driver'?s licen[cs]e|passport|\bfull names?\b|physical address|medical licen[cs]e|medical record n|\bMRN\b|\bNPI\b|national provider id|patient (id|identifier|name|number)\b|health plan|member (id|number)\b|insurance (id|number)\b/i;

/** Types that find health terms: codes, diagnoses, drugs, tests. */
const healthIds = new Set([
  '3356946c-6bb7-449b-b253-6ffa419c0ce7', // ICD-10-CM
  'fa3f9c74-ee07-4c52-b5f2-085d6b2c0ec4', // ICD-9-CM
  '065bdd91-ef07-40d3-b8a4-0aea722eaa49', // All medical terms and conditions
  'f6dc2d17-3549-41e2-af29-ae1846ae9542', // Types of medication
  '17066377-466d-43ff-997f-c9240414021c', // Diseases
  'ee05bb9c-7b87-42e1-9987-446b243245d5', // Lab test terms
  'dcbada08-65bf-4561-b140-25d8fee4d143', // Trainable classifier for health care
]);

const healthNames =
  /\bICD-?\s?(9|10)\b|classification of diseases|medical terms|medical conditions|^diseases$|medication|lab test|blood test|surgical procedure|medical special|impairments listed|diagnos[ei]s|health (condition|term)s?\b|^healthcare$/i;

function isIdentifier(type: { name: string; id: string }): boolean {
  return !isHealthTerm(type) && (identifierIds.has(type.id.toLowerCase()) || identifierNames.test(type.name));
}

function isHealthTerm(type: { name: string; id: string }): boolean {
  return healthIds.has(type.id.toLowerCase()) || healthNames.test(type.name);
}

/** What a rule finds of PHI. */
export interface Finding {
  /** `phi`: a health term, with or without an identifier; `narrowed`: only when something else holds too. */
  finds: 'phi' | 'narrowed' | 'nothing';
  identifiers: string[];
  healthTerms: string[];
  /** Names of types that are neither, e.g. cards. */
  others: string[];
  /** From how many instances on, and up to how many, the rule matches. */
  from: number;
  upTo: number;
}

/** Parts of a way to match: an identifier, a health term, something else that must hold as well. */
const [identifier, health, more] = [1, 2, 4];

/**
 * What a rule finds: each way to make it match is followed through And, Or and Not. `SSN and ICD-10` and
 * `SSN or ICD-10` find PHI, `SSN` alone does not look for health information, `SSN and ICD-10 and a card` finds it
 * only where a card stands too.
 */
export function findingOf(condition: Condition): Finding {
  const types = typesIn(condition);
  const ways = waysToMatch(condition);
  const identifiers = types.filter(isIdentifier);
  const healthTerms = types.filter(isHealthTerm);
  const full = [...ways].some((way) => way === health || way === (identifier | health));
  const narrowed = [...ways].some((way) => (way & health) !== 0);
  const needed =
    healthTerms.length === 0
      ? [identifiers]
      : ways.has(health) || identifiers.length === 0
        ? [healthTerms]
        : [identifiers, healthTerms];
  return {
    finds: full ? 'phi' : narrowed ? 'narrowed' : 'nothing',
    identifiers: namesOf(identifiers),
    healthTerms: namesOf(healthTerms),
    others: namesOf(types.filter((type) => !isIdentifier(type) && !isHealthTerm(type))),
    from: Math.max(...needed.map((group) => Math.min(...group.map((type) => type.from)))),
    upTo: Math.min(...needed.map((group) => Math.max(...group.map((type) => type.upTo)))),
  };
}

/** Conditions of a rule that keep it to what leaves the organization: they take nothing from the protection. */
function outwardOnly(condition: Extract<Condition, { kind: 'other' }>): boolean {
  const asked = `${condition.name} ${condition.value}`.replaceAll(/["[\]\s]+/g, ' ').trim();
  return /^(AccessScope NotInOrganization|FromScope InOrganization|ContentIsShared True)$/i.test(asked);
}

function waysToMatch(condition: Condition): Set<number> {
  switch (condition.kind) {
    case 'type':
      return new Set([isHealthTerm(condition) ? health : isIdentifier(condition) ? identifier : more]);
    case 'other':
      return new Set([outwardOnly(condition) ? 0 : more]);
    case 'label':
    case 'not':
      return new Set([more]);
    case 'any':
      return new Set(condition.of.flatMap((part) => [...waysToMatch(part)]));
    case 'all':
      return condition.of.map(waysToMatch).reduce(together, new Set([0]));
  }
}

function together(left: Set<number>, right: Set<number>): Set<number> {
  return new Set([...left].flatMap((one) => [...right].map((other) => one | other)));
}

function namesOf(types: readonly { name: string }[]): string[] {
  return [...new Set(types.map((type) => type.name))];
}

/** True when the ranges of instances, taken together, leave no number from one on without a rule. */
export function coversEveryCount(ranges: readonly { from: number; upTo: number }[]): boolean {
  let reached = 0;
  for (const range of [...ranges].sort((left, right) => left.from - right.from)) {
    if (range.from > reached + 1) return false;
    reached = Math.max(reached, range.upTo);
  }
  return reached === Infinity;
}
