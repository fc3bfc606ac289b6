import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnchorKind } from '../schema-audit-keeping.ts';
import type { TenantScope } from '../scope.ts';
import { makeFolder, namesIn, replaceWhole } from './durable-files.ts';
import { type SignedRoot, readRoot, statementOf, textOfRoot } from './roots.ts';

/** A try to anchor a root outside. */
export interface AnchorTry {
  at: string;
  kind: AnchorKind;
  /** The last segment that the root speaks for, and the hash of its header. */
  sequence: number;
  hash: string;
  result: 'done' | 'failed';
  detail: string;
}

/** A root that has a time-stamp, with the token (RFC 3161, DER) over its statement. */
export interface StampedRoot {
  root: SignedRoot;
  token: Buffer;
}

export async function recordAnchor({ db, tenant }: TenantScope, given: AnchorTry): Promise<void> {
  await db
    .insertInto('auditAnchors')
    .values({ tenantId: tenant, ...given })
    .execute();
}

/** The tries of one kind, newest first: of each kind apart, for the archive is tried far more often than the others. */
export async function listAnchors({ db, tenant }: TenantScope, kind: AnchorKind): Promise<AnchorTry[]> {
  return db
    .selectFrom('auditAnchors')
    .select(['at', 'kind', 'sequence', 'hash', 'result', 'detail'])
    .where('tenantId', '=', tenant)
    .where('kind', '=', kind)
    .orderBy('seq', 'desc')
    .limit(500)
    .execute();
}

/** Keeps a root with its time-stamp: the daily roots keep the last of each day only. */
export function keepStamped(folder: string, { root, token }: StampedRoot): void {
  const anchors = join(folder, 'anchors');
  const name = String(statementOf(root)!.sequence).padStart(8, '0');
  makeFolder(anchors);
  replaceWhole(join(anchors, `${name}.tsr`), [token]);
  replaceWhole(join(anchors, `${name}.json`), [textOfRoot(root)]);
}

/** The roots that have a time-stamp, oldest first. One that cannot be read comes with its name alone. */
export function stampedRoots(folder: string): { name: string; stamped: StampedRoot | undefined }[] {
  const anchors = join(folder, 'anchors');
  return namesIn(anchors)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, stamped: read(join(anchors, name)) }));
}

function read(path: string): StampedRoot | undefined {
  try {
    return { root: readRoot(readFileSync(path, 'utf8')), token: readFileSync(path.replace(/\.json$/, '.tsr')) };
  } catch {
    return undefined;
  }
}
