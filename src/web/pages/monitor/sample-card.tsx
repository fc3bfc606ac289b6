import { type FormEvent, useState } from 'react';
import { type ReviewShown, type SampledShown, decideReview } from '../../../api/log-review.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { moment } from '../../components/dates.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { operationWords } from '../../words/en-operations.ts';
import { words } from '../../words/index.ts';
import { Account } from './account.tsx';
import { siteWords } from './site.ts';

const text = words.review;

interface Item extends Pick<SampledShown, 'id' | 'at' | 'actor' | 'operation' | 'ip' | 'country' | 'site' | 'decided'> {
  alert: boolean;
}

const columns: readonly Column<Item>[] = [
  {
    id: 'operation',
    title: text.sample.columns.operation,
    value: ({ operation }) => operation,
    cell: ({ operation, alert }) => (
      <>
        <span className="b">{operationWords(operation) ?? operation}</span>
        <span className="c s block">{alert ? text.alerts.alert : operationWords(operation) && operation}</span>
      </>
    ),
  },
  {
    id: 'actor',
    title: text.sample.columns.actor,
    value: ({ actor }) => actor,
    cell: ({ actor }) => <Account actor={actor} />,
  },
  {
    id: 'at',
    title: text.sample.columns.at,
    value: ({ at }) => at,
    cell: ({ at }) => <span className="nw">{moment(at)}</span>,
  },
  {
    id: 'from',
    title: text.sample.columns.from,
    value: ({ ip }) => ip ?? '',
    cell: ({ ip, country }) => [ip, country].filter(Boolean).join(', '),
  },
  {
    id: 'where',
    title: text.sample.columns.where,
    value: ({ site }) => site ?? '',
    cell: ({ site }) =>
      site && (
        <span className="wrap" title={site}>
          {siteWords(site)}
        </span>
      ),
  },
  {
    id: 'decided',
    title: text.sample.columns.decided,
    value: ({ decided }) => decided?.decision ?? '',
    cell: ({ decided }) =>
      decided && (
        <>
          <OutcomeBadge
            outcome={decided.decision === 'expected' ? 'pass' : 'partial'}
            words={text.decisions[decided.decision]}
          />
          <span className="c s">{decided.note || decided.by}</span>
        </>
      ),
  },
];

/** The sample and the alerts of the month, each to be decided. */
export function SampleCard({ review }: { review: ReviewShown }) {
  const { id: tenant } = useTenant();
  const write = useWrite(decideReview, ['reviews']);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [following, follow] = useState(false);
  const items: Item[] = [
    ...review.alerts.map(({ id, firstAt, actor, title, decided }) => ({
      ...{ id, at: firstAt, actor, operation: title, alert: true, ...(decided && { decided }) },
    })),
    ...review.sample.events.map((event) => ({ ...event, alert: false })),
  ];
  const decide = (decision: 'expected' | 'follow-up', note: string) =>
    write.mutate(
      { path: { tenant, month: review.month }, body: { items: [...chosen], decision, note } },
      {
        onSuccess: () => {
          choose(new Set());
          follow(false);
        },
      },
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    decide('follow-up', formText(new FormData(event.currentTarget), 'note'));
  };
  return (
    <Card
      title={text.sample.title}
      caption={chosen.size > 0 ? text.chosen(chosen.size) : text.sample.caption}
      actions={
        review.state !== 'signed' &&
        items.length > 0 && (
          <>
            <Button small onClick={() => choose(new Set(items.filter(({ decided }) => !decided).map(({ id }) => id)))}>
              {text.chooseLeft}
            </Button>
            <Button small busy={write.isPending} disabled={chosen.size === 0} onClick={() => decide('expected', '')}>
              {text.expected}
            </Button>
            <Button small disabled={chosen.size === 0} onClick={() => follow(true)}>
              {text.followUp}
            </Button>
          </>
        )
      }
      flush
    >
      {write.error && !following && <Fault problem={write.error} />}
      <DataGrid
        label={text.sample.title}
        rows={items}
        columns={columns}
        keyOf={({ id }) => id}
        {...(review.state !== 'signed' && { selection: { chosen, onChange: choose } })}
        empty={<Empty fact={text.sample.none} />}
        file={`log-review-${review.month}-${tenant}`}
      />
      {following && (
        <Dialog title={text.followUpTitle} open onClose={() => follow(false)} actions={null}>
          <form className="form" onSubmit={submit}>
            <Field label={text.note} name="note" required maxLength={2_000} autoFocus />
            {write.error && <Fault problem={write.error} />}
            <div className="foot">
              <Button onClick={() => follow(false)}>{words.common.cancel}</Button>
              <Button look="primary" type="submit" busy={write.isPending}>
                {text.followUp}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </Card>
  );
}
