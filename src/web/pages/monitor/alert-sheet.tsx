import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { decideAlert, showAlert } from '../../../api/alerts.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { exactMoment, moment } from '../../components/dates.ts';
import { Dialog, Sheet } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Icon } from '../../components/icon.tsx';
import { SeverityMark } from '../../components/outcome.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { useRecords } from './use-records.ts';

const text = words.alerts;
/** Events drawn at first; an alert lists a thousand. */
const first = 50;

/** One alert: why, what to do first, its events, and what was decided. ←/→ go through the list. */
export function AlertSheet({
  id,
  order,
  onOpen,
}: {
  id: string;
  order: readonly string[];
  onOpen: (id: string | undefined) => void;
}) {
  const { id: tenant } = useTenant();
  const shown = useCall(showAlert, { path: { tenant, alert: id } });
  const records = useRecords(tenant);
  const [deciding, decide] = useState<'acknowledged' | 'closed'>();
  const [mayDecide, mayOpen, maySearch] = [useMay('alerts.decide'), useMay('log.open'), useMay('log.search')];
  const beside = (step: number) => order[order.indexOf(id) + step];
  const alert = shown.data?.alert;
  return (
    <Sheet
      open
      title={
        alert ? (
          <>
            {alert.title}
            <span className="row" style={{ fontSize: 13, lineHeight: '18px', marginTop: 4 }}>
              <SeverityMark severity={alert.severity} />
              <span className="s wrap">{alert.actor}</span>
              <span className="s">{text.states[alert.state]}</span>
            </span>
          </>
        ) : (
          text.title
        )
      }
      onClose={() => onOpen(undefined)}
      tools={
        <>
          {([-1, 1] as const).map((step) => (
            <Button
              key={step}
              look="quiet"
              small
              aria-label={step < 0 ? words.findings.sheet.previous : words.findings.sheet.next}
              disabled={!order.includes(id) || !beside(step)}
              onClick={() => onOpen(beside(step))}
            >
              <Icon name={step < 0 ? 'left' : 'right'} />
            </Button>
          ))}
        </>
      }
      actions={
        alert &&
        mayDecide &&
        alert.state !== 'closed' && (
          <>
            {alert.state === 'open' && (
              <Button look="primary" onClick={() => decide('acknowledged')}>
                {text.sheet.acknowledge}
              </Button>
            )}
            <Button onClick={() => decide('closed')}>{text.sheet.close}</Button>
          </>
        )
      }
    >
      <Loaded of={shown}>
        {(data) => (
          <>
            <section>
              <h3>{text.sheet.why}</h3>
              <p className="wrap">{data.alert.why}</p>
              <p className="c s">
                {exactMoment(data.alert.firstAt)} – {exactMoment(data.alert.lastAt)} · {data.citations.join(', ')}
              </p>
            </section>
            <section>
              <h3>{text.sheet.steps}</h3>
              <ol className="steps">
                {data.firstSteps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </section>
            <section>
              <div className="row">
                <h3>{text.sheet.events}</h3>
                <span className="c s">{text.sheet.eventsShown(data.events.length, data.alert.count)}</span>
                <span className="sp" />
                {maySearch && (
                  <Link to={`/t/${tenant}/explorer` as '/'} hash={`user=${encodeURIComponent(data.alert.actor)}`}>
                    {text.sheet.explore}
                  </Link>
                )}
                {mayOpen && data.events.length > 0 && (
                  <Button
                    small
                    busy={records.busy}
                    onClick={() =>
                      records.open(
                        data.events.slice(0, first).map((event) => event.id),
                        data.alert.id,
                      )
                    }
                  >
                    {text.sheet.open}
                  </Button>
                )}
              </div>
              {records.any && <p className="note c">{text.sheet.opened}</p>}
              {records.error && <Fault problem={records.error} />}
              <ul className="events">
                {data.events.slice(0, first).map((event) => (
                  <li key={event.id}>
                    <span className="n">{moment(event.at)}</span> <b>{event.operation}</b>{' '}
                    {event.outcome === 'failure' && <span className="o-fail">{words.explorer.failed}</span>}{' '}
                    <span className="s wrap">
                      {[event.actor, event.ip, event.country, event.site].filter(Boolean).join(' · ')}
                    </span>
                    {records.recordOf(event.id) && <pre className="code">{records.recordOf(event.id)}</pre>}
                  </li>
                ))}
              </ul>
            </section>
            {data.others.length > 0 && (
              <section>
                <h3>{text.sheet.others}</h3>
                <ul className="col">
                  {data.others.map((other) => (
                    <li key={other.id} className="row">
                      <SeverityMark severity={other.severity} quiet />
                      <Link to={`/t/${tenant}/alerts/${other.id}` as '/'}>{other.title}</Link>
                      <span className="c s">{moment(other.lastAt)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section>
              <h3>{text.sheet.innocent}</h3>
              <ul className="dots">
                {data.falsePositives.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
            <section>
              <h3>{text.sheet.history}</h3>
              <ul className="col c">
                {data.history.map((entry, at) => (
                  <li key={at} className="wrap">
                    {exactMoment(entry.at)} <b>{text.sheet.kinds[entry.kind]}</b>
                    {entry.by !== 'wardline' && `, ${entry.by}`}
                    {entry.verdict && ` · ${text.verdicts[entry.verdict]}`}
                    {entry.reason && <span className="s"> · {entry.reason}</span>}
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Loaded>
      {deciding && <Decide id={id} to={deciding} onClose={() => decide(undefined)} />}
    </Sheet>
  );
}

function Decide({ id, to, onClose }: { id: string; to: 'acknowledged' | 'closed'; onClose: () => void }) {
  const { id: tenant } = useTenant();
  const write = useWrite(decideAlert, ['alerts']);
  const own = text.decide;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const verdict = formText(form, 'verdict');
    write.mutate(
      {
        path: { tenant, alert: id },
        body: {
          ...{ to, reason: formText(form, 'reason') },
          ...((verdict === 'real' || verdict === 'false-positive') && { verdict }),
        },
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={to === 'closed' ? own.close : own.acknowledge} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={submit}>
        <Field label={own.reason} name="reason" required minLength={3} maxLength={2_000} autoFocus />
        {to === 'closed' && (
          <Choose
            label={own.verdict}
            name="verdict"
            options={(['real', 'false-positive', ''] as const).map((value) => ({ value, label: own.verdicts[value] }))}
          />
        )}
        {write.error && <Fault problem={write.error} />}
        <div className="foot">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" busy={write.isPending}>
            {to === 'closed' ? text.sheet.close : text.sheet.acknowledge}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
