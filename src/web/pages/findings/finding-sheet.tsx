import { useEffect, useEffectEvent, useState } from 'react';
import { startJob } from '../../../api/jobs.ts';
import { controlHistory, listFindings, type ResultRow, showResult } from '../../../api/posture.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { SheetBeside } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { FindingBody } from './finding-body.tsx';
import { FindingHistory } from './finding-history.tsx';

const text = words.findings.sheet;

/** One finding beside the list: ←/→ go through the list as it is filtered, Esc goes back to it. */
export function FindingSheet({
  control,
  order,
  row,
  onOpen,
  onPlan,
  planning,
}: {
  control: string;
  order: readonly string[];
  row: ResultRow | undefined;
  onOpen: (control: string | undefined) => void;
  onPlan: (control: string) => void;
  planning: boolean;
}) {
  const { id: tenant } = useTenant();
  const result = useCall(showResult, { path: { tenant, id: 'latest', control } });
  const kept = useCall(listFindings, { path: { tenant }, query: { control } });
  const history = useCall(controlHistory, { path: { tenant, control } });
  const check = useWrite(startJob, ['jobs']);
  const [accepting, accept] = useState(false);
  const mayPlan = useMay('plans.make');
  const mayDecide = useMay('findings.decide');
  const mayCheck = useMay('assessments.run');
  const at = order.indexOf(control);
  const beside = (step: number) => (at < 0 ? undefined : order[at + step]);
  const go = useEffectEvent((step: number) => {
    const next = beside(step);
    if (next) onOpen(next);
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // In a table or a field the arrows have another meaning.
      if (target instanceof Element && target.closest('input, textarea, select, [role=grid], [role=menu]')) return;
      if (event.key === 'ArrowLeft') go(-1);
      if (event.key === 'ArrowRight') go(1);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const open = kept.data?.items.filter(({ state }) => state === 'open' || state === 'planned') ?? [];
  const { data } = result;
  const canPlan = mayPlan && data && data.fix.changes.length > 0 && ['fail', 'partial'].includes(data.outcome);
  return (
    <SheetBeside
      open
      title={
        data ? (
          <>
            <span className="tags">
              <OutcomeBadge outcome={data.outcome} tint />
              <SeverityMark severity={data.severity} />
              <span className="code s">{control}</span>
            </span>
            {data.headline}
          </>
        ) : (
          control
        )
      }
      onClose={() => onOpen(undefined)}
      tools={
        <>
          {at >= 0 && <span className="c s nw place">{text.place(at + 1, order.length)}</span>}
          <Button
            look="quiet"
            small
            aria-label={text.previous}
            disabled={!beside(-1)}
            onClick={() => onOpen(beside(-1))}
          >
            <Icon name="left" />
          </Button>
          <Button look="quiet" small aria-label={text.next} disabled={!beside(1)} onClick={() => onOpen(beside(1))}>
            <Icon name="right" />
          </Button>
        </>
      }
      actions={
        <>
          {canPlan && !row?.planned && (
            <Button look="primary" busy={planning} onClick={() => onPlan(control)}>
              {text.addToPlan}
            </Button>
          )}
          {row?.plan && (
            <ButtonLink look="primary" to={`/t/${tenant}/plans/${row.plan}`}>
              {text.openPlan}
            </ButtonLink>
          )}
          {mayCheck && (
            <Button busy={check.isPending} onClick={() => check.mutate({ path: { tenant }, body: { kind: 'check' } })}>
              {check.isSuccess ? text.checking : text.checkAgain}
            </Button>
          )}
          <span className="sp" />
          {mayDecide && open.length > 0 && (
            <Button look="quiet" onClick={() => accept(true)}>
              {text.accept}
            </Button>
          )}
        </>
      }
    >
      <Loaded of={result}>
        {(shown) => (
          <>
            <FindingBody result={shown} planned={row?.planned === true} />
            <FindingHistory stretches={history.data?.items ?? []} findings={kept.data?.items ?? []} />
          </>
        )}
      </Loaded>
      {accepting && <AcceptDialog findings={open.map(({ id }) => id)} onClose={() => accept(false)} />}
    </SheetBeside>
  );
}
