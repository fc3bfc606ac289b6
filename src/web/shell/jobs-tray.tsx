import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { type JobShown, cancelJob, watchJobs } from '../../api/jobs.ts';
import { useEvents } from '../client/use-events.ts';
import { useWrite } from '../client/use-call.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { words } from '../words/index.ts';
import { useMay } from './session.tsx';

const text = words.shell;
const isOpen = ({ state }: JobShown) => state === 'waiting' || state === 'running';

/** What runs in this tenant, from any page. Closing the browser stops none of it. */
export function JobsTray({ tenant }: { tenant: string }) {
  const [jobs, setJobs] = useState<ReadonlyMap<string, JobShown>>(new Map());
  const queries = useQueryClient();
  const cancel = useWrite(cancelJob);
  const mayCancel = useMay('jobs.run');
  useEvents(watchJobs, { path: { tenant } }, (job) => {
    setJobs((known) => {
      const next = new Map(known);
      if (isOpen(job)) next.set(job.id, job);
      else next.delete(job.id);
      return next;
    });
    // What ended may have changed anything that is on the page.
    if (!isOpen(job)) void queries.invalidateQueries();
  });
  const running = [...jobs.values()];
  const [first] = running;
  return (
    <DialogTrigger>
      <AriaButton className="tb" aria-label={`${text.jobs}: ${running.length}`}>
        <Icon name="run" spin={running.length > 0} />
        {first && <span className="job">{first.title}</span>}
        {first?.total ? <span className="job s">{text.jobCount(first.done ?? 0, first.total)}</span> : undefined}
        {running.length > 1 && <b>{running.length}</b>}
      </AriaButton>
      <Popover placement="bottom end">
        <Dialog className="menu tray" aria-label={text.jobs}>
          {running.length === 0 && (
            <p>
              <span className="b">{text.noJobs}</span>
              <span className="c s">{text.noJobsNext}</span>
            </p>
          )}
          {running.map((job) => (
            <JobLine
              key={job.id}
              job={job}
              {...(mayCancel && { onStop: () => cancel.mutate({ path: { tenant, id: job.id } }) })}
            />
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** A job with how far it is, what it is at, and when it may be through. */
export function JobLine({ job, onStop }: { job: JobShown; onStop?: () => void }) {
  const { title, done, total, secondsLeft, now, startedBy, cancel } = job;
  return (
    <div className="job-line">
      <div className="row">
        <span className="b">{title}</span>
        <span className="sp" />
        <span className="c s">
          {[total ? text.jobCount(done ?? 0, total) : '', secondsLeft ? text.jobLeft(secondsLeft) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {total ? (
        <div
          className="progress"
          role="progressbar"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done ?? 0}
        >
          <i style={{ width: `${((done ?? 0) / total) * 100}%` }} />
        </div>
      ) : undefined}
      <span className="c s wrap">{now ?? text.jobBy(startedBy)}</span>
      {onStop && (
        <Button small look="quiet" disabled={cancel} onClick={onStop}>
          {cancel ? text.jobStopping : text.jobStop}
        </Button>
      )}
    </div>
  );
}
