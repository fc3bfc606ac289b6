import { type FormEvent, useState } from 'react';
import { decideFinding, listFindings, showResult } from '../../../api/posture.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { day, exactMoment } from '../../components/dates.ts';
import { Dialog, Sheet } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { formText } from '../../components/form-text.ts';
import { words } from '../../words/index.ts';
import { FindingBody } from './finding-body.tsx';

const text = words.findings.sheet;

/** One finding beside the list: ←/→ go through the list as it is filtered, Esc goes back to it. */
export function FindingSheet({
  control,
  order,
  onOpen,
  onPlan,
}: {
  control: string;
  order: readonly string[];
  onOpen: (control: string | undefined) => void;
  onPlan: (control: string) => void;
}) {
  const { id: tenant } = useTenant();
  const result = useCall(showResult, { path: { tenant, id: 'latest', control } });
  const kept = useCall(listFindings, { path: { tenant }, query: { control } });
  const [accepting, accept] = useState(false);
  const mayPlan = useMay('plans.make');
  const mayDecide = useMay('findings.decide');
  const at = order.indexOf(control);
  const beside = (step: number) => order[at + step];
  const open = kept.data?.items.filter(({ state }) => state === 'open' || state === 'planned') ?? [];
  return (
    <Sheet
      open
      title={
        result.data ? (
          <>
            {result.data.headline}
            <span className="row" style={{ fontSize: 13, lineHeight: '18px', marginTop: 4 }}>
              <OutcomeBadge outcome={result.data.outcome} tint />
              <SeverityMark severity={result.data.severity} />
              <span className="code s">{control}</span>
            </span>
          </>
        ) : (
          control
        )
      }
      onClose={() => onOpen(undefined)}
      tools={
        <>
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
          {mayPlan &&
            result.data &&
            result.data.fix.changes.length > 0 &&
            ['fail', 'partial'].includes(result.data.outcome) && (
              <Button look="primary" onClick={() => onPlan(control)}>
                {text.addToPlan}
              </Button>
            )}
          {mayDecide && open.length > 0 && <Button onClick={() => accept(true)}>{text.accept}</Button>}
        </>
      }
    >
      <Loaded of={result}>
        {(data) => (
          <>
            <FindingBody result={data} />
            {kept.data && kept.data.items.length > 0 && (
              <section>
                <h3>{text.history}</h3>
                <ul className="col" style={{ gap: 4 }}>
                  {kept.data.items.slice(0, 20).map((finding) => (
                    <li key={finding.id} className="c">
                      <b>{finding.resourceName || words.findings.columns.finding}</b> {finding.state}{' '}
                      {exactMoment(finding.stateSince)}, {finding.stateBy}
                      {finding.acceptedUntil && ` · ${words.findings.decide.until} ${day(finding.acceptedUntil)}`}
                      {finding.stateReason && <span className="s"> · {finding.stateReason}</span>}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
      {accepting && <AcceptDialog findings={open.map(({ id }) => id)} onClose={() => accept(false)} />}
    </Sheet>
  );
}

function AcceptDialog({ findings, onClose }: { findings: readonly string[]; onClose: () => void }) {
  const { id: tenant, name } = useTenant();
  const decide = useWrite(decideFinding, ['findings', 'assessments']);
  const own = words.findings.decide;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { state: 'accepted' as const, reason: formText(form, 'reason'), until: formText(form, 'until') };
    for (const id of findings) await decide.mutateAsync({ path: { tenant, id }, body });
    onClose();
  };
  return (
    <Dialog title={own.title(name)} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <p className="m">{own.text}</p>
        <Field label={own.reason} name="reason" required minLength={10} autoFocus />
        <Field label={own.until} name="until" type="date" required />
        {decide.error && <Fault problem={decide.error} />}
        <div className="foot">
          <Button onClick={onClose}>{own.cancel}</Button>
          <Button look="primary" type="submit" busy={decide.isPending}>
            {own.go}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
