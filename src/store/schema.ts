import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Outcome } from '../core/outcome.ts';
import type { Severity } from '../core/severity.ts';
import type { Cloud, UnavailableReason } from '../core/snapshot.ts';
import type { ContentTables } from './schema-content.ts';
import type { AccountTables } from './schema-accounts.ts';
import type { JobTables } from './schema-jobs.ts';
import type { AuditKeepingTables } from './schema-audit-keeping.ts';
import type { DeliveryTables } from './schema-deliveries.ts';
import type { DutyTables } from './schema-duties.ts';
import type { LogReviewTables } from './schema-log-reviews.ts';
import type { VerdictTables } from './schema-verdicts.ts';
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
export type DecisionSource = 'applied' | 'adopted' | 'excepted' | 'undone' | 'imported';

/** One judged setting of a finding's object. */
export interface FindingDetail {
  expected: string;
  actual: string;
  readFrom: string;
}

/** The tables of schema `wardline`, as the code names them; columns are snake_case in the database. */
export interface Database
  extends
    AccountTables,
    AuditKeepingTables,
    ContentTables,
    DeliveryTables,
    DutyTables,
    JobTables,
    LogReviewTables,
    VerdictTables,
    WatchTables {
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
    outcomes: Json<Record<string, Outcome>> | null;
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
    /** Of a finding of an assessment. */
    firstAssessment: string | null;
    lastAssessment: string | null;
    /** Of a finding of a content scan. */
    firstScan: ColumnType<string | null, string | null | undefined>;
    lastScan: ColumnType<string | null, string | null | undefined>;
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
    scanId: ColumnType<string | null, string | null | undefined>;
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
    accountId: ColumnType<string | null, string | null | undefined, never>;
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
    /** By which form of the index it was indexed. */
    form: ColumnType<number, number | undefined, never>;
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
    managed: boolean | null;
    app: string | null;
    device: string | null;
    country: string | null;
    repeats: boolean;
    deed: string | null;
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
}
