import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type EvidenceRow, exportControlEvidence, listEvidence } from '../../../api/evidence.ts';
import { addressOf } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { Choose } from '../../components/choose.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.evidence;
type Kind = keyof typeof text.kinds;

const columns: readonly Column<EvidenceRow>[] = [
  {
    id: 'what',
    title: text.columns.what,
    value: ({ title }) => title,
    cell: ({ title, id }) => (
      <>
        <span className="b anywhere">{title}</span>
        <span className="c s code anywhere">{id}</span>
      </>
    ),
  },
  { id: 'kind', title: text.columns.kind, value: ({ kind }) => kind, cell: ({ kind }) => text.kinds[kind] },
  { id: 'at', title: text.columns.at, value: ({ at }) => at, cell: ({ at }) => exactMoment(at) },
  { id: 'by', title: text.columns.by, value: ({ by }) => by, cell: ({ by }) => by },
  {
    id: 'hash',
    title: text.columns.hash,
    value: ({ hash }) => hash ?? '',
    cell: ({ hash }) => <span className="code anywhere c">{hash}</span>,
  },
];

/** What is on record, with its hashes; and all of one control as a file for whoever asks. */
export function EvidencePage() {
  const { id: tenant } = useTenant();
  const mayExport = useMay('evidence.export');
  const [kind, setKind] = useState<Kind>();
  const [control, setControl] = useState('');
  const navigate = useNavigate();
  const records = useCall(listEvidence, { path: { tenant }, query: { limit: 500, ...(kind && { kind }) } });
  const open = ({ kind: of, id }: EvidenceRow) => {
    if (of === 'plan') void navigate({ to: `/t/${tenant}/plans/${id}` as '/' });
    if (of === 'decision') void navigate({ to: `/t/${tenant}/decisions` as '/' });
  };
  const controls = records.data?.controls ?? [];
  const chosen = control || controls[0]?.id;
  return (
    <Page title={text.title} provenance={text.caption}>
      {mayExport && controls.length > 0 && (
        <Card title={text.control}>
          <div className="row end">
            <Choose
              label={text.choose}
              value={chosen ?? ''}
              onChange={(event) => setControl(event.target.value)}
              options={controls.map(({ id, title }) => ({ value: id, label: `${id}: ${title}` }))}
            />
            <a className="btn" href={addressOf(exportControlEvidence, { path: { tenant, control: chosen! } })} download>
              <Icon name="download" />
              {text.export}
            </a>
          </div>
        </Card>
      )}
      <Card flush>
        <div className="filters">
          <button type="button" className="chip" aria-pressed={kind === undefined} onClick={() => setKind(undefined)}>
            {text.all}
          </button>
          {(Object.keys(text.kinds) as Kind[]).map((id) => (
            <button key={id} type="button" className="chip" aria-pressed={id === kind} onClick={() => setKind(id)}>
              {text.kinds[id]}
            </button>
          ))}
        </div>
        <Loaded of={records}>
          {({ items }) => (
            <DataGrid
              label={text.title}
              rows={items}
              columns={columns}
              keyOf={({ kind: of, id }) => `${of} ${id}`}
              onOpen={open}
              empty={<Empty fact={text.none.fact} next={text.none.next} />}
              file={`evidence-${tenant}`}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
