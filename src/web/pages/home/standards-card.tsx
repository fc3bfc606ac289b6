import { Link } from '@tanstack/react-router';
import { heldOf, standardStrip, stripSentence } from '../../../reports/figures/standard-strip.ts';
import { Drawn } from '../../components/drawn.tsx';
import { Card } from '../../components/page.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { AssessmentShown } from './assessment-shown.ts';

const text = words.home.standards;

/** Where in the regulation it is weak: a strip of controls for each standard. */
export function StandardsCard({ standards }: { standards: AssessmentShown['standards'] }) {
  const { id: tenant } = useTenant();
  const rows = standards.map(({ title, controls }) => ({ title, outcomes: controls.map(({ outcome }) => outcome) }));
  return (
    <Card title={text.title} caption={text.caption}>
      <Drawn
        height={rows.length * 20 + 28}
        draw={(width) => standardStrip(rows, width)}
        summary={stripSentence(rows)}
        table={{
          head: text.head,
          rows: standards.map(({ citation, title, rule, controls }, at) => [
            <Link key={citation} to={`/t/${tenant}/findings` as '/'} search={{ show: 'all', find: citation } as never}>
              45 CFR {citation}
            </Link>,
            title,
            rule,
            heldOf(rows[at]!.outcomes),
            controls.length,
          ]),
        }}
      />
    </Card>
  );
}
