import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Exposure, ShareAccess, ShareKind, StoreKind } from '../core/content.ts';
import type { UnreadableReason } from '../core/document.ts';
import type { Outcome } from '../core/outcome.ts';
import type { DocumentClass, SensitiveClass } from '../core/phi.ts';
import type { Severity } from '../core/severity.ts';
import type { Cloud, UnavailableReason } from '../core/snapshot.ts';
import type { AccountTables } from './schema-accounts.ts';
import type { WatchTables } from './schema-watch.ts';

/** A moment: ISO 8601 in UTC, to the millisecond, in both directions. */
type Moment = string;
/** JSON goes in as text and comes out parsed. */
type Json<T> = ColumnType<T, string, string>;
/** Set by the database's own clock when the row is written. */
type Recorded = GeneratedAlways<Moment>;

export type FindingState = 'open' | 'planned' | 'fixed' | 'accepted' | 'false-positive' | 'third-party';
export type PlanState = 'draft' | 'approved' | 'applying' | 'staged' | 'applied' | 'undone' | 'canceled';
export type RunKind = 'apply' | 'advance' | 'undo' | 'revert';
export type RunResult = 'done' | 'partly' | 'failed';
export type JournalStep = 'intended' | 'written' | 'found' | 'failed' | 'skipped';
export type StoreState = 'new' | 'scanning' | 'scanned' | 'partly' | 'no-access' | 'gone';
export type ScanState = 'running' | 'paused' | 'done' | 'failed';
export type DecisionSource = 'applied' | 'adopted' | 'excepted' | 'undone' | 'imported';

/** One judged setting of a finding's object. */
export interface FindingDetail {
  expected: string;
  actual: string;
  readFrom: string;
}

