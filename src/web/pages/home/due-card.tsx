import { Link } from '@tanstack/react-router';
import { listDue } from '../../../api/due.ts';
import { useCall } from '../../client/use-call.ts';
import { ago, dayOfMonth, weekday } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.due;
/** Most lines on Home. */
const most = 6;

/** What people have to do next, the earliest first. */
export function DueCard() {
  const { id: tenant } = useTenant();
  const found = useCall(listDue, { path: { tenant } });
  return (
    <Card
      title={text.title}
      caption={
        found.data && found.data.overdue > 0 && <span className="b o-fail">{text.count(found.data.overdue)}</span>
      }
      actions={<Link to={`/t/${tenant}/calendar` as '/'}>{text.calendar}</Link>}
    >
      <Loaded of={found} rows={3}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="m">{text.none}</p>}
            <ul className="lines">
              {items.slice(0, most).map(({ key, title, about, due, state, page }) => (
                <li key={key}>
                  <span className={state === 'overdue' ? 'date late' : 'date'} aria-hidden="true">
                    {due ? (
                      <>
                        <b>{dayOfMonth(due)}</b>
                        {weekday(due)}
                      </>
                    ) : (
                      <Icon name="clock" />
                    )}
                  </span>
                  <span>
                    <Link to={`/t/${tenant}${page}` as '/'}>{title}</Link>
                    <span className="c s">{about}</span>
                  </span>
                  <span className={state === 'overdue' ? 'c b o-fail nw' : 'c s nw'}>
                    {due ? ago(due) : text.waits}
                  </span>
                </li>
              ))}
            </ul>
            {items.length > most && <p className="c s more">{text.more(items.length - most)}</p>}
          </>
        )}
      </Loaded>
    </Card>
  );
}
