import { type SqlBool, sql } from 'kysely';
import type { ContentVerdict, MailProtection, SentMail } from '../core/content.ts';
import type { SensitiveClass } from '../core/phi.ts';
import { sentOf } from './content-names.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';

/** A message that was sent and is still in its sender's mailbox. */
export interface StoredSent {
  store: string;
  id: string;
  class: ContentVerdict['class'] | null;
  patients: number;
  sensitive: SensitiveClass[];
  partial: boolean;
  protection: MailProtection | null;
  sent: SentMail;
}

/** A page of the messages that mailboxes' owners sent, by store and id, with their recipients opened. */
export async function sentMessages(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  { after, limit }: { after: Pick<StoredSent, 'store' | 'id'>; limit: number },
): Promise<StoredSent[]> {
  const rows = await db
    .selectFrom('contentItems')
    .select(['storeId as store', 'id', 'class', 'patients', 'sensitive', 'partial', 'protection', 'sentSealed'])
    .where('tenantId', '=', tenant)
    .where('goneAt', 'is', null)
    .where('sentAt', 'is not', null)
    .where(sql<SqlBool>`(store_id, id) > (${after.store}, ${after.id})`)
    .orderBy('storeId')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ sentSealed, sensitive, ...row }) => ({
    ...row,
    sensitive: sensitive ?? [],
    sent: JSON.parse(seal.open(sentSealed!, sentOf(row.store, row.id))) as SentMail,
  }));
}
