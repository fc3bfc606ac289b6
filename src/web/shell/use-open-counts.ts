import { listDue } from '../../api/due.ts';
import { listAssessments } from '../../api/posture.ts';
import { useCall } from '../client/use-call.ts';
import type { TenantShown } from './session.tsx';

/** How often the numbers beside the navigation are read, in milliseconds. */
const every = 60_000;

/** What waits for somebody, by the path of its page: open findings, plans to approve, alerts nobody has looked at. */
export function useOpenCounts({ id: tenant, permissions }: TenantShown): Readonly<Record<string, number>> {
  const enabled = permissions.includes('assessments.read');
  const checks = useCall(listAssessments, { path: { tenant }, query: { limit: 1 } }, { enabled, every });
  const due = useCall(listDue, { path: { tenant } }, { enabled, every });
  const counts = checks.data?.items[0]?.counts;
  return {
    '/findings': counts ? (counts.fail ?? 0) + (counts.partial ?? 0) + (counts.unknown ?? 0) : 0,
    '/plans': (due.data?.items ?? []).filter(({ kind }) => kind === 'approval' || kind === 'stage').length,
    '/alerts': (due.data?.alerts ?? []).reduce((sum, { count }) => sum + count, 0),
  };
}
