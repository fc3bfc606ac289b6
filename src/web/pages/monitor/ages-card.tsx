import { alertAges, alertAgesSentence } from '../../../reports/figures/alert-ages.ts';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';
import { Drawn } from '../../components/drawn.tsx';

const text = words.alerts.ages;

export function AgesCard({
  ages,
}: {
  ages: readonly { days: number | null; waiting: number; inHand: number; overdue: number }[];
}) {
  const shown = ages.map((age, at) => ({ ...age, title: text.to(age.days, ages[at - 1]?.days ?? 0) }));
  return (
    <Card title={text.title}>
      <Drawn
        draw={(width) => alertAges(shown, width)}
        summary={alertAgesSentence(shown)}
        table={{
          head: text.head,
          rows: shown.map(({ title, overdue, waiting, inHand }) => [title, overdue, waiting, inHand]),
        }}
      />
    </Card>
  );
}
