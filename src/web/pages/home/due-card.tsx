import { Link } from '@tanstack/react-router';
import { listDue } from '../../../api/due.ts';
import { severities } from '../../../core/severity.ts';
import { useCall } from '../../client/use-call.ts';
import { dayShort } from '../../components/dates.ts';
import { SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.due;
/** Most lines on Home. */
const most = 8;

/** What people have to do next, and the alerts that nobody has looked at. */
export function DueCard() {
  const { id: tenant } = useTenant();
  const found = useCall(listDue, { path: { tenant } });
  return (
    <Loaded of={found} rows={3}>
      {({ items, alerts }) => (
        <>
          <Card title={text.title}>
            {items.length === 0 && <p className="m">{text.none}</p>}
            <ul className="due">
              {items.slice(0, most).map(({ kind, title, about, due, late, page }) => (
                <li key={`${kind} ${title} ${due ?? ''}`}>
                  <span className={late ? 'b o-fail' : 'b'}>
                    {due ? dayShort(due) : '—'}
                    {late && (
                      <span className="c" style={{ display: 'block' }}>
                        {text.late}
                      </span>
                    )}
                  </span>
                  <span className="anywhere">
                    <Link to={`/t/${tenant}${page}` as '/'}>{title}</Link>
                    <span className="c s" style={{ display: 'block' }}>
                      {about}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
          {alerts && (
            <Card title={text.alerts} actions={<Link to={`/t/${tenant}/alerts` as '/'}>{text.all}</Link>}>
              {alerts.every(({ count }) => count === 0) ? (
                <p className="m">{text.noAlerts}</p>
              ) : (
                <ul className="row" style={{ gap: 20 }}>
                  {severities.map((severity) => (
                    <li key={severity} className="row">
                      <SeverityMark severity={severity} />
                      <b>{alerts.find((one) => one.severity === severity)?.count ?? 0}</b>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          )}
        </>
      )}
    </Loaded>
  );
}
