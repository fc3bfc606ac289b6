import { Link } from '@tanstack/react-router';
import { outcomeWords, outcomes } from '../../../core/outcome.ts';
import { outcomeBar, outcomeSentence } from '../../../reports/figures/outcome-bar.ts';
import { scoreLadder } from '../../../reports/figures/score-ladder.ts';
import { scoreTrend, trendSentence } from '../../../reports/figures/score-trend.ts';
import { day, dayShort, moment } from '../../components/dates.ts';
import { Drawn } from '../../components/drawn.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Svg } from '../../components/svg.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { AssessmentShown } from './assessment-shown.ts';

const text = words.home.score;

export function ScoreCard({
  assessment,
  past,
}: {
  assessment: AssessmentShown;
  past: readonly { assessedAt: string; score: { today: number; achievable: number } }[];
}) {
  const { id: tenant } = useTenant();
  const { score, counts, before, plannedScore, assessedAt } = assessment;
  const checks = past.length > 0 ? past : [{ assessedAt, score }];
  const points = checks.toReversed().map(({ assessedAt: at, score: then }) => ({ at, score: then.today }));
  const planned = plannedScore !== undefined && plannedScore > score.today ? plannedScore : undefined;
  const trend = { points, achievable: score.achievable, ...(planned !== undefined && { planned }) };
  // Checks of one day are told apart by their time.
  const oneDay = day(points[0]!.at) === day(points.at(-1)!.at);
  const when = oneDay ? moment : dayShort;
  const by = before ? score.today - before.score.today : 0;
  return (
    <Card title={text.title} caption={text.caption}>
      <div className="scores">
        <div>
          <div className="big">{score.today}</div>
          <p className={by < 0 ? 'o-fail b' : 'b'}>
            {before
              ? text.change(
                  by,
                  day(before.assessedAt) === day(assessedAt) ? moment(before.assessedAt) : dayShort(before.assessedAt),
                )
              : text.first(day(assessedAt))}
          </p>
          <div className="ladder">
            <Svg markup={scoreLadder({ ...score, ...(planned !== undefined && { planned }) })} />
          </div>
          <ul className="c m keys-of">
            <li className="k-today">{`${text.today} ${score.today}`}</li>
            {planned !== undefined && <li className="k-planned">{`${text.planned} ${planned}`}</li>}
            <li className="k-reach">{`${text.achievable} ${score.achievable}`}</li>
            {score.achievable < score.withLicenses && (
              <li className="k-license">{text.license(score.withLicenses - score.achievable)}</li>
            )}
          </ul>
        </div>
        <Drawn
          height={206}
          draw={(width) => scoreTrend(trend, when, width)}
          summary={trendSentence(trend, oneDay ? moment : day)}
          table={{
            head: text.head,
            rows: checks.map(({ assessedAt: at, score: then }) => [moment(at), then.today, then.achievable]),
          }}
        />
      </div>
      <Svg markup={outcomeBar(counts, 740, 12)} />
      <p className="sr">{outcomeSentence(counts)}</p>
      <ul className="outcomes">
        {outcomes.map((outcome) => (
          <li key={outcome}>
            <Link to={`/t/${tenant}/findings` as '/'} search={{ show: outcome } as never}>
              <OutcomeBadge outcome={outcome} words={outcomeWords[outcome]} /> <b>{counts[outcome] ?? 0}</b>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
