import type { Archive, AuditKeeping } from './audit-keeping.ts';
import type { Notify, Stream } from './delivery.ts';
import type { PhiStores } from './phi-stores.ts';
import type { Placement } from './placement.ts';
import type { CustomWord, Strength } from './phi.ts';

/**
 * What an organization says of itself in `wardline.yaml`, after validation. Ids are Entra object ids or, where a
 * tool shows only names, user principal names; they compare without case.
 */
export interface Organization {
  name?: string;
  entityType: 'covered-entity' | 'business-associate' | 'hybrid-entity';
  /** Two-letter codes of the states of operation. */
  states: readonly string[];
  /** Emergency access accounts: user object ids or user principal names. */
  breakGlass: readonly string[];
  /** Declared exclusions per control id: who or what a control may leave out, and why. */
  exclusions: Readonly<Record<string, Exclusions>>;
  /** Group object ids per job role, e.g. `clinical`, `billing`, `front-desk`, `admin`, `it`. */
  roleGroups: Readonly<Record<string, readonly string[]>>;
  /** Where PHI lies: site URLs, mailbox addresses, group ids, sensitivity label names. */
  phi: {
    sites: readonly string[];
    mailboxes: readonly string[];
    groups: readonly string[];
    labels: readonly string[];
    /** Own forms of record numbers: pictures such as `LM-######`, or patterns. */
    mrnFormats?: readonly (string | { pattern: string; needsContext?: boolean })[];
    /** Names of physicians and staff, who are never counted as patients. */
    physicians?: readonly string[];
    /** Own words, and what each means: local programs, streets that sound like names. */
    words?: readonly CustomWord[];
    /** Own detectors: a pattern, or a dictionary of words. */
    detectors?: readonly OwnDetector[];
    /** How DLP policies reach people: a pilot first, then wider. */
    rollout?: Rollout;
  };
  /** Places for patient files that job roles reach; `wardline plan --template phi-sites` makes them. */
  phiStores?: PhiStores;
  /** What each store is for, and where PHI may lie. */
  placement?: Placement;
  /** Outside domains that people may share with or be invited from. */
  approvedDomains: readonly string[];
  partners: readonly Partner[];
  backups: readonly Backup[];
  /** People whom impersonators imitate and whose mail is protected most: user principal names or ids. */
  sensitiveAccounts: readonly string[];
  approvedServices: readonly string[];
  /** Third-party applications that may hold PHI, by application id. */
  approvedApps: readonly ApprovedApp[];
  /** The declared choice for features that are right either way, e.g. guests in Teams. */
  choices: {
    teamsGuests?: boolean;
    telehealth?: boolean;
    smimeInUse?: boolean;
    /** Teams settings are read and written by the service behind PowerShell, which Microsoft does not document. */
    unofficialTeamsEndpoint?: boolean;
  };
  /** People who must approve a plan before it is applied. */
  approvals: { people: 1 | 2 };
  /** What the detections should know. */
  watch?: Watch;
  /** How alerts are told. */
  notify?: Notify;
  /** Other systems that get audit events and alerts. */
  streams?: readonly Stream[];
  /** How long the audit log is kept, and where its roots are anchored. */
  audit?: AuditKeeping | undefined;
  /** Where sealed segments are copied to. */
  archive?: Archive | undefined;
  /** Baseline id and parameter values per control id. */
  baseline?: string;
  parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  attestations: readonly Attestation[];
  exceptions: readonly Exception[];
  decisions: readonly AddressableDecision[];
}

/** A detector of the organization's own: one of `pattern` and `words`. */
export interface OwnDetector {
  name: string;
  /** A regular expression of bounded time for a number that names a patient. */
  pattern?: string | undefined;
  words?: readonly string[] | undefined;
  /** What the words mean; health where nothing is said. */
  means?: CustomWord['means'] | undefined;
  /** Without one of these words near there is no match. */
  near?: readonly string[] | undefined;
  /** How near, in characters. */
  proximity: number;
  strength: Strength;
}

