import type { DlpEventShown } from '../../../api/dlp-events.ts';
import type { Column } from '../../components/data-grid.tsx';
import { moment } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.dlpEvents;

/** What was found, in words: never a value. */
export function foundText({ found }: Pick<DlpEventShown, 'found'>): string {
  return found.map(({ type, count, confidence }) => text.found(type, count, confidence)).join(', ');
}

/** Right, noise, or not judged yet. */
export function VerdictBadge({ verdict }: { verdict: DlpEventShown['verdict'] }) {
  if (!verdict) return <OutcomeBadge outcome="unknown" words={text.verdicts.open} />;
  return verdict.verdict === 'true' ? (
    <OutcomeBadge outcome="pass" words={text.verdicts.true} />
  ) : (
    <OutcomeBadge outcome="fail" words={text.verdicts.false} />
  );
}

export const eventColumns: readonly Column<DlpEventShown>[] = [
  {
    id: 'at',
    title: text.columns.at,
    value: ({ at }) => at,
    cell: ({ at }) => <span className="nw">{moment(at)}</span>,
  },
  {
    id: 'rule',
    title: text.columns.rule,
    value: ({ rule }) => rule,
    cell: ({ rule, policy }) => (
      <>
        <span className="b">{rule}</span>
        <span className="s c" style={{ display: 'block' }}>
          {policy}
        </span>
      </>
    ),
  },
  { id: 'found', title: text.columns.found, value: foundText, cell: (event) => foundText(event) },
  {
    id: 'person',
    title: text.columns.person,
    value: ({ person }) => person ?? '',
    cell: ({ person, toDomains, site }) => (
      <>
        <span className="anywhere">{person}</span>
        {(toDomains.length > 0 || site) && (
          <span className="s c anywhere" style={{ display: 'block' }}>
            {toDomains.length > 0 ? text.to(toDomains.join(', ')) : site}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'actions',
    title: text.columns.actions,
    value: ({ actions, exception }) => [...actions, exception ?? ''].filter(Boolean).join(' '),
    cell: ({ actions, exception, justified }) => (
      <>
        {actions.map((action) => text.actions[action as keyof typeof text.actions] ?? action).join(', ')}
        {exception && (
          <span className="b o-part" style={{ display: 'block' }}>
            {text.exceptions[exception]}
            {exception === 'override' && (justified ? text.justified : text.unjustified)}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'verdict',
    title: text.columns.verdict,
    value: ({ verdict }) => (verdict ? `${verdict.verdict}: ${verdict.reason}` : ''),
    cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
  },
  {
    id: 'policy',
    title: text.columns.policy,
    extra: true,
    value: ({ policy }) => policy,
    cell: ({ policy }) => policy,
  },
  { id: 'mode', title: text.columns.mode, extra: true, value: ({ mode }) => mode, cell: ({ mode }) => mode },
  {
    id: 'record',
    title: text.columns.record,
    extra: true,
    value: ({ record }) => record,
    cell: ({ record }) => <span className="code anywhere">{record}</span>,
  },
];
