import type { Exception } from './organization.ts';
import type { Service } from './section.ts';
import type { SectionName, Snapshot } from './snapshot.ts';

/** A safeguard that comes with the service: no setting turns it on, so Microsoft's own statement is the evidence. */
export interface InheritedSafeguard {
  id: string;
  title: string;
  citations: readonly string[];
  /** What Microsoft says it does. */
  says: string;
  /** Where Microsoft says it. */
  evidence: readonly string[];
  /** What it does not do, and where the organization's own part begins. */
  yours: string;
}

/** A line of the decision log as the book shows it. */
export interface BookDecision {
  setting: string;
  from: unknown;
  to: unknown;
  reason: string;
  author: string;
  at: string;
  source: string;
  control: string | null;
}

export interface BookSetting {
  /** `remoteDomains[Default].autoForwardEnabled` */
  setting: string;
  /** "Auto forward enabled" */
  words: string;
  value: unknown;
  /** The controls that judge just this field. */
  controls: string[];
  /** Its decisions, the newest first. */
  decisions: BookDecision[];
  /** The value is another than the newest decision says. */
  differs?: true;
}

export interface BookObject {
  name: string;
  /** Decisions on the object as a whole. */
  decisions: BookDecision[];
  settings: BookSetting[];
}

export interface BookSection {
  section: SectionName;
  title: string;
  call: string;
  /** The controls that read it, each with what it cites. */
  controls: { id: string; citations: readonly string[] }[];
  /** When it was read; absent where it was not, with why. */
  readAt?: string;
  unavailable?: string;
  /** For lists of people, devices and content: how many, in place of whom. */
  count?: number;
  objects: BookObject[];
}

/** The whole configuration as a document. Its order is stable, so that two of them can be compared line by line. */
export interface ConfigurationBook {
  kind: 'wardline.configuration';
  version: 1;
  tenant: Snapshot['tenant'];
  takenAt: string;
  services: { service: Service; title: string; sections: BookSection[] }[];
  inherited: readonly InheritedSafeguard[];
  exceptions: readonly Exception[];
  /** Decisions on settings that are not there any more. */
  otherDecisions: BookDecision[];
}
