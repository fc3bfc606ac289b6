import { useState } from 'react';
import { type DlpEventShown, listDlpEvents } from '../../../api/dlp-events.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { eventColumns } from './event-columns.tsx';
import { EventSheet } from './event-sheet.tsx';
import { JudgeDialog } from './judge-dialog.tsx';
import { RulesCard } from './rules-card.tsx';

const text = words.dlpEvents;
const spans = [7, 30, 90, 365] as const;
const filters: Readonly<Record<keyof typeof text.filters, (event: DlpEventShown) => boolean>> = {
  open: ({ verdict }) => verdict === undefined,
  passed: ({ exception }) => exception === 'override' || exception === 'false-positive',
  noise: ({ verdict }) => verdict?.verdict === 'false',
  all: () => true,
};

/** What the DLP rules matched, as the audit log has it: each to be judged, so that rules can be tuned by what they do. */
export function DlpEventsPage() {
  const { id: tenant } = useTenant();
  const mayJudge = useMay('alerts.decide');
  const [days, setDays] = useState<number>(30);
  const [filter, setFilter] = useState<keyof typeof filters>('open');
  const [rule, setRule] = useState<string>();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<DlpEventShown>();
  const [judging, judge] = useState<readonly DlpEventShown[]>();
  const events = useCall(listDlpEvents, { path: { tenant }, query: { days } });
  return (
    <Page
      title={text.title}
      provenance={
        events.data && text.provenance(events.data.items.length, events.data.open, exactMoment(events.data.at))
      }
    >
      <div className="chips" role="group" aria-label={text.span}>
        {spans.map((span) => (
          <button key={span} type="button" className="chip" aria-pressed={span === days} onClick={() => setDays(span)}>
            {text.days(span)}
          </button>
        ))}
      </div>
      <Loaded of={events} rows={12}>
        {({ items, rules, cut }) => {
          const shown = items.filter((one) => filters[filter](one) && (rule === undefined || one.rule === rule));
          const selected = shown.filter(({ id }) => chosen.has(id));
          return (
            <>
              {cut && <p className="note warn">{text.cut}</p>}
              <RulesCard rules={rules} days={days} chosen={rule} onChoose={setRule} />
              <Card
                flush
                title={rule ? text.of(rule) : text.events}
                caption={text.caption}
                actions={
                  mayJudge &&
                  selected.length > 0 && (
                    <Button look="primary" small onClick={() => judge(selected)}>
                      {text.judge(selected.length)}
                    </Button>
                  )
                }
              >
                <div className="filters">
                  {(Object.keys(filters) as (keyof typeof filters)[]).map((one) => (
                    <button
                      key={one}
                      type="button"
                      className="chip"
                      aria-pressed={one === filter}
                      onClick={() => setFilter(one)}
                    >
                      {text.filters[one]} <b>{items.filter(filters[one]).length}</b>
                    </button>
                  ))}
                  {rule && (
                    <button type="button" className="chip" onClick={() => setRule(undefined)}>
                      {text.everyRule}
                    </button>
                  )}
                </div>
                <DataGrid
                  label={text.events}
                  rows={shown}
                  columns={eventColumns}
                  keyOf={({ id }) => id}
                  onOpen={setOpen}
                  {...(mayJudge && { selection: { chosen, onChange: choose } })}
                  order={{ by: 'at', up: false }}
                  empty={
                    items.length === 0 ? (
                      <Empty fact={text.nothing.fact} next={text.nothing.next} />
                    ) : (
                      <Empty fact={text.none.fact} next={text.none.next} />
                    )
                  }
                  file={`dlp-events-${tenant}`}
                />
              </Card>
            </>
          );
        }}
      </Loaded>
      {open && !judging && (
        <EventSheet
          event={open}
          onClose={() => setOpen(undefined)}
          {...(mayJudge && { onJudge: () => judge([open]) })}
        />
      )}
      {judging && (
        <JudgeDialog
          events={judging}
          days={days}
          onClose={() => {
            judge(undefined);
            setOpen(undefined);
            choose(new Set());
          }}
        />
      )}
    </Page>
  );
}
