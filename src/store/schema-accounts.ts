import type { ColumnType } from 'kysely';
import type { Permission, Role } from '../core/permission.ts';

type Moment = string;
type Json<T> = ColumnType<T, string, string>;

export type AccountState = 'invited' | 'active' | 'disabled';
export type LinkKind = 'first-owner' | 'invitation' | 'reset';

/** Tables about Wardline itself; the system role alone reaches them. */
export interface AccountTables {
  accounts: {
    id: string;
    email: string;
    name: string;
    password: string | null;
    passwordAt: Moment | null;
    state: AccountState;
    createdAt: Moment;
    oidcSubject: string | null;
  };
  accountRoles: {
    accountId: string;
    role: Role;
    tenant: string;
    until: string | null;
    grantedBy: string;
    grantedAt: Moment;
  };
  authenticators: {
    id: string;
    accountId: string;
    kind: 'totp' | 'passkey';
    name: string;
    content: string;
    credentialId: string | null;
    counter: number;
    createdAt: Moment;
    confirmedAt: Moment | null;
    lastUsedAt: Moment | null;
    lastStep: number | null;
  };
  recoveryCodes: { accountId: string; hash: string; usedAt: Moment | null };
  sessions: {
    hash: string;
    id: string;
    accountId: string;
    level: 'half' | 'full';
    createdAt: Moment;
    seenAt: Moment;
    endsAt: Moment;
    confirmedAt: Moment | null;
    agent: string;
    address: string;
    pending: Json<Record<string, unknown>> | null;
    endedAt: Moment | null;
  };
  oneTimeLinks: {
    hash: string;
    kind: LinkKind;
    accountId: string | null;
    createdAt: Moment;
    endsAt: Moment;
    usedAt: Moment | null;
  };
  apiTokens: {
    id: string;
    accountId: string;
    name: string;
    hash: string;
    permissions: Json<Permission[]>;
    tenant: string;
    createdAt: Moment;
    endsAt: Moment;
    usedAt: Moment | null;
    endedAt: Moment | null;
  };
  deviceSignIns: {
    id: string;
    tokenHash: string;
    codeHash: string;
    machine: string;
    address: string;
    begunAt: Moment;
    endsAt: Moment;
    state: 'waiting' | 'confirmed' | 'refused';
    decidedBy: string | null;
    decidedAt: Moment | null;
  };
  attempts: { subject: string; beganAt: Moment; count: number };
  idempotencyKeys: {
    accountId: string;
    key: string;
    request: string;
    status: number | null;
    answer: string | null;
    createdAt: Moment;
  };
  activity: {
    seq: number;
    at: Moment;
    tenant: string | null;
    accountId: string | null;
    actor: string;
    action: string;
    object: string;
    outcome: 'done' | 'refused' | 'failed';
    request: string;
    address: string;
    detail: Json<Record<string, unknown>>;
    previous: string;
    hash: string;
  };
}
