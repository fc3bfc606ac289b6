import { useState } from 'react';
import { type RolloutShown, advanceRollout } from '../../../api/labels.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { day } from '../../components/dates.ts';
import { Dialog } from '../../components/dialog.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Fault } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.labels.rollout;

/** The ring that the policies have reached, the gate to the next, and the button to it. */
export function RolloutRings({ state, onPlan }: { state: RolloutShown; onPlan(plan: string): void }) {
  const { id: tenant } = useTenant();
  const { rings, ring, next, gate, from } = state;
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState('');
  const advance = useWrite(advanceRollout, ['labels', 'plans']);
  const may = useMay('labels.plan');
  const here = rings.findIndex(({ name }) => name === ring);
  const closed = gate.some(({ open }) => !open);
  const go = (given?: string) =>
    advance.mutate(
      { path: { tenant }, body: given === undefined ? {} : { reason: given } },
      { onSuccess: ({ id }) => onPlan(id) },
    );
  const stateOf = (at: number) =>
    here < 0 || at > here + 1 ? 'later' : at < here ? 'passed' : at === here ? 'here' : 'next';
  return (
    <div className="col">
      <p className="b">{ring ? text.at(ring) : text.none}</p>
      <ol className="rings">
        {rings.map(({ name, mode, everybody }, at) => (
          <li key={name} className={`ring-${stateOf(at)}`} aria-current={stateOf(at) === 'here' ? 'step' : undefined}>
            <b className="wrap">{name}</b>
            <span className="c s">{text.states[stateOf(at)]}</span>
            <span className="c m">{everybody ? text.everybody : text.some}</span>
            <span className="c m">{text.modes[mode]}</span>
          </li>
        ))}
      </ol>
      {gate.length > 0 && (
        <section>
          <h3>{text.gate}</h3>
          <ul className="gate-parts">
            {gate.map(({ what, wanted, have, open }) => (
              <li key={what} className="row">
                <OutcomeBadge
                  outcome={open ? 'pass' : have === undefined ? 'unknown' : 'fail'}
                  words={text.what[what]}
                />
                <span>{text.have(have === undefined ? text.unmeasured : shown(have), shown(wanted))}</span>
              </li>
            ))}
          </ul>
          {closed && from && <p className="c s">{text.from(day(from))}</p>}
        </section>
      )}
      {ring && !next && <p className="m">{text.last}</p>}
      {advance.error && <Fault problem={advance.error} />}
      {may && ring && next && (
        <div>
          <Button busy={advance.isPending} onClick={() => (closed ? ask(true) : go())}>
            {text.go(next)}
          </Button>
        </div>
      )}
      <Dialog
        title={text.closedTitle(next ?? '')}
        open={asking}
        onClose={() => ask(false)}
        actions={
          <>
            <Button onClick={() => ask(false)}>{text.cancel}</Button>
            <Button
              look="danger"
              busy={advance.isPending}
              disabled={reason.trim().length < 10}
              onClick={() => {
                ask(false);
                go(reason.trim());
              }}
            >
              {text.pass}
            </Button>
          </>
        }
      >
        <p className="m">{text.closedText}</p>
        <div className="field">
          <label htmlFor="ring-reason">{text.reason}</label>
          <textarea id="ring-reason" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
      </Dialog>
    </div>
  );
}

function shown(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString() : value.toFixed(2);
}
