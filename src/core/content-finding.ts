import type { Severity } from './severity.ts';

/**
 * What findings of a content scan are about. They have the lifecycle of other findings and are no controls: no
 * baseline names them, no score counts them.
 */
export type ContentFindingKind = 'content.phi-placement' | 'content.phi-mail-outside';

/** An item that offends, as one scan saw it. It holds no name of a file and nobody's address. */
export interface ContentFinding {
  control: ContentFindingKind;
  /** `<store>/<item>`. */
  resource: string;
  /** Name of the store. */
  resourceName: string;
  severity: Severity;
  title: string;
  why: string;
  details: { expected: string; actual: string; readFrom: string }[];
  outcome: 'fail' | 'partial';
}

/** What became of an item that does not offend any more; `unknown`: it could not be read, so nothing is known. */
export type ContentFate = 'gone' | 'clean' | 'permitted' | 'unknown';
