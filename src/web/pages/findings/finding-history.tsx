import type { z } from 'zod';
import type { listFindings } from '../../../api/posture.ts';
import { outcomeWords } from '../../../core/outcome.ts';
import { type Stretch, lineSentence, stateLine } from '../../../reports/figures/state-line.ts';
import { day, dayShort, exactMoment } from '../../components/dates.ts';
import { Drawn } from '../../components/drawn.tsx';
import { words } from '../../words/index.ts';

const text = words.findings.sheet;
type FindingShown = z.output<(typeof listFindings)['answer']>['items'][number];
const most = 20;

/** How it came out over time, and what people decided about it. */
export function FindingHistory({
  stretches,
  findings,
}: {
  stretches: readonly Stretch[];
  findings: readonly FindingShown[];
}) {
  if (stretches.length === 0 && findings.length === 0) return undefined;
  return (
    <section>
      <h3>{text.history}</h3>
      {stretches.length > 0 && (
        <Drawn
          height={78}
          draw={(width) => stateLine(stretches, width, outcomeWords, dayShort)}
          summary={lineSentence(stretches, outcomeWords, day)}
          table={{
            head: text.historyHead,
            rows: stretches.map(({ outcome, from, to }) => [outcomeWords[outcome], exactMoment(from), exactMoment(to)]),
          }}
        />
      )}
      <ul className="events">
        {findings.slice(0, most).map(({ id, resourceName, state, stateSince, stateBy, stateReason, acceptedUntil }) => (
          <li key={id}>
            <span className="s nw">{exactMoment(stateSince)}</span>
            <span>
              <b>{text.states[state]}</b> {resourceName} <span className="s">{`${stateBy}. ${stateReason}`}</span>
              {acceptedUntil && <span className="b">{` ${text.until(day(acceptedUntil))}`}</span>}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > most && <p className="c s">{text.more(findings.length - most)}</p>}
    </section>
  );
}
