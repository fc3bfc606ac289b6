import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AlertShown, showAlert } from '../../../api/alerts.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment, moment } from '../../components/dates.ts';
import { Sheet } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { SeverityMark } from '../../components/outcome.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { accountWords } from './account.tsx';
import { CloseAlert, useDecide } from './alert-decision.tsx';
import { AlertEvents } from './alert-events.tsx';
import { alikeTo } from './alert-groups.ts';

const text = words.alerts;

/** One alert: why, what to do first, its events, and what was decided. ←/→ go through the list. */
export function AlertSheet({
  id,
  all,
  order,
  onOpen,
}: {
  id: string;
  /** All alerts of the list, among which like ones are. */
  all: readonly AlertShown[];
  order: readonly string[];
  onOpen: (id: string | undefined) => void;
}) {
  const { id: tenant } = useTenant();
  const shown = useCall(showAlert, { path: { tenant, alert: id } });
  const decision = useDecide();
  const [closing, setClosing] = useState(false);
  const [together, setTogether] = useState(true);
  const mayDecide = useMay('alerts.decide');
  const beside = (step: number) => order[order.indexOf(id) + step];
  const alert = shown.data?.alert;
  const alike = alert ? alikeTo(alert, all) : [];
  const decided = [id, ...(together ? alike.map((other) => other.id) : [])];
  return (
    <Sheet
      open
      title={
        alert ? (
          <>
            {alert.title}
            <span className="row" style={{ fontSize: 13, lineHeight: '18px', marginTop: 4 }}>
              <SeverityMark severity={alert.severity} />
              <span className="s wrap">{accountWords(alert.actor)}</span>
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
              <Button
                look="primary"
                busy={decision.busy}
                onClick={() => decision.decide(decided, { to: 'acknowledged', reason: text.sheet.takenInHand })}
              >
                {text.sheet.acknowledge}
              </Button>
            )}
            <Button onClick={() => setClosing(true)}>{text.sheet.close}</Button>
            {alike.length > 0 && (
              <label className="row c">
                <input type="checkbox" checked={together} onChange={(event) => setTogether(event.target.checked)} />
                {text.sheet.alike(alike.length)}
              </label>
            )}
          </>
        )
      }
    >
      <Loaded of={shown}>
        {(data) => (
          <>
            {decision.error && <Fault problem={decision.error} />}
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
              <h3>{text.sheet.innocent}</h3>
              <ul className="causes">
                {data.falsePositives.map((line) => (
                  <li key={line} className="row">
                    <span className="wrap">{line}</span>
                    <span className="sp" />
                    {mayDecide && data.alert.state !== 'closed' && (
                      <Button
                        small
                        busy={decision.busy}
                        aria-label={text.sheet.itWasThat(line)}
                        onClick={() =>
                          decision.decide(decided, { to: 'closed', reason: line, verdict: 'false-positive' })
                        }
                      >
                        {text.sheet.itWas}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
            <AlertEvents data={data} />
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
              <h3>{text.sheet.history}</h3>
              <ul className="col c">
                {data.history.map((entry, at) => (
                  <li key={at} className="wrap">
                    {exactMoment(entry.at)} <b>{text.sheet.kinds[entry.kind]}</b>
                    {entry.by !== 'wardline' && `, ${entry.by}`}
                    {entry.verdict && ` · ${text.verdicts[entry.verdict]}`}
                    {entry.reason && entry.reason !== text.sheet.takenInHand && (
                      <span className="s"> · {entry.reason}</span>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Loaded>
      {closing && <CloseAlert ids={decided} onClose={() => setClosing(false)} />}
    </Sheet>
  );
}
