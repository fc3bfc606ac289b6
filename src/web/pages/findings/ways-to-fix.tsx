import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { words } from '../../words/index.ts';
import type { ResultShown } from './result-shown.ts';

const text = words.findings.sheet;
type Way = 'plan' | 'script' | 'hand';

/** A plan, a script, or by hand: one stands open. */
export function WaysToFix({ result: { fix }, planned }: { result: ResultShown; planned: boolean }) {
  const ways: { id: Way; icon: IconName; title: string; about: string; shown: boolean }[] = [
    {
      ...{ id: 'plan' as const, icon: 'plan' as const, title: text.changes },
      about: planned ? text.inPlan : text.planAbout(fix.changes.length),
      shown: fix.changes.length > 0,
    },
    {
      ...{ id: 'script' as const, icon: 'script' as const, title: text.script, about: text.scriptAbout },
      shown: fix.script.length > 0,
    },
    {
      ...{ id: 'hand' as const, icon: 'person' as const, title: text.steps, about: text.handAbout(fix.steps.length) },
      shown: fix.steps.length > 0,
    },
  ];
  const offered = ways.filter(({ shown }) => shown);
  const [way, choose] = useState<Way | undefined>(offered[0]?.id);
  if (offered.length === 0) return undefined;
  return (
    <section>
      <h3>{text.fix}</h3>
      <div className="ways">
        {offered.map(({ id, icon, title, about }, at) => (
          <button key={id} type="button" className="way" aria-pressed={way === id} onClick={() => choose(id)}>
            <span className="row b">
              <Icon name={icon} /> {title}
              <span className="sp" />
              {at === 0 && id === 'plan' && <span className="c o-pass">{text.recommended}</span>}
            </span>
            <span className="c s">{about}</span>
          </button>
        ))}
      </div>
      <div className="way-shown">
        {way === 'plan' && <Changes changes={fix.changes} />}
        {way === 'script' && <Script lines={fix.script} />}
        {way === 'hand' && (
          <ol className="steps">
            {fix.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}

function Changes({ changes }: { changes: ResultShown['fix']['changes'] }): ReactNode {
  const [all, showAll] = useState(false);
  const few = 5;
  return (
    <ul className="plain">
      {(all ? changes : changes.slice(0, few)).map((change, at) => (
        <li key={at}>
          {change.summary}
          <span className="c s under">
            {change.notice} {change.lockoutRisk && <b className="o-fail">{words.plans.lockout}.</b>}
          </span>
        </li>
      ))}
      {!all && changes.length > few && (
        <li>
          <Button look="quiet" small onClick={() => showAll(true)}>
            {text.more(changes.length - few)}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Script({ lines }: { lines: readonly string[] }) {
  const [copied, setCopied] = useState(false);
  const whole = lines.join('\n');
  return (
    <>
      <pre className="code">{whole}</pre>
      <Button look="quiet" small onClick={() => void navigator.clipboard.writeText(whole).then(() => setCopied(true))}>
        {copied ? words.common.once.copied : text.copy}
      </Button>
    </>
  );
}
