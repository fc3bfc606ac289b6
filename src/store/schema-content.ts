import type { ColumnType, Generated } from 'kysely';
import type { Exposure, ShareAccess, ShareKind, StoreKind } from '../core/content.ts';
import type { UnreadableReason } from '../core/document.ts';
import type { DocumentClass, SensitiveClass } from '../core/phi.ts';

/** ISO 8601 in UTC. */
type Moment = string;
type Json<T> = ColumnType<T, string, string>;

export type StoreState = 'new' | 'scanning' | 'scanned' | 'partly' | 'no-access' | 'gone';
export type ScanState = 'running' | 'paused' | 'done' | 'failed';

/** The tables of what people store in a tenant, and of what a scan says of it. */
export interface ContentTables {
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
    /** When the mailbox's owner sent it; null for whatever was not sent. */
    sentAt: ColumnType<Moment | null, Moment | null | undefined>;
    /** To whom: a `SentMail`. */
    sentSealed: ColumnType<string | null, string | null | undefined>;
    protection: ColumnType<'smime' | 'rights' | null, 'smime' | 'rights' | null | undefined>;
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
    outside: boolean;
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
