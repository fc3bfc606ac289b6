import { type KeyObject, sign } from 'node:crypto';
import { daysBetween } from '../../core/clock.ts';
import { leastYears } from '../../core/audit-keeping.ts';
import { StoreError } from '../errors.ts';
import type { TenantScope } from '../scope.ts';
import { type SignedText, fingerprintOf, signedText } from './roots.ts';
import type { SealedHeader, SegmentHeader } from './segment.ts';

/** What is left of a segment beside its header: that its records were removed, when, by whom and by which rule. */
export interface RetirementStatement {
  format: 'wardline audit retirement 1';
  tenant: string;
  sequence: number;
  /** SHA-256 of the header line. */
  hash: string;
  records: number;
  retiredAt: string;
  by: string;
  years: number;
  /** Why less than six years suffice. */
  notCovered?: string;
}

/** A decision that a segment is retired, as the database keeps it. */
export type Retirement = Omit<RetirementStatement, 'format' | 'tenant'>;

/** The moment from which on a segment may go: so many years after the later of its last event and its sealing. */
export function keptUntil({ lastAt, sealedAt }: Pick<SegmentHeader, 'lastAt' | 'sealedAt'>, years: number): string {
  const since = lastAt > sealedAt ? lastAt : sealedAt;
  return `${String(Number(since.slice(0, 4)) + years).padStart(4, '0')}${since.slice(4)}`;
}

/** The notice of a retirement, signed like a root, as one line of JSON. */
export function noticeOf(
  signer: { privateKey: KeyObject; publicKey: KeyObject },
  tenant: string,
  retirement: Retirement,
): string {
  const statement: RetirementStatement = { format: 'wardline audit retirement 1', tenant, ...retirement };
  const text = JSON.stringify(statement);
  return JSON.stringify({
    statement: text,
    signature: sign(null, Buffer.from(text), signer.privateKey).toString('base64'),
    publicKey: signer.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  });
}

/** The statement of a notice; undefined when it is none, or not signed as it stands. */
export function retirementIn(notice: string): { statement: RetirementStatement; signedBy: string } | undefined {
  try {
    const signed = JSON.parse(notice) as SignedText;
    const statement = signedText(signed) as RetirementStatement | undefined;
    return statement?.format === 'wardline audit retirement 1'
      ? { statement, signedBy: fingerprintOf(signed.publicKey) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with what a retired segment left. */
export function retirementFaults(
  tenant: string,
  signer: KeyObject,
  left: { header: SealedHeader; notice: string },
  decided: Retirement | undefined,
): string[] {
  const found = retirementIn(left.notice);
  if (!found) return ['the notice of its retirement was altered: its signature does not hold'];
  const { statement, signedBy } = found;
  const { header, hash } = left.header;
  const faults: string[] = [];
  if (signedBy !== fingerprintOf(signer)) faults.push('the notice of its retirement is signed with another key');
  if (statement.tenant !== tenant || statement.hash !== hash || statement.sequence !== header.sequence)
    faults.push('the notice of its retirement speaks of another segment');
  if (!decided || decided.retiredAt !== statement.retiredAt || decided.hash !== hash)
    faults.push('its records are gone, and the database knows of no such retirement');
  if (statement.retiredAt < keptUntil(header, statement.years))
    faults.push(
      `its records were removed ${daysBetween(header.sealedAt, statement.retiredAt)} days after it was sealed, before its time`,
    );
  if (statement.years < leastYears && statement.notCovered === undefined)
    faults.push(`its records were removed by a rule of ${statement.years} years, and nobody said why six are not owed`);
  return faults;
}

/** The retirements that were decided, by segment. */
export async function listRetirements({ db, tenant }: TenantScope): Promise<Map<number, Retirement>> {
  const rows = await db
    .selectFrom('auditRetirements')
    .selectAll()
    .where('tenantId', '=', tenant)
    .orderBy('segment')
    .execute();
  return new Map(
    rows.map(({ segment, hash, records, at, by, years, notCovered }) => [
      segment,
      { sequence: segment, hash, records, retiredAt: at, by, years, ...(notCovered !== null && { notCovered }) },
    ]),
  );
}

/** Notes that a segment is retired; from here on it is, and what is left to do is done by whoever comes next. */
export async function decideRetirement({ db, tenant }: TenantScope, given: Retirement): Promise<void> {
  const { sequence: segment, hash, records, retiredAt: at, by, years, notCovered = null } = given;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('auditRetirements')
    .values({ tenantId: tenant, segment, hash, records, at, by, years, notCovered })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n)
    throw new StoreError('conflict', 'Another process retires this segment.', 'Run it again.');
}
