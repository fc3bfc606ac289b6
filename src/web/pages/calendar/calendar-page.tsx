import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type DueRow, calendarFile, showCalendar } from '../../../api/due.ts';
import { dateOf, now } from '../../../core/clock.ts';
import { addressOf } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { dutyDay, stateLooks } from './duty-words.ts';
import './calendar.css';
import { daysShown, monthBeside } from './month.ts';
import { MonthGrid } from './month-grid.tsx';
import { SignDuty } from './sign-duty.tsx';

const text = words.calendar;
const monthName = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What comes again and again: by month, with what is overdue, what was signed and by whom. */
export function CalendarPage() {
  const { id: tenant } = useTenant();
  const { month: asked } = useParams({ strict: false }) as { month?: string };
  const mayDo = useMay('log.review');
  const navigate = useNavigate();
  const [signing, sign] = useState<DueRow>();
  const month = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(asked ?? '') ? asked! : now().slice(0, 7);
  const days = daysShown(month);
  const query = { from: days[0]!, to: days.at(-1)! };
  const calendar = useCall(showCalendar, { path: { tenant }, query });
  const go = (by: number) => void navigate({ to: `/t/${tenant}/calendar/${monthBeside(month, by)}` as '/' });
  const columns = columnsFor(tenant, mayDo ? sign : undefined);
  return (
    <Page
      title={text.title}
      provenance={calendar.data && text.overdue(calendar.data.overdue)}
      actions={
        <>
          <Button onClick={() => print()}>
            <Icon name="print" />
            {words.home.print}
          </Button>
          <a className="btn" href={addressOf(calendarFile, { path: { tenant } })} download>
            <Icon name="download" />
            {text.file}
          </a>
        </>
      }
    >
      <Loaded of={calendar} rows={12}>
        {({ items, at }) => (
          <>
            <Card
              flush
              title={monthName.format(dateOf(`${month}-01T00:00:00Z`))}
              actions={
                <>
                  <Button small aria-label={text.before} onClick={() => go(-1)}>
                    <Icon name="left" />
                  </Button>
                  <Button small onClick={() => void navigate({ to: `/t/${tenant}/calendar` as '/' })}>
                    {text.today}
                  </Button>
                  <Button small aria-label={text.after} onClick={() => go(1)}>
                    <Icon name="right" />
                  </Button>
                </>
              }
            >
              <MonthGrid tenant={tenant} month={month} today={at.slice(0, 10)} items={items} />
              <ul className="row legend s">
                {(Object.keys(stateLooks) as DueRow['state'][]).map((state) => (
                  <li key={state}>
                    <OutcomeBadge outcome={stateLooks[state]} words={text.states[state]} />
                  </li>
                ))}
              </ul>
            </Card>
            <Card flush title={text.list} caption={text.listCaption}>
              <DataGrid
                label={text.list}
                rows={items}
                columns={columns}
                keyOf={({ key }) => key}
                order={{ by: 'due', up: true }}
                empty={<Empty fact={text.none.fact} next={text.none.next} />}
                file={`duties-${tenant}-${month}`}
              />
            </Card>
          </>
        )}
      </Loaded>
      {signing && <SignDuty duty={signing} onClose={() => sign(undefined)} />}
    </Page>
  );
}

function columnsFor(tenant: string, onSign: ((duty: DueRow) => void) | undefined): readonly Column<DueRow>[] {
  return [
    { id: 'due', title: text.columns.due, value: dutyDay, cell: (duty) => <span className="nw">{dutyDay(duty)}</span> },
    {
      id: 'state',
      title: text.columns.state,
      value: ({ state }) => state,
      cell: ({ state }) => <OutcomeBadge outcome={stateLooks[state]} words={text.states[state]} />,
    },
    {
      id: 'title',
      title: text.columns.title,
      value: ({ title }) => title,
      cell: ({ title, about, page }) => (
        <>
          <Link className="b" to={`/t/${tenant}${page}` as '/'}>
            {title}
          </Link>
          <span className="s c" style={{ display: 'block' }}>
            {about}
          </span>
        </>
      ),
    },
    {
      id: 'every',
      title: text.columns.every,
      value: ({ every }) => every ?? '',
      cell: ({ every }) => (every ? text.every[every] : ''),
    },
    {
      id: 'done',
      title: text.columns.done,
      value: ({ done }) => (done ? `${done.by} ${done.at}: ${done.note ?? ''}` : ''),
      cell: (duty) =>
        duty.done ? (
          <>
            {duty.done.by}
            <span className="s c" style={{ display: 'block' }}>
              {[exactMoment(duty.done.at), duty.done.note].filter(Boolean).join(': ')}
            </span>
          </>
        ) : (
          duty.sign &&
          duty.state !== 'ahead' &&
          onSign && (
            <Button small aria-label={`${text.sign.button}: ${duty.title}`} onClick={() => onSign(duty)}>
              {text.sign.button}
            </Button>
          )
        ),
    },
  ];
}
