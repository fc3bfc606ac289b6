import { Link } from '@tanstack/react-router';
import { outcomeWords } from '../../../core/outcome.ts';
import { dayShort } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { AssessmentShown } from './assessment-shown.ts';

const text = words.home.changes;
/** Most lines; the findings list has them all. */
const most = 6;

/** What is different from the check before: the second question of everybody who comes back. */
export function ChangesCard({ assessment: { before, changes } }: { assessment: AssessmentShown }) {
  const { id: tenant } = useTenant();
  if (!before)
    return (
      <Card title={text.titleFirst}>
        <p className="m">{text.first}</p>
      </Card>
    );
  return (
    <Card title={text.title(dayShort(before.assessedAt))} caption={changes.length > 0 && changes.length}>
      {changes.length === 0 && <p className="m">{text.none}</p>}
      <ul className="lines">
        {changes.slice(0, most).map(({ control, title, why, before: was, after }) => (
          <li key={control}>
            <span className="moved">
              {was && <OutcomeBadge outcome={was} words="" />}
              <Icon name="right" />
              {after && <OutcomeBadge outcome={after} words="" />}
            </span>
            <span>
              <Link to={`/t/${tenant}/findings/${control}` as '/'}>{title}</Link>
              <span className="sr">{text.moved(was ? outcomeWords[was] : '', after ? outcomeWords[after] : '')}</span>
              <span className="c s">{why}</span>
            </span>
          </li>
        ))}
      </ul>
      {changes.length > most && (
        <p className="c more">
          <Link to={`/t/${tenant}/findings` as '/'}>{text.more(changes.length - most)}</Link>
        </p>
      )}
    </Card>
  );
}
