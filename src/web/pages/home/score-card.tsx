import { outcomeWords, outcomes } from '../../../core/outcome.ts';
import { outcomeBar, outcomeSentence } from '../../../reports/figures/outcome-bar.ts';
import { scoreLadder } from '../../../reports/figures/score-ladder.ts';
import { scoreTrend, trendSentence } from '../../../reports/figures/score-trend.ts';
import { day, dayShort } from '../../components/dates.ts';
import { Figure } from '../../components/figure.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Svg } from '../../components/svg.tsx';
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
  const { score, counts, before, plannedScore } = assessment;
  const points = past.toReversed().map(({ assessedAt, score: then }) => ({ at: assessedAt, score: then.today }));
  const trend = { points, achievable: score.achievable, ...(plannedScore !== undefined && { planned: plannedScore }) };
  const by = before ? score.today - before.score.today : 0;
  return (
    <Card title={text.title} caption={text.caption}>
      <div className="scores">
        <div>
          <div className="big">{score.today}</div>
          {before && <p className={by < 0 ? 'o-fail b' : 'b'}>{text.change(by, dayShort(before.assessedAt))}</p>}
          <div style={{ margin: '8px 0 2px' }}>
            <Svg markup={scoreLadder(score)} />
          </div>
          <ul className="c m">
            <li>{`${text.today} ${score.today}`}</li>
            {plannedScore !== undefined && <li>{`${text.planned} ${plannedScore}`}</li>}
            <li>{`${text.achievable} ${score.achievable}`}</li>
            {score.achievable < score.withLicenses && (
              <li>{`${text.license} ${score.withLicenses - score.achievable}`}</li>
            )}
          </ul>
        </div>
        {points.length > 1 ? (
          <Figure
            svg={scoreTrend(trend, dayShort)}
            summary={trendSentence(trend, day)}
            table={{
              head: text.head,
              rows: past.map(({ assessedAt, score: then }) => [day(assessedAt), then.today, then.achievable]),
            }}
          />
        ) : (
          <p className="m">{text.first}</p>
        )}
      </div>
      <Svg markup={outcomeBar(counts, 740, 12)} />
      <p className="sr">{outcomeSentence(counts)}</p>
      <ul className="row" style={{ justifyContent: 'space-between', marginTop: 8 }}>
        {outcomes.map((outcome) => (
          <li key={outcome} className="c">
            <OutcomeBadge outcome={outcome} words={outcomeWords[outcome]} /> <b>{counts[outcome] ?? 0}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
