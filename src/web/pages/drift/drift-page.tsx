import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type DriftRow, adoptDrift, listDrift, revertDrift } from '../../../api/drift.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Field } from '../../components/field.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { Move, moveText } from './move.tsx';

const text = words.drift;

const columns: readonly Column<DriftRow>[] = [
  {
    id: 'setting',
    title: text.columns.setting,
    value: ({ setting }) => setting,
    cell: ({ setting, kind }) => (
      <>
        <span className="b anywhere">{setting}</span>
        <span className="c s">{text.kinds[kind]}</span>
      </>
    ),
  },
  {
    id: 'was',
    title: text.columns.was,
    value: ({ expected, present }) => moveText(expected, present),
    cell: ({ expected, present }) => <Move from={expected} to={present} />,
  },
  {
    id: 'who',
    title: text.columns.who,
    value: ({ who }) => who?.by ?? '',
    cell: ({ who }) =>
      who ? (
        <>
          <span className="b anywhere">{who.by}</span>
          <span className="c s">{`${who.activity}, ${exactMoment(who.at)}`}</span>
        </>
      ) : (
        <span className="s">{text.nobody}</span>
      ),
  },
  {
    id: 'since',
    title: text.columns.since,
    value: ({ since }) => since,
    cell: ({ since }) => exactMoment(since),
    extra: true,
  },
  {
    id: 'controls',
    title: text.columns.controls,
    value: ({ controls }) => controls.join(' '),
    cell: ({ controls }) => <span className="c anywhere">{controls.join(', ')}</span>,
  },
];

/** What is no longer as it was approved, who changed it, and the two ways on: back by a plan, or adopted with a reason. */
export function DriftPage() {
  const { id: tenant } = useTenant();
  const drift = useCall(listDrift, { path: { tenant } });
  const { data } = drift;
  if (drift.error?.status === 404)
    return (
      <Page title={text.title}>
        <Card>
          <Empty fact={text.never.fact} next={text.never.next} />
        </Card>
      </Page>
    );
  return (
    <Page title={text.title} provenance={data && text.provenance(exactMoment(data.takenAt), data.approvedSettings)}>
      <Loaded of={drift} rows={8}>
        {(found) => (
          <>
            {found.notCompared.length > 0 && (
              <p className="note warn gap-below">
                {text.notCompared} {found.notCompared.join(', ')}
              </p>
            )}
            {found.silent.map((line) => (
              <p key={line} className="note gap-below">
                {line}
              </p>
            ))}
            <Rows rows={found.items} takenAt={found.takenAt} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Rows({ rows, takenAt }: { rows: readonly DriftRow[]; takenAt: string }) {
  const { id: tenant, name } = useTenant();
  const mayDecide = useMay('drift.decide');
  const mayPlan = useMay('plans.make');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState('');
  const adopt = useWrite(adoptDrift, ['drift', 'decisions', 'evidence', 'config-book']);
  const revert = useWrite(revertDrift, ['plans']);
  const navigate = useNavigate();
  const ids = rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const toPlan = ({ id }: { id: string }) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' });
  return (
    <Card flush>
      {revert.error && <Fault problem={revert.error} />}
      {(mayPlan || mayDecide) && rows.length > 0 && (
        <div className="filters">
          {mayPlan && (
            <Button
              look="primary"
              small
              disabled={ids.length === 0}
              busy={revert.isPending}
              onClick={() => revert.mutate({ path: { tenant }, body: { ids } }, { onSuccess: toPlan })}
            >
              {text.revert(ids.length)}
            </Button>
          )}
          {mayDecide && (
            <Button small disabled={ids.length === 0} onClick={() => ask(true)}>
              {text.adopt(ids.length)}
            </Button>
          )}
          {ids.length === 0 && <span className="c s">{text.choose}</span>}
        </div>
      )}
      <DataGrid
        label={text.title}
        rows={rows}
        columns={columns}
        keyOf={({ id }) => id}
        {...((mayPlan || mayDecide) && { selection: { chosen, onChange: choose } })}
        empty={<Empty fact={text.none(exactMoment(takenAt))} next={text.noneNext} />}
        file={`drift-${tenant}`}
      />
      {asking && (
        <Confirm
          {...{ title: text.adoptTitle(ids.length, name), go: text.adoptGo(name), busy: adopt.isPending }}
          problem={adopt.error}
          blocked={reason.trim().length < 10}
          onClose={() => ask(false)}
          onGo={() =>
            adopt.mutate(
              { path: { tenant }, body: { ids, reason } },
              {
                onSuccess: () => {
                  ask(false);
                  setReason('');
                  choose(new Set());
                },
              },
            )
          }
        >
          <div className="form">
            <p className="m">{text.adoptText}</p>
            <Field label={text.reason} value={reason} onChange={(event) => setReason(event.target.value)} />
          </div>
        </Confirm>
      )}
    </Card>
  );
}
