import { useState } from 'react';
import type { z } from 'zod';
import type { showResult } from '../../../api/posture.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.findings.sheet;
type ResultShown = z.output<(typeof showResult)['answer']>;
const fewAtFirst = 5;

/** In fixed order: what is wrong, expected and actual with where it was read, why, how to fix it, what is not seen. */
export function FindingBody({ result }: { result: ResultShown }) {
  const {
    why,
    resources,
    missing,
    rationale,
    wouldPassIf,
    fix,
    knownGaps,
    citations,
    references,
    attestation,
    exception,
  } = result;
  const [all, showAll] = useState(false);
  const shown = all ? resources : resources.slice(0, fewAtFirst);
  return (
    <>
      <section>
        <h3>{text.wrong}</h3>
        <p>{why}</p>
      </section>
      {resources.length > 0 && (
        <section>
          <h3>{text.checked}</h3>
          {shown.map((one) => (
            <div key={one.id} className="evidence">
              <p className="row">
                <b>{one.name}</b>
                {one.outcome && <OutcomeBadge outcome={one.outcome} />}
              </p>
              <dl className="kv c">
                <dt>{text.expected}</dt>
                <dd>{one.expected}</dd>
                <dt>{text.actual}</dt>
                <dd className="b">{one.actual}</dd>
                <dt>{text.readFrom}</dt>
                <dd className="code">{one.readFrom}</dd>
                <dt>{text.readAt}</dt>
                <dd>{exactMoment(one.readAt ?? result.takenAt)}</dd>
              </dl>
            </div>
          ))}
          {!all && resources.length > fewAtFirst && (
            <Button look="quiet" small onClick={() => showAll(true)}>
              {text.more(resources.length - fewAtFirst)}
            </Button>
          )}
        </section>
      )}
      {missing.length > 0 && (
        <section>
          <h3>{text.missing}</h3>
          <ul>
            {missing.map(({ section, detail }) => (
              <li key={section}>
                <b>{section}</b> {detail}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{text.why}</h3>
        <p>{rationale}</p>
        <p className="c s">
          {text.citations}: {citations.map((citation) => `45 CFR ${citation}`).join(', ')}
        </p>
        {references.length > 0 && (
          <p className="c s">
            {text.references}: {references.map(({ source, id }) => `${source} ${id}`).join(', ')}
          </p>
        )}
      </section>
      {wouldPassIf && (
        <p className="note">
          <span>
            <b>{text.passIf}</b> {wouldPassIf}
          </span>
        </p>
      )}
      {attestation && (
        <p className="note">
          <span>
            <b>{text.attested}</b> {attestation.statement} — {attestation.by}, {attestation.on}–{attestation.until}.{' '}
            {attestation.proof}
          </span>
        </p>
      )}
      {exception && (
        <p className="note warn">
          <span>
            <b>{text.excepted}</b> {exception.reason} {exception.compensating} — {exception.approver}, {exception.until}
          </span>
        </p>
      )}
      <section className="col">
        <h3>{text.fix}</h3>
        {fix.changes.length > 0 && (
          <div>
            <p className="b">{text.changes}</p>
            <ul className="col" style={{ gap: 6 }}>
              {fix.changes.map((change, at) => (
                <li key={at}>
                  {change.summary}
                  <span className="c s" style={{ display: 'block' }}>
                    {change.notice}
                    {change.lockoutRisk && ` ${words.plans.lockout}.`}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {fix.steps.length > 0 && (
          <div>
            <p className="b">{text.steps}</p>
            <ol className="steps">
              {fix.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        )}
        {fix.script.length > 0 && (
          <div>
            <p className="b">{text.script}</p>
            <pre className="code">{fix.script.join('\n')}</pre>
          </div>
        )}
      </section>
      {knownGaps.length > 0 && (
        <section>
          <h3>{text.gaps}</h3>
          <ul className="c m">
            {knownGaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
