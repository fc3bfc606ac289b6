import { useState } from 'react';
import { openRecords } from '../../../api/audit-log.ts';
import type { Problem } from '../../client/call.ts';
import { useWrite } from '../../client/use-call.ts';

/** Records that one call opens. */
const most = 200;

/** Records of the log, which are PHI: closed until the person opens those that are shown, which is recorded. */
export function useRecords(tenant: string): {
  recordOf(id: string): string | undefined;
  open(ids: readonly string[], alert?: string): void;
  any: boolean;
  busy: boolean;
  error: Problem | null;
} {
  const [records, setRecords] = useState<ReadonlyMap<string, string>>(new Map());
  const { mutateAsync, isPending, error } = useWrite(openRecords);
  const open = async (ids: readonly string[], alert?: string) => {
    const wanted = ids.filter((id) => !records.has(id)).slice(0, most);
    if (wanted.length === 0) return;
    const found = await mutateAsync({ path: { tenant }, body: { ids: wanted, ...(alert && { alert }) } });
    setRecords(
      (now) =>
        new Map([...now, ...found.records.map(({ id, record }) => [id, JSON.stringify(record, null, 2)] as const)]),
    );
  };
  return {
    recordOf: (id) => records.get(id),
    // What went wrong stands in `error`.
    open: (ids, alert) => void open(ids, alert).catch(() => undefined),
    any: records.size > 0,
    busy: isPending,
    error,
  };
}
