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
  return (
    <DialogTrigger>
      <AriaButton className="tb" aria-label={`${text.jobs}: ${running.length}`}>
        <Icon name="run" spin={running.length > 0} />
        {running.length > 0 && <b>{running.length}</b>}
      </AriaButton>
      <Popover placement="bottom end">
        <Dialog className="menu tray" aria-label={text.jobs}>
          {running.length === 0 && <p className="m">{text.noJobs}</p>}
          {running.map((job) => (
            <div key={job.id} className="col" style={{ gap: 4, padding: '6px 0' }}>
              <div className="row">
                <span className="b">{job.title}</span>
                <span className="sp" />
                {mayCancel && !job.cancel && (
                  <Button small look="quiet" onClick={() => cancel.mutate({ path: { tenant, id: job.id } })}>
                    Stop
                  </Button>
                )}
              </div>
              {job.total ? (
                <div
                  className="progress"
                  role="progressbar"
                  aria-label={job.title}
                  aria-valuemin={0}
                  aria-valuemax={job.total}
                  aria-valuenow={job.done ?? 0}
                >
                  <i style={{ width: `${((job.done ?? 0) / job.total) * 100}%` }} />
                </div>
              ) : null}
              <span className="c s el">{job.now ?? job.startedBy}</span>
            </div>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
