import { Link } from '@tanstack/react-router';
import { listAlerts } from '../../../api/alerts.ts';
import { useCall } from '../../client/use-call.ts';
import { ago } from '../../components/dates.ts';
import { SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.due;
const most = 4;

/** Alerts that nobody has looked at, the gravest first. */
export function AlertsCard() {
  const { id: tenant } = useTenant();
  const found = useCall(listAlerts, { path: { tenant }, query: { state: 'open', limit: most } });
  const all = found.data?.counts.open ?? 0;
  return (
    <Card
      title={text.alerts}
      actions={<Link to={`/t/${tenant}/alerts` as '/'}>{all > most ? text.allOf(all) : text.all}</Link>}
    >
      <Loaded of={found} rows={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="m">{text.noAlerts}</p>}
            <ul className="lines">
              {items.slice(0, most).map(({ id, severity, title, actor, count, lastAt }) => (
                <li key={id}>
                  <SeverityMark severity={severity} quiet />
                  <span>
                    <Link to={`/t/${tenant}/alerts/${id}` as '/'}>{title}</Link>
                    <span className="c s wrap">{text.alertAbout(actor, count, ago(lastAt))}</span>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  );
}
