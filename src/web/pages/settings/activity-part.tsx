import { useState } from 'react';
import type { z } from 'zod';
import { tenantActivity, verifyActivity } from '../../../api/accounts.ts';
import { Problem, call } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useMay, useSession, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.activity;
type Entry = z.output<(typeof tenantActivity)['answer']>['items'][number];
const outcomes = { done: 'pass', refused: 'not-applicable', failed: 'fail' } as const;

const columns: readonly Column<Entry>[] = [
  { id: 'seq', title: text.columns.seq, number: true, value: ({ seq }) => seq, cell: ({ seq }) => seq },
  { id: 'at', title: text.columns.at, value: ({ at }) => at, cell: ({ at }) => exactMoment(at) },
  {
    id: 'actor',
    title: text.columns.actor,
    value: ({ actor }) => actor,
    cell: ({ actor }) => <span className="b">{actor}</span>,
  },
  {
    id: 'action',
    title: text.columns.action,
    value: ({ action }) => action,
    cell: ({ action, detail }) => (
      <>
        <span className="code">{action}</span>
        <span className="c s">{detailWords(detail)}</span>
      </>
    ),
  },
  {
    id: 'object',
    title: text.columns.object,
    value: ({ object }) => object,
    cell: ({ object }) => <span className="code anywhere">{object}</span>,
  },
  {
    id: 'outcome',
    title: text.columns.outcome,
    value: ({ outcome }) => outcome,
    cell: ({ outcome }) => <OutcomeBadge outcome={outcomes[outcome]} words={text.outcomes[outcome]} />,
  },
  {
    id: 'address',
    title: text.columns.address,
    value: ({ address }) => address,
    cell: ({ address }) => <span className="code">{address}</span>,
  },
  {
    id: 'hash',
    title: text.columns.hash,
    extra: true,
    value: ({ hash }) => hash,
    cell: ({ hash }) => <span className="code anywhere">{hash}</span>,
  },
  {
    id: 'detail',
    title: text.columns.detail,
    extra: true,
    value: ({ detail }) => detailWords(detail),
    cell: ({ detail }) => detailWords(detail),
  },
];

/** What everybody did in this tenant, with a filter, and the proof that nothing was taken out. */
export function ActivityPart() {
  const { id: tenant } = useTenant();
  const { id: account, everywhere } = useSession();
  const maySee = useMay('activity.read');
  const [action, setAction] = useState('');
  const [mine, setMine] = useState(false);
  const [limit, setLimit] = useState(100);
  const query = { limit, ...(action && { action }), ...(mine && { account }) };
  const entries = useCall(tenantActivity, { path: { tenant }, query }, { enabled: maySee });
  if (!maySee) return <Empty fact={words.shell.notPermitted} />;
  return (
    <Card
      flush
      title={words.settings.parts.activity}
      caption={text.caption}
      actions={everywhere.includes('activity.read') && <VerifyChain />}
    >
      <div className="filters">
        <input
          className="in"
          aria-label={text.action}
          placeholder={text.action}
          value={action}
          onChange={(event) => setAction(event.target.value)}
        />
        <button type="button" className="chip" aria-pressed={mine} onClick={() => setMine(!mine)}>
          {text.mine}
        </button>
      </div>
      <Loaded of={entries}>
        {({ items, next }) => (
          <>
            <DataGrid
              label={words.settings.parts.activity}
              rows={items}
              columns={columns}
              keyOf={({ seq }) => String(seq)}
              empty={<Empty fact={text.none.fact} next={text.none.next} />}
              file={`activity-${tenant}`}
            />
            {next && limit < 500 && (
              <p className="pad">
                <Button small onClick={() => setLimit(500)}>
                  {text.older}
                </Button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function VerifyChain() {
  const [said, say] = useState<string>();
  const [fault, setFault] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    setFault(undefined);
    await call(verifyActivity).then(
      ({ entries, head }) => say(text.sound(entries, head)),
      (error: unknown) => error instanceof Problem && setFault(error),
    );
    setBusy(false);
  };
  return (
    <>
      {said && !fault && (
        <span role="status">
          <OutcomeBadge outcome="pass" words={said} />
        </span>
      )}
      {fault && <Fault problem={fault} />}
      <Button small busy={busy} onClick={() => void verify()}>
        {text.verify}
      </Button>
    </>
  );
}

function detailWords(detail: Entry['detail']): string {
  return Object.entries(detail)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}