/** The order in which DLP policies reach people, and what must hold before each next step. */
export interface Rollout {
  /** The last reaches everybody. */
  rings: readonly Ring[];
}

export interface Ring {
  name: string;
  /** Mail addresses or ids of groups; none in any ring but the last. */
  groups: readonly string[];
  /** Sites by address. */
  sites: readonly string[];
  /** `test`: people read tips and nothing is stopped. */
  mode: 'test' | 'enforce';
  /** Days that it must have stood before the next ring. */
  days: number;
  /** Share of the matches judged so far that must have been right, 0 to 1. */
  precision: number;
  /** How many matches must have been judged for that share to count. */
  verdicts: number;
}

/** Names are user principal names or object ids; all compare without case. */
export interface Watch {
  /** Own mail domains; those of the members are learnt from the log. */
  domains?: readonly string[];
  /** Who leaves or has left, with the last day (YYYY-MM-DD). */
  leavers?: readonly { account: string; on: string }[];
  /** Accounts of backups, scanners, migrations. */
  serviceAccounts?: readonly string[];
  /** Own networks as address ranges: `192.0.2.0/24`. */
  networks?: readonly string[];
  /** Sensitivity labels by id or name, from the least protected to the most. */
  labelRanks?: readonly string[];
  /** Other values for the parameters of a detection, and why. */
  thresholds?: readonly {
    detection: string;
    parameters: Readonly<Record<string, unknown>>;
    reason: string;
    until?: string;
  }[];
  /** What a detection leaves alone: all named fields must fit. Ends with the day `until`. */
  allow?: readonly {
    detection: string;
    actor?: string;
    site?: string;
    domain?: string;
    reason: string;
    until: string;
  }[];
}

export interface Exclusions {
  users?: readonly string[];
  groups?: readonly string[];
  applications?: readonly string[];
  roles?: readonly string[];
  guestTypes?: readonly string[];
  domains?: readonly string[];
  mailboxes?: readonly string[];
  sites?: readonly string[];
  policies?: readonly string[];
  reason?: string;
}

/** A copy of patient data outside Microsoft 365. */
export interface Backup {
  name: string;
  encrypted: boolean;
  /** Who holds the key. */
  keyOwner?: string;
}

export interface Partner {
  domain: string;
  name?: string;
  /** Mail to and from this domain must use verified TLS. */
  tls: boolean;
}

export interface ApprovedApp {
  appId: string;
  name?: string;
  owner?: string;
  /** A business associate agreement covers it. */
  baa: boolean;
}

/** A named person's dated statement that something holds, where no API can tell. */
export interface Attestation {
  control: string;
  statement: string;
  by: string;
  on: string;
  until: string;
  proof: string;
  /** The agreement's facts where the control asks for them, e.g. effective date and signatory. */
  details?: Readonly<Record<string, string>>;
}

/** A dated, approved decision to live with a finding. */
export interface Exception {
  control: string;
  /** Names of the objects it covers; absent = the whole control. */
  resources?: readonly string[];
  reason: string;
  compensating: string;
  approver: string;
  until: string;
}

/** The record that 45 CFR 164.306(d)(3) asks for on an addressable specification. */
export interface AddressableDecision {
  citation: string;
  decision: 'implemented' | 'alternative' | 'not-reasonable';
  reason: string;
  alternative?: string;
  by: string;
  on: string;
  reviewDue?: string;
}

export const noOrganization: Organization = {
  entityType: 'covered-entity',
  states: [],
  breakGlass: [],
  exclusions: {},
  roleGroups: {},
  phi: { sites: [], mailboxes: [], groups: [], labels: [] },
  approvedDomains: [],
  partners: [],
  backups: [],
  sensitiveAccounts: [],
  approvedServices: [],
  approvedApps: [],
  choices: {},
  approvals: { people: 1 },
  parameters: {},
  attestations: [],
  exceptions: [],
  decisions: [],
};
