import { type Outcome, countOutcomes } from '../../../core/outcome.ts';
import { type Service, services } from '../../../core/section.ts';
import { type OutcomeRow, outcomeRows, rowsSentence } from '../../../reports/figures/outcome-rows.ts';
import { Drawn } from '../../components/drawn.tsx';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

const text = words.findings;

/** Where the open ones are: a bar of outcomes for each service. */
export function ServicesCard({ results }: { results: readonly { service: Service; outcome: Outcome }[] }) {
  const rows: OutcomeRow[] = services
    .map((service) => ({
      name: text.services[service],
      counts: countOutcomes(results.filter((one) => one.service === service)),
    }))
    .filter(({ counts }) => Object.values(counts).some((count) => count > 0));
  return (
    <Card>
      <Drawn
        height={rows.length * 20 + 28}
        draw={(width) => outcomeRows(rows, width)}
        summary={rowsSentence(rows)}
        table={{
          head: [text.columns.service, ...text.barOutcomes.map(({ title }) => title)],
          rows: rows.map(({ name, counts }) => [name, ...text.barOutcomes.map(({ outcome }) => counts[outcome] ?? 0)]),
        }}
      />
    </Card>
  );
}
