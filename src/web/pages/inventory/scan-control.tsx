import { type ReactNode, useState } from 'react';
import { cancelJob, listJobs, startJob } from '../../../api/jobs.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Fault } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.inventory;

/** Milliseconds between looks at the job while the page is open. */
const lookEvery = 2_000;

/** The button that begins a scan, with what it may ask for besides. */
export function ScanButton({ label, primary = true }: { label: string; primary?: boolean }) {
  const { id: tenant, name } = useTenant();
  const [open, setOpen] = useState(false);
  const [labels, setLabels] = useState(true);
  const [teams, setTeams] = useState(false);
  const start = useWrite(startJob, ['jobs', 'inventory']);
  const scan = useScanJob();
  if (!useMay('inventory.scan')) return undefined;
  const go = () =>
    start.mutate(
      { path: { tenant }, body: { kind: 'scan', parameters: { labels, teams } } },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <>
      <Button look={primary ? 'primary' : 'plain'} disabled={scan !== undefined} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        title={text.scan.title(name)}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{text.scan.cancel}</Button>
            <Button look="primary" busy={start.isPending} onClick={go}>
              {text.scan.go}
            </Button>
          </>
        }
      >
        <div className="col">
          <p className="m">{text.scan.text}</p>
          <Check label={text.scan.labels} on={labels} set={setLabels} />
          <Check label={text.scan.teams} on={teams} set={setTeams} />
          {start.error && <Fault problem={start.error} />}
        </div>
      </Dialog>
    </>
  );
}

function Check({ label, on, set }: { label: ReactNode; on: boolean; set(on: boolean): void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** The scan that is under way in this tenant, for whoever may see jobs. */
function useScanJob() {
  const { id: tenant } = useTenant();
  const may = useMay('jobs.read');
  const jobs = useCall(listJobs, { path: { tenant }, query: { open: 'true' } }, { every: lookEvery, enabled: may });
  return jobs.data?.items.find(({ kind }) => kind === 'scan');
}

/** How far the scan is, how long it takes, and the way to pause it. */
export function ScanProgress() {
  const { id: tenant } = useTenant();
  const job = useScanJob();
  const pause = useWrite(cancelJob, ['jobs']);
  const may = useMay('jobs.run');
  if (!job) return undefined;
  const { state, done, total, secondsLeft, now, startedBy, cancel, title } = job;
  const known = done !== undefined && total !== undefined && total > 0;
  const far = known ? text.job.of(done, total) : state === 'waiting' ? text.job.waiting : (now ?? text.job.listing);
  return (
    <section className="card pad scan" aria-label={title}>
      <div className="row">
        <b>{state === 'waiting' ? text.job.waiting : text.job.running}</b>
        <span className="m">{far}</span>
        {secondsLeft !== undefined && <span className="m">{text.job.left(secondsLeft)}</span>}
        <span className="sp" />
        <span className="c s">{text.job.by(startedBy)}</span>
        {may && !cancel && (
          <Button small busy={pause.isPending} onClick={() => pause.mutate({ path: { tenant, id: job.id } })}>
            {text.job.pause}
          </Button>
        )}
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={title}
        {...(known && { 'aria-valuemin': 0, 'aria-valuemax': total, 'aria-valuenow': done })}
      >
        <i style={{ width: known ? `${(done / total) * 100}%` : '4%' }} />
      </div>
      <p className="c s">{cancel ? text.job.pausing : text.job.keeps}</p>
    </section>
  );
}
