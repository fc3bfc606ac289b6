import { Link } from '@tanstack/react-router';
import type { DlpEventShown } from '../../../api/dlp-events.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Sheet } from '../../components/dialog.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { VerdictBadge, foundText } from './event-columns.tsx';

const text = words.dlpEvents;

/** One match: what the log says of it, and the verdict. What matched is in the record, which few may open. */
export function EventSheet({
  event,
  onClose,
  onJudge,
}: {
  event: DlpEventShown;
  onClose: () => void;
  onJudge?: () => void;
}) {
  const { id: tenant } = useTenant();
  const { rule, policy, mode, at, person, toDomains, site, actions, exception, verdict, record, severity } = event;
  const facts: [string, string | undefined][] = [
    [text.columns.at, exactMoment(at)],
    [text.columns.policy, policy],
    [text.columns.mode, text.modes[mode as keyof typeof text.modes] ?? mode],
    [text.columns.severity, severity],
    [text.columns.person, person],
    [text.columns.to, toDomains.join(', ') || site],
    [text.columns.found, foundText(event)],
    [text.columns.actions, actions.map((one) => text.actions[one as keyof typeof text.actions] ?? one).join(', ')],
    [text.columns.passed, exception && text.exceptions[exception]],
    [text.columns.record, record],
  ];
  return (
    <Sheet
      title={rule}
      open
      onClose={onClose}
      actions={
        onJudge && (
          <Button look="primary" onClick={onJudge}>
            {verdict ? text.again : text.judgeOne}
          </Button>
        )
      }
    >
      <p>
        <VerdictBadge verdict={verdict} />
        {verdict && (
          <span className="s c" style={{ display: 'block' }}>
            {`${verdict.reason} (${verdict.by}, ${exactMoment(verdict.at)})`}
          </span>
        )}
      </p>
      <dl className="kv">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd className="anywhere">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className="c">
        {text.masked} <Link to={`/t/${tenant}/explorer` as '/'}>{words.shell.nav.explorer}</Link>
      </p>
    </Sheet>
  );
}
