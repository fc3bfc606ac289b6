import { useEffect } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { planLinks, planRevocations } from '../../../api/links.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Sheet } from '../../components/dialog.tsx';
import { exportRows } from '../../components/export-rows.ts';
import { Fault, Skeleton } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.links.sheet;

/** What would end some links: each with who notices and whether it can be undone. From here it becomes a plan. */
export function EndSheet({ keys, onClose }: { keys: readonly string[]; onClose: () => void }) {
  const { id: tenant } = useTenant();
  const navigate = useNavigate();
  const mayPlan = useMay('plans.make');
  const make = useWrite(planLinks, ['plans', 'due']);
  const { mutate, data, error } = useWrite(planRevocations);
  useEffect(() => mutate({ path: { tenant }, body: { keys: keys.slice(0, 2_000) } }), [mutate, tenant, keys]);
  const { columns } = text;
  return (
    <Sheet
      title={text.title(keys.length)}
      open
      onClose={onClose}
      actions={
        data && (
          <>
            {mayPlan && data.changes.length > 0 && (
              <Button
                look="primary"
                busy={make.isPending}
                onClick={() =>
                  make.mutate(
                    { path: { tenant }, body: { keys: data.changes.map(({ key }) => key) } },
                    { onSuccess: ({ id }) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' }) },
                  )
                }
              >
                {text.make}
              </Button>
            )}
            <Button
              onClick={() =>
                exportRows(
                  `end-links-${tenant}`,
                  'csv',
                  [
                    { id: 'store', title: columns.store, value: ({ storeName }) => storeName },
                    { id: 'owner', title: columns.owner, value: ({ owner }) => owner ?? '' },
                    { id: 'change', title: columns.change, value: ({ summary }) => summary },
                    { id: 'notice', title: columns.notice, value: ({ notice }) => notice },
                    { id: 'undo', title: columns.undo, value: ({ undo }) => undo },
                    { id: 'call', title: columns.call, value: ({ call }) => call },
                  ],
                  data.changes,
                )
              }
            >
              {text.export}
            </Button>
          </>
        )
      }
    >
      <p className="note warn">{text.text}</p>
      {(error ?? make.error) && <Fault problem={(error ?? make.error)!} />}
      {!data && !error && <Skeleton />}
      {data && data.gone > 0 && <p className="m">{text.gone(data.gone)}</p>}
      {data?.refused.map(({ title, why }, index) => (
        <p key={index} className="m">
          {text.refused}: {title}. {why}
        </p>
      ))}
      <ul className="changes">
        {data?.changes.map(({ key, storeName, owner, summary, notice, undo, call }) => (
          <li key={key}>
            <p className="b">{summary}</p>
            <p className="c s wrap">{[storeName, owner].filter(Boolean).join(' · ')}</p>
            <p className="m">{notice}</p>
            <p className="m">
              {text.undo}: {undo}
            </p>
            <p className="code wrap">{call}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
