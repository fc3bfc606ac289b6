import type { ReviewShown } from '../../../api/log-review.ts';
import { rankedBars, rankedSentence } from '../../../reports/figures/ranked-bars.ts';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';
import { Drawn } from '../../components/drawn.tsx';
import { accountWords } from './account.tsx';
import { siteWords } from './site.ts';

const text = words.review;
/** Bars that are drawn; the table beneath has them all. */
const drawn = 8;

export function MoversCard({
  title,
  counts,
  shown = (value) => value,
}: {
  title: string;
  counts: ReviewShown['who']['moved'];
  /** Words of a value. */
  shown?: (value: string) => string;
}) {
  const values = counts.map(({ value, records, before }) => ({ value: shown(value), now: records, before }));
  return (
    <Card title={title} caption={text.moversNote}>
      {values.length === 0 ? (
        <p className="m">{text.same}</p>
      ) : (
        <Drawn
          draw={(width) => rankedBars(values.slice(0, drawn), width)}
          summary={rankedSentence(values)}
          table={{ head: text.moversHead, rows: values.map(({ value, now, before }) => [value, now, before]) }}
        />
      )}
    </Card>
  );
}

/** Who came when nobody works, and what was never seen before. */
export function HoursCard({ review }: { review: ReviewShown }) {
  const { when, fresh } = review;
  return (
    <div className="two">
      <Card title={text.hours} caption={text.outside(when.workFrom, when.workTo, when.timeZone)}>
        {when.outside.length === 0 ? (
          <p className="m">{text.outsideNone}</p>
        ) : (
          <ul className="col">
            {when.outside.slice(0, drawn).map(({ value, records, all }) => (
              <li key={value} className="row">
                <span className="wrap">{accountWords(value)}</span>
                <span className="sp" />
                <span className="n">{text.ofAll(records, all)}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={text.fresh.title}>
        <dl className="kv">
          {(['site', 'country', 'app', 'device'] as const).map((kind) => (
            <div key={kind} style={{ display: 'contents' }}>
              <dt>{`${text.fresh[kind]} (${fresh[kind].all})`}</dt>
              <dd>
                {fresh[kind].first
                  .slice(0, drawn)
                  .map(({ value }) => (kind === 'site' ? siteWords(value) : value))
                  .join(', ') || text.fresh.none}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
}
