import { listAssessments } from '../../api/posture.ts';
import { outcomes } from '../../core/outcome.ts';
import { useCall } from '../client/use-call.ts';
import { moment } from '../components/dates.ts';
import { words } from '../words/index.ts';
import type { TenantShown } from './session.tsx';

const text = words.shell;

/** At the foot of the navigation: when the tenant was last read, and how much of it could be judged. */
export function LastRun({ tenant: { id: tenant, permissions } }: { tenant: TenantShown }) {
  const enabled = permissions.includes('assessments.read');
  const checks = useCall(listAssessments, { path: { tenant }, query: { limit: 1 } }, { enabled });
  if (!checks.data) return undefined;
  const [last] = checks.data.items;
  if (!last) return <p className="foot">{text.never}</p>;
  const all = outcomes.reduce((sum, outcome) => sum + (last.counts[outcome] ?? 0), 0);
  return (
    <p className="foot">
      {text.lastRun(moment(last.takenAt))}
      <br />
      {text.lastRead(all - (last.counts.unknown ?? 0), all)}
    </p>
  );
}
