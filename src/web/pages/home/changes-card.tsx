import { Link } from '@tanstack/react-router';
import { dayShort } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { AssessmentShown } from './assessment-shown.ts';

const text = words.home.changes;

/** What is different from the check before: the second question of everybody who comes back. */
export function ChangesCard({ assessment: { before, changes } }: { assessment: AssessmentShown }) {
  const { id: tenant } = useTenant();
  const since = before ? dayShort(before.assessedAt) : '';
  return (
    <Card title={before ? text.title(since) : text.first}>
      {before && changes.length === 0 && <p className="m">{text.none}</p>}
      <ul className="col" style={{ gap: 10 }}>
        {changes.slice(0, 12).map(({ control, title, before: was, after }) => (
          <li key={control} className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
            <span className="ft" style={{ flexWrap: 'nowrap' }}>
              {was && <OutcomeBadge outcome={was} words="" />}
              <Icon name="right" />
              {after && <OutcomeBadge outcome={after} words="" />}
            </span>
            <Link to={`/t/${tenant}/findings/${control}` as '/'} style={{ color: 'var(--ink)' }}>
              {title}
              <span className="sr">{` ${was ?? ''} to ${after ?? ''}`}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
