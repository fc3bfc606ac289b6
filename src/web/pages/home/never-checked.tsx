import type { ReactNode } from 'react';
import { listJobs } from '../../../api/jobs.ts';
import { useCall } from '../../client/use-call.ts';
import { Empty } from '../../components/state.tsx';
import { JobLine } from '../../shell/jobs-tray.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.home.never;
/** How often the running check is asked for, in milliseconds. */
const every = 1_000;

/** Home before the first check: how to begin it, or how far it is. */
export function NeverChecked({ begin }: { begin: ReactNode }) {
  const { id: tenant } = useTenant();
  const mayLook = useMay('jobs.read');
  const jobs = useCall(listJobs, { path: { tenant }, query: { open: 'true', limit: 20 } }, { enabled: mayLook, every });
  const check = jobs.data?.items.find(({ kind }) => kind === 'check');
  if (!check)
    return (
      <div className="card">
        <Empty fact={text.fact} next={text.next} action={begin} />
      </div>
    );
  return (
    <div className="card first-check">
      <h2>{text.running}</h2>
      <p className="m">{text.runningNext}</p>
      <JobLine job={check} />
    </div>
  );
}
