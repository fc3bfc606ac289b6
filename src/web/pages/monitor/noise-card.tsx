import { alertNoise } from '../../../api/alerts.ts';
import { useCall } from '../../client/use-call.ts';
import { SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.alerts.noise;

/** What watching costs people: alerts a week against what one person can do, and how many were for nothing. */
export function NoiseCard() {
  const { id: tenant } = useTenant();
  const noise = useCall(alertNoise, { path: { tenant } });
  const week = noise.data?.weeks.at(-1)?.alerts ?? 0;
  return (
    <Card
      title={text.title}
      caption={noise.data && `${text.caption(noise.data.days)} · ${text.week(week, noise.data.budget)}`}
      flush
    >
      <Loaded of={noise} rows={4}>
        {({ detections }) =>
          detections.length === 0 ? (
            <Empty fact={text.none} />
          ) : (
            <div className="grid-wrap">
              <table className="stack">
                <thead>
                  <tr>
                    <th scope="col">{text.columns.detection}</th>
                    <th scope="col" className="r">
                      {text.columns.week}
                    </th>
                    <th scope="col">{text.columns.rate}</th>
                    <th scope="col">{text.columns.hint}</th>
                  </tr>
                </thead>
                <tbody>
                  {detections.map((row) => (
                    <tr key={row.detection}>
                      <td>
                        <SeverityMark severity={row.severity} quiet /> <span className="b">{row.title}</span>
                      </td>
                      <td data-h={text.columns.week} className="r">
                        {row.perWeek}
                      </td>
                      <td data-h={text.columns.rate}>
                        {row.judged === 0 ? (
                          <span className="s">{text.notJudged}</span>
                        ) : (
                          `${Math.round((row.falseRate ?? 0) * 100)}%, ${text.rate(row.falsePositives, row.judged)}`
                        )}
                      </td>
                      <td data-h={text.columns.hint} className="c m">
                        {row.hints.length === 0 && text.quiet}
                        {row.hints.map((hint) => (
                          <p key={hint}>{hint}</p>
                        ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}
