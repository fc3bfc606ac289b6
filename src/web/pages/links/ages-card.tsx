import type { LinkShown } from '../../../api/links.ts';
import { type AgedLink, ageColumns, linkAges, linkAgesSentence } from '../../../reports/figures/link-ages.ts';
import { Figure } from '../../components/figure.tsx';
import { Card } from '../../components/page.tsx';
import { useWidth } from '../../components/use-width.ts';
import { words } from '../../words/index.ts';

const text = words.links.ages;
const kinds = ['phi', 'unknown', 'none'] as const;

function aged({ age, behind }: LinkShown): AgedLink {
  const known = !(age.atLeast && age.days === 0);
  return {
    ...(known && { days: age.days }),
    behind: behind.phi > 0 ? 'phi' : behind.unread > 0 || behind.items === 0 ? 'unknown' : 'none',
  };
}

export function AgesCard({ links }: { links: readonly LinkShown[] }) {
  const [place, width] = useWidth<HTMLDivElement>();
  const shown = links.filter(({ expired }) => !expired).map(aged);
  return (
    <Card title={text.title}>
      <div ref={place}>
        {width > 0 && (
          <Figure
            svg={linkAges(shown, width)}
            summary={linkAgesSentence(shown)}
            table={{
              head: text.head,
              rows: ageColumns(shown).map(({ title, phi, unknown, none }) => [title, phi, unknown, none]),
            }}
          />
        )}
        <ul className="row c m legend">
          {kinds.map((kind) => (
            <li key={kind} className="expo">
              <i className={`sw ages-${kind}`} aria-hidden="true" />
              {text.legend[kind]}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
