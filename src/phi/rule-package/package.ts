import type { XmlElement } from '../../core/xml-element.ts';

/** Microsoft's namespace of rule packages. */
export const packageNamespace = 'http://schemas.microsoft.com/office/2011/mce';

/** What must stand near the primary element: one piece of evidence, or some of several. */
export type Operand =
  | { kind: 'match'; idRef: string; minCount: number; uniqueResults: boolean }
  /** `min` to `max` of the children hold; 0 and 0: none of them may. */
  | { kind: 'any'; min: number; max: number; of: readonly Operand[] };

export interface Pattern {
  /** 1-100; 65 low, 75 medium, 85 high. */
  confidence: number;
  /** The primary element. */
  idMatch: string;
  all: readonly Operand[];
}

export interface Entity {
  id: string;
  name: string;
  /** Unicode characters left and right of the primary element. */
  proximity: number;
  recommended?: number;
  patterns: readonly Pattern[];
}

/** Several pieces of evidence near each other without a primary element. */
export interface Affinity {
  id: string;
  name: string;
  proximity: number;
  threshold: number;
  evidences: readonly { confidence: number; all: readonly Operand[] }[];
}

export interface RegexItem {
  source: string;
  /** Names of validators of the package or of built-in functions. */
  validators: readonly string[];
}

export interface KeywordGroup {
  style: 'word' | 'string';
  terms: readonly { text: string; caseSensitive: boolean }[];
}

export interface Validator {
  type: string;
  parameters: Readonly<Record<string, string>>;
}

/** A rule package as it runs. `source` is the whole of what was read: what Wardline does not know is kept there. */
export interface RulePackage {
  id: string;
  name: string;
  publisher: string;
  version: string;
  entities: readonly Entity[];
  affinities: readonly Affinity[];
  regexes: ReadonlyMap<string, RegexItem>;
  keywords: ReadonlyMap<string, readonly KeywordGroup[]>;
  validators: ReadonlyMap<string, readonly Validator[]>;
  /** Ids of fingerprints and extended keywords: defined in the package, in forms that Microsoft does not describe. */
  opaque: ReadonlySet<string>;
  source: XmlElement;
}

export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  return element?.children.filter((child) => names.includes(localName(child))) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** Every piece of evidence that operands refer to. */
export function refsOf(operands: readonly Operand[]): string[] {
  return operands.flatMap((operand) => (operand.kind === 'match' ? [operand.idRef] : refsOf(operand.of)));
}
