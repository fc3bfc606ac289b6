import { type SqlBool, sql } from 'kysely';
import { type ContentVerdict, type Exposure, exposures } from '../core/content.ts';
import type { SensitiveClass } from '../core/phi.ts';
import type { TenantScope } from './scope.ts';

/** An item as the inventory counts it: without its name, which stays sealed. */
export interface CountedItem {
  store: string;
  id: string;
  parent: string | null;
  /** Ids of the folders above it, the outermost first. */
  folders: string[];
  class: ContentVerdict['class'] | null;
  patients: number;
  partial: boolean;
  kind: string | null;
  counts: Record<string, number> | null;
  sensitive: SensitiveClass[] | null;
  states: string[] | null;
  earliestDate: string | null;
  exposure: Exposure;
  /** Empty: it was asked for and there is none; null: it was not asked for. */
  label: string | null;
  modifiedAt: string | null;
  people: string[];
}

/** A page of the items that are there, of one store, by id. */
export async function countedItems(
  { db, tenant }: TenantScope,
  store: string,
  { after, limit }: { after: string; limit: number },
): Promise<CountedItem[]> {
  const items = await db
    .selectFrom('contentItems')
    .select([
      'storeId as store',
      'id',
      'parentId as parent',
      'folders',
      'class',
      'patients',
      'partial',
      'kind',
      'counts',
    ])
    .select(['sensitive', 'states', 'earliestDate', 'exposure', 'label', 'modifiedAt'])
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('goneAt', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  if (items.length === 0) return [];
  const people = await db
    .selectFrom('contentPeople')
    .select(['itemId', 'token'])
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where(sql<SqlBool>`item_id > ${after} and item_id <= ${items.at(-1)!.id}`)
    .orderBy('itemId')
    .orderBy('token')
    .execute();
  const byItem = Map.groupBy(people, ({ itemId }) => itemId);
  return items.map((item) => ({ ...item, people: (byItem.get(item.id) ?? []).map(({ token }) => token) }));
}

/** From when to when the kept audit log speaks of files. Undefined where it holds nothing of them. */
export async function fileLogSpan({ db, tenant }: TenantScope): Promise<{ from: string; to: string } | undefined> {
  const found = await db
    .selectFrom('auditRecords')
    .select(({ fn }) => [fn.min('at').as('from'), fn.max('at').as('to')])
    .where('tenantId', '=', tenant)
    .where('source', '=', 'unified')
    .where('workload', 'in', ['sharepoint', 'onedrive'])
    .executeTakeFirst();
  return found?.from && found.to ? { from: found.from, to: found.to } : undefined;
}

/** Items with PHI of some stores by how open they are. */
export async function phiByExposure(
  { db, tenant }: TenantScope,
  stores: readonly string[],
): Promise<Record<Exposure, number>> {
  const rows = await db
    .selectFrom('contentItems')
    .select(({ fn }) => ['exposure', fn.countAll<string>().as('items')])
    .where('tenantId', '=', tenant)
    .where('storeId', 'in', stores.length > 0 ? stores : [''])
    .where('class', 'in', ['PHI', 'PHI_SENSITIVE'])
    .where('goneAt', 'is', null)
    .groupBy('exposure')
    .execute();
  const counted = new Map(rows.map(({ exposure, items }) => [exposure, Number(items)]));
  return Object.fromEntries(exposures.map((one) => [one, counted.get(one) ?? 0])) as Record<Exposure, number>;
}
