import type { Outcome } from './outcome.ts';
import type { Reference } from './control.ts';
import type { Service } from './section.ts';
import type { Severity } from './severity.ts';
import type { UnavailableReason } from './snapshot.ts';

export type SafeguardType =
  | 'administrative'
  | 'physical'
  | 'technical'
  | 'organizational'
  | 'privacy'
  | 'breach-notification';

/** One object behind an outcome, ready to show: `readFrom` names the call and the place, `readAt` the moment. */
export interface Resource {
  id: string;
  name: string;
  expected: string;
  actual: string;
  readFrom: string;
  readAt?: string;
  outcome?: Outcome;
}

/** One control's answer, with everything a report needs to show it. */
export interface Result {
  control: string;
  title: string;
  /** What to call it in a list: the present fact (title when it holds, finding when not). */
  headline: string;
  service: Service;
  outcome: Outcome;
  severity: Severity;
  safeguards: SafeguardType[];
  citations: string[];
  references: (Reference & { outcome?: Outcome })[];
  aliases: string[];
  why: string;
  wouldPassIf?: string;
  resources: Resource[];
  /** What could not be read, when the outcome is unknown or not-licensed. */
  missing: { section: string; reason: UnavailableReason | 'field-absent'; detail: string }[];
  rationale: string;
  responsibility: 'microsoft' | 'you' | 'both';
  effort: 'minutes' | 'hours' | 'days';
  userImpact: 'none' | 'low' | 'medium' | 'high';
  /** The attack that the control stops is among the most common ones. */
  commonAttack?: true;
  license?: { id: string; name: string; held?: boolean };
  parameters: Record<string, unknown>;
  fix: { title: string; steps: string[]; script: string[]; changes: ResultChange[] };
  attestation?: { statement: string; by: string; on: string; until: string; proof: string; expired?: boolean };
  exception?: {
    reason: string;
    compensating: string;
    approver: string;
    until: string;
    expired?: boolean;
    outcomeWithout: Outcome;
  };
  knownGaps: string[];
  /** Place in the list of fixes, 1 = first: risk × ease. Only for outcomes that ask for work. */
  rank?: number;
}

/** A change in a result: what would be written, from what to what. */
export interface ResultChange {
  summary: string;
  call: string;
  notice: string;
  lockoutRisk: boolean;
  stages: string[];
  undo: string;
}

/** An addressable (or required) specification with its controls' outcomes and the organization's decision. */
export interface CitationResult {
  citation: string;
  title: string;
  designation: string;
  rule: string;
  controls: string[];
  counts: Record<Outcome, number>;
  decision?: { decision: string; reason: string; alternative?: string; by: string; on: string; reviewDue?: string };
}

/** One run of all controls over one snapshot. This is the file that `assess -o json` writes and `diff` reads. */
export interface Assessment {
  kind: 'wardline.assessment';
  version: 1;
  /** Hash of what was judged (settings, organization file, baseline, product version): equal runs have equal ids. */
  run: string;
  wardline: string;
  tenant: { id: string; name: string; domain?: string; cloud: string };
  takenAt: string;
  assessedAt: string;
  source: { kind: string; tool: string; run?: string; file?: string };
  baseline: { id: string; title: string };
  organization?: { name?: string; file?: string; states: string[] };
  score: { today: number; achievable: number; withLicenses: number };
  counts: Record<Outcome, number>;
  results: Result[];
  citations: CitationResult[];
  notices: string[];
  /** Top-level keys of the source that this version does not read. */
  unrecognized: string[];
}
