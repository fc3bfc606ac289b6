/**
 * The words of content inspection: what a detector finds in a text, and what a document is judged to be.
 * Offsets are UTF-16 code units into the text that was inspected, end exclusive.
 */

/** How sure a match is. Purview's confidence levels stand beside them: weak 65, likely 75, certain 85. */
export type Strength = 'weak' | 'likely' | 'certain';

/** Purview's confidence level of each strength. */
export const purviewConfidence: Readonly<Record<Strength, 65 | 75 | 85>> = { weak: 65, likely: 75, certain: 85 };

/**
 * The Safe Harbor identifiers of 45 CFR 164.514(b)(2)(i)(A)-(R), and `health` for what tells of a person's health
 * but names nobody. MBI and HICN are `health-plan`, DEA and NPI `license`, a passport or national id `other-id`.
 */
export type Identifier =
  | 'name'
  | 'address'
  | 'date'
  | 'phone'
  | 'fax'
  | 'email'
  | 'ssn'
  | 'mrn'
  | 'health-plan'
  | 'account'
  | 'license'
  | 'vehicle'
  | 'device'
  | 'url'
  | 'ip'
  | 'biometric'
  | 'photo'
  | 'other-id'
  | 'health';

/** Whom an identifier belongs to, as far as the text tells. Providers and staff are not patients. */
export type Holder = 'patient' | 'relative' | 'provider' | 'staff' | 'organization' | 'unknown';

/** Kinds of health information that law protects further, or that harm more when they leak. */
export type SensitiveClass = 'hiv-sti' | 'mental-health' | 'substance-use' | 'reproductive' | 'genetic';

/** Why a detector matched. It never repeats the value. */
export interface Why {
  /** The shape in words: "3-2-4 digits with dashes". */
  pattern: string;
  /** A check digit or issuing rule that held: "Luhn over 80840", "area, group and serial are issued". */
  checksum?: string;
  /** A supporting word. `distance` is in UTF-16 units between word and value; 0 stands for a column or field of that name. */
  context?: { word: string; distance: number };
}

export interface Match {
  /** `phi.<name>` or `phi.signals.<name>`. */
  detector: string;
  identifier: Identifier;
  strength: Strength;
  start: number;
  end: number;
  why: Why;
  holder: Holder;
  /** Set on a health signal of a class with its own handling. */
  sensitive?: SensitiveClass;
  /** A health signal that the text denies ("no history of"), or that is about a relative ("mother had"). */
  about?: 'denied' | 'family';
}

/** A shape that a rule refused: shown to whom asks "why was this not found?". */
export interface NearMiss {
  detector: string;
  start: number;
  end: number;
  /** "shape found, area 900-999 is never issued". */
  reason: string;
}

/**
 * PHI: identifiers and health information of the same person. PHI_SENSITIVE: with a sensitive class.
 * PII_ONLY: identifiers of persons, and no health information of theirs. HEALTH_ONLY: health text about nobody.
 */
export type DocumentClass = 'PHI_SENSITIVE' | 'PHI' | 'PII_ONLY' | 'HEALTH_ONLY' | 'NONE';

export interface DocumentJudgement {
  class: DocumentClass;
  /** One or two sentences without any value of the text. */
  why: string;
  /** Distinct patients: by record number, by name and birth date, by name; merged where they stand together. */
  patients: number;
  /** The sensitive classes affirmed of a person in the text. */
  sensitive: SensitiveClass[];
  /** Two-letter states in patients' addresses, sorted: what a breach notice needs (45 CFR 164.406). */
  states: string[];
}

/** An own kind of record number: `pattern` is a JavaScript regular expression without flags. */
export interface MrnFormat {
  pattern: string;
  /** Whether a context word is needed. A format with a fixed prefix ("LM-\d{7}") needs none. */
  needsContext?: boolean;
}

export interface CustomWord {
  word: string;
  /** What the word is: a sensitive class, a general health word, or a word that is never a match (a street, a programme). */
  means: SensitiveClass | 'health' | 'ignore';
}

export interface InspectOptions {
  /** The organization's own record number formats. */
  mrnFormats?: readonly MrnFormat[];
  customWords?: readonly CustomWord[];
  /** Names of physicians and staff: never counted as patients. "Rosa Delgado" or "Delgado, Rosa". */
  physicians?: readonly string[];
  /** Matches below it are left out of `matches` (they still count for the judgement). Default weak: all are given. */
  least?: Strength;
  /** How far a supporting word may stand from a value, in UTF-16 units. Default 300, as Purview's. */
  proximity?: number;
  /** Also give the near misses. */
  explain?: boolean;
  /** The file's name or subject: words that tell the kind of document ("schedule", "invoice") count, and are never matched. */
  title?: string;
}

export interface Inspection {
  /** Sorted by start; overlapping matches of different detectors are resolved to the stronger one. */
  matches: Match[];
  judgement: DocumentJudgement;
  /** Given with `explain`. */
  nearMisses: NearMiss[];
}