/** The tables of schema `wardline`, as the code names them; columns are snake_case in the database. */
export interface Database extends AccountTables, WatchTables {
  tenants: {
    id: string;
    name: string;
    color: string;
    cloud: Cloud;
    domain: string | null;
    createdAt: Moment;
    removedAt: Moment | null;
  };
  credentials: {
    tenantId: string;
    name: string;
    keyId: string;
    sealed: string;
    expiresAt: Moment | null;
    createdAt: Moment;
  };
  snapshots: {
    tenantId: string;
    id: string;
    takenAt: Moment;
    state: 'collecting' | 'complete';
    head: Json<unknown>;
    restBlob: string | null;
    createdAt: Moment;
    completedAt: Moment | null;
  };
  snapshotSections: {
    tenantId: string;
    snapshotId: string;
    section: string;
    position: number;
    status: 'read' | 'unavailable';
    blob: string | null;
    readAt: string | null;
    readFrom: string | null;
    call: string;
    reason: UnavailableReason | null;
    detail: string | null;
  };
  assessments: {
    tenantId: string;
    id: string;
    snapshotId: string | null;
    run: string;
    baseline: string;
    wardline: string;
    takenAt: Moment;
    assessedAt: Moment;
    score: Json<{ today: number; achievable: number; withLicenses: number }>;
    counts: Json<Record<Outcome, number>>;
    resultBlob: string;
    inputsBlob: string | null;
    recordedAt: Recorded;
  };
  findings: {
    tenantId: string;
    id: Generated<string>;
    control: string;
    resource: string;
    resourceName: string;
    severity: Severity;
    title: string;
    why: string;
    details: Json<FindingDetail[]>;
    outcome: 'fail' | 'partial';
    state: FindingState;
    stateSince: Moment;
    stateBy: string;
    stateReason: string;
    acceptedUntil: string | null;
    planId: string | null;
    firstSeen: Moment;
    lastSeen: Moment;
    firstAssessment: string;
    lastAssessment: string;
  };
  findingHistory: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    findingId: string;
    at: Moment;
    fromState: FindingState | null;
    toState: FindingState;
    by: string;
    reason: string;
    acceptedUntil: string | null;
    assessmentId: string | null;
    planId: string | null;
    recordedAt: Recorded;
  };
  plans: {
    tenantId: string;
    id: string;
    baseline: string;
    documentBlob: string;
    createdAt: Moment;
    createdBy: string;
    state: PlanState;
    stateSince: Moment;
  };
  planHistory: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    planId: string;
    at: Moment;
    fromState: PlanState | null;
    toState: PlanState;
    by: string;
    reason: string;
    recordedAt: Recorded;
  };
  planApprovals: {
    tenantId: string;
    planId: string;
    by: string;
    at: Moment;
    note: string;
    documentBlob: string;
    recordedAt: Recorded;
  };
  runs: {
    tenantId: string;
    id: string;
    planId: string | null;
    undoes: string | null;
    kind: RunKind;
    startedAt: Moment;
    startedBy: string;
    endedAt: Moment | null;
    result: RunResult | null;
  };
  journal: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    runId: string;
    change: string;
    step: JournalStep;
    marker: string | null;
    before: Json<unknown> | null;
    intended: Json<unknown> | null;
    result: Json<unknown> | null;
    at: Moment;
    recordedAt: Recorded;
  };
  decisions: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    setting: string;
    from: Json<unknown> | null;
    to: Json<unknown> | null;
    reason: string;
    author: string;
    at: Moment;
    source: DecisionSource;
    control: string | null;
    runId: string | null;
    recordedAt: Recorded;
  };
  auditSegments: {
    tenantId: string;
    sequence: number;
    hash: string;
    records: number;
    firstAt: Moment | null;
    lastAt: Moment | null;
    sealedAt: Moment;
  };
  auditRecords: {
    tenantId: string;
    segment: number;
    position: number;
    id: string;
    at: Moment | null;
    source: string | null;
    operation: string | null;
    workload: string | null;
    outcome: string | null;
    actor: string | null;
    actorKind: string | null;
    ip: string | null;
    site: string | null;
    file: string | null;
    quarantine: string | null;
  };
  auditOpenings: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    at: Moment;
    by: string;
    action: 'reveal' | 'export';
    asked: Json<Readonly<Record<string, unknown>>>;
    records: number;
    recordedAt: Recorded;
  };
  contentStores: {
    tenantId: string;
    id: string;
    kind: StoreKind;
    name: string;
    url: string | null;
    site: string | null;
    owner: string | null;
    state: Generated<StoreState>;
    detail: Generated<string>;
    deltaLink: string | null;
    round: Generated<number>;
    settings: string | null;
    foundAt: Moment;
    scannedAt: Moment | null;
  };
  contentFolders: {
    tenantId: string;
    storeId: string;
    id: string;
    parentId: string | null;
    nameSealed: string;
    deltaLink: string | null;
    round: number;
    goneAt: Moment | null;
  };
  contentItems: {
    tenantId: string;
    storeId: string;
    id: string;
    parentId: string | null;
    folders: Generated<string[]>;
    nameSealed: string;
    bytes: number;
    version: string;
    scannedVersion: string | null;
    createdAt: Moment | null;
    modifiedAt: Moment | null;
    modifiedBy: string | null;
    label: string | null;
    class: DocumentClass | 'UNREADABLE' | null;
    patients: Generated<number>;
    unreadable: UnreadableReason | null;
    partial: Generated<boolean>;
    kind: string | null;
    counts: Json<Record<string, number>> | null;
    sensitive: Json<SensitiveClass[]> | null;
    states: Json<string[]> | null;
    earliestDate: string | null;
    exposure: Exposure;
    detailSealed: string | null;
    settings: string | null;
    round: number;
    scannedAt: Moment | null;
    goneAt: Moment | null;
  };
  contentPeople: {
    tenantId: string;
    storeId: string;
    itemId: string;
    token: string;
  };
  contentShares: {
    tenantId: string;
    storeId: string;
    itemId: string;
    id: string;
    kind: ShareKind;
    access: ShareAccess;
    granteesSealed: string;
    domains: Json<string[]>;
    createdAt: Moment | null;
    createdBy: string | null;
    lastUsedAt: Moment | null;
    expiresAt: Moment | null;
    hasPassword: boolean | null;
    inherited: boolean;
    foundAt: Moment;
    goneAt: Moment | null;
  };
  contentShareReads: {
    tenantId: string;
    storeId: string;
    itemId: string;
  };
  contentScans: {
    tenantId: string;
    id: Generated<string>;
    startedAt: Moment;
    startedBy: string;
    endedAt: Moment | null;
    state: ScanState;
    asked: Json<unknown>;
    progress: Json<unknown>;
  };
}
