import { useState } from 'react';
import type { z } from 'zod';
import { type listFindings, findingHistory } from '../../../api/posture.ts';
import { useCall } from '../../client/use-call.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Sheet } from '../../components/dialog.tsx';
import { SeverityMark } from '../../components/outcome.tsx';
import { Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { DecideDialog } from './decide-dialog.tsx';

const text = words.contentFindings;
export type ContentFindingShown = z.output<(typeof listFindings)['answer']>['items'][number];

/** One finding of a content scan: why, what became of it, and the decision about it. */
export function ContentFindingSheet({ finding, onClose }: { finding: ContentFindingShown; onClose: () => void }) {
  const { id: tenant } = useTenant();
  const history = useCall(findingHistory, { path: { tenant, id: finding.id } });
  const mayDecide = useMay('findings.decide');
  const [deciding, decide] = useState(false);
  return (
    <Sheet
      title={finding.title}
      open
      onClose={onClose}
      actions={
        <>
          {finding.control === 'content.phi-placement' && (
            <ButtonLink to={`/t/${tenant}/placement`}>{text.placement}</ButtonLink>
          )}
          {mayDecide && finding.state !== 'fixed' && (
            <Button look="primary" onClick={() => decide(true)}>
              {text.decide}
            </Button>
          )}
        </>
      }
    >
      <p className="row">
        <SeverityMark severity={finding.severity} />
        <b>{text.states[finding.state]}</b>
        <span className="c s">{finding.resourceName}</span>
      </p>
      <p className="m">{finding.why}</p>
      {finding.control === 'content.phi-mail-outside' && <p className="m">{text.mail}</p>}
      <h3>{text.history}</h3>
      <Loaded of={history} rows={2}>
        {({ items }) => (
          <ul className="events">
            {items.map(({ at, from, to, by, reason }) => (
              <li key={at + to}>
                <span className="s nw">{exactMoment(at)}</span>
                <span>
                  <b>{text.moved(from && text.states[from], text.states[to])}</b>{' '}
                  <span className="s">{`${by}. ${reason}`}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {deciding && (
        <DecideDialog finding={finding.id} isOpen={finding.state === 'open'} onClose={() => decide(false)} />
      )}
    </Sheet>
  );
}
