import type { SafeguardType } from '../core/assessment.ts';
import { administrative } from './administrative.ts';
import { administrativeOperations } from './administrative-operations.ts';
import { breachNotification } from './breach-notification.ts';
import { liesUnder, nearest, normalizeCitation } from './citation.ts';
import { documentation } from './documentation.ts';
import { general } from './general.ts';
import { organizational } from './organizational.ts';
import { physical } from './physical.ts';
import { privacy } from './privacy.ts';
import { type Proposal, proposed2025 } from './proposed-2025.ts';
import type { Provision } from './provision.ts';
import { technical } from './technical.ts';

/** The 65 rows of 164.308 to 164.316: 22 standards and their 43 specifications. */
export const securityRows: readonly Provision[] = [
  ...administrative,
  ...administrativeOperations,
  ...physical,
  ...technical,
  ...organizational,
  ...documentation,
];

/** The law in force, in the order of the regulation. The proposal of 2025 is never among it. */
export const provisions: readonly Provision[] = [...general, ...securityRows, ...breachNotification, ...privacy];

/** What the regulation's own list adds up to (Appendix A of Subpart C for the first three sections). */
export const expectedCounts = {
  securityRows: 65,
  standards: 22,
  standardsWithoutSpecification: 7,
  specifications: 43,
  required: 21,
  addressable: 22,
  appendixA: { sections: ['164.308', '164.310', '164.312'], specifications: 36, required: 14, addressable: 22 },
} as const;

/** Addresses that older lists still use for a paragraph that has moved. */
const moved = new Map([['164.308(b)(4)', '164.308(b)(3)']]);

export interface Lookup {
  /** By its citation or another address of it; tolerant of `45 CFR`, `§` and spaces, strict about letter case. */
  find(citation: unknown): Provision | undefined;
  addresses: readonly string[];
}

export function lookupIn(list: readonly Provision[]): Lookup {
  const byAddress = new Map<string, Provision>();
  for (const entry of list) for (const address of addressesOf(entry)) byAddress.set(address, entry);
  for (const entry of list) byAddress.set(entry.citation, entry);
  return {
    find: (citation) => byAddress.get(normalizeCitation(citation) ?? ''),
    addresses: [...byAddress.keys()],
  };
}

/** A standard with specifications heads its whole paragraph: `164.314(a)` means the standard in `164.314(a)(1)`. */
function addressesOf({ citation, also, designation }: Provision): string[] {
  const head = designation === 'standard' ? [citation.slice(0, citation.lastIndexOf('('))] : [];
  return [citation, ...also, ...head];
}

const lookup = lookupIn(provisions);

export function provision(citation: unknown): Provision | undefined {
  return lookup.find(citation);
}

/** What somebody may have meant by a citation that is not known. */
export function suggestions(citation: unknown, limit = 3): string[] {
  const newAddress = moved.get(normalizeCitation(citation) ?? '');
  const found = [
    ...(newAddress ? [newAddress] : []),
    ...provisionsUnder(citation).map((entry) => entry.citation),
    ...nearest(citation, lookup.addresses, limit),
  ];
  return [...new Set(found.map((address) => lookup.find(address)!.citation))].slice(0, limit);
}

/** Everything below a section or paragraph: `164.312`, `164.308(a)(3)(ii)`. */
export function provisionsUnder(citation: unknown): Provision[] {
  const normal = normalizeCitation(citation);
  return normal ? provisions.filter((entry) => liesUnder(entry.citation, normal)) : [];
}

export function parentOf(citation: unknown): Provision | undefined {
  const parent = provision(citation)?.parent;
  return parent === undefined ? undefined : provision(parent);
}

export function childrenOf(citation: unknown): Provision[] {
  const found = provision(citation);
  return found ? provisions.filter((entry) => entry.parent === found.citation) : [];
}

/**
 * The kind of safeguard to filter by. Documents (164.316) and general rules (164.306) are counted with the
 * organizational requirements, as HHS groups them; `provision(…).safeguard` keeps them apart.
 */
export function safeguardTypeOf(citation: string): SafeguardType {
  const found = provision(citation);
  if (!found) throw new Error(`${citation} is not in the HIPAA catalogue`);
  return found.safeguard === 'documentation' || found.safeguard === 'general' ? 'organizational' : found.safeguard;
}

/** What the proposal of 2025 would change about a provision. Nothing, unless the overlay is asked for by name. */
export function proposalsFor(citation: unknown, overlay?: 'proposed-2025'): readonly Proposal[] {
  const found = provision(citation);
  if (overlay !== 'proposed-2025' || !found) return [];
  return proposed2025.filter((proposal) => proposal.changes.includes(found.citation));
}

/** The whole proposal; empty unless asked for. */
export function proposals(overlay?: 'proposed-2025'): readonly Proposal[] {
  return overlay === 'proposed-2025' ? proposed2025 : [];
}
