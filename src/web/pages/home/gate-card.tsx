import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { outcomeKeys } from '../../../reports/figures/tokens.ts';
import { words } from '../../words/index.ts';
import type { AssessmentShown } from './assessment-shown.ts';

const text = words.home.gate;

/** The first thing on the page: whether patient files may be here at all, and by which conditions. */
export function GateCard({ gate, onFix }: { gate: AssessmentShown['gate']; onFix: (control: string) => void }) {
  const open = gate.conditions.filter(({ outcome }) => !['pass', 'attested', 'not-applicable'].includes(outcome));
  return (
    <section className="card gate" aria-label={gate.open ? text.open : text.closed}>
      <div className="gate-head">
        <GateSign open={gate.open} />
        <div>
          <h2>
            {gate.open ? text.open : text.closed}
            {gate.since && <span className="s"> {text.since(exactMoment(gate.since))}</span>}
          </h2>
          <p className="m">{gate.open ? text.openText : text.closedText(open.length)}</p>
        </div>
        {open[0] && (
          <Button look="primary" onClick={() => onFix(open[0]!.control)}>
            {text.fix} <Icon name="arrow" />
          </Button>
        )}
      </div>
      <ul className="conds">
        {gate.conditions.map(({ id, title, outcome, control, why }) => (
          <li key={id} className={outcomeKeys[outcome]}>
            <button type="button" onClick={() => onFix(control)}>
              <OutcomeBadge outcome={outcome} words={title} />
              <span className="sr">{`: ${text.outcomes[outcome]}. `}</span>
              <span className="why">{firstSentence(why)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The rest of a long reason stands in the finding that the condition leads to. */
function firstSentence(why: string): string {
  return /^.+?[.](?=\s|$)/s.exec(why)?.[0] ?? why;
}

function GateSign({ open }: { open: boolean }) {
  const color = open ? 'var(--pass)' : 'var(--fail)';
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      <rect width="44" height="44" rx="8" fill={open ? 'var(--passT)' : 'var(--failT)'} />
      <path d="M11 12v21M33 12v21" stroke={color} strokeWidth="3" strokeLinecap="round" />
      {open ? (
        <path d="M11 14l9 4v14l-9-3" stroke={color} strokeWidth="2" fill="none" strokeLinejoin="round" />
      ) : (
        <>
          <path d="M11 18h22M11 26h22" stroke={color} strokeWidth="3" />
          <path d="M16 18l5 8M24 18l5 8" stroke={color} strokeWidth="2" />
        </>
      )}
    </svg>
  );
}
