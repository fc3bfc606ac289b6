import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';
import type { ResultShown } from './result-shown.ts';
import { WaysToFix } from './ways-to-fix.tsx';

const text = words.findings.sheet;
const fewAtFirst = 8;

/** In fixed order: what is wrong, expected and actual with where it was read, why, how to fix it, what is not seen. */
export function FindingBody({ result, planned }: { result: ResultShown; planned: boolean }) {
  const { why, missing, rationale, wouldPassIf, knownGaps, citations, references, attestation, exception } = result;
  return (
    <>
      <p className="lead">{why}</p>
      <Compared result={result} />
      {missing.length > 0 && (
        <section>
          <h3>{text.missing}</h3>
          <ul className="plain">
            {missing.map(({ section, detail }) => (
              <li key={section}>
                <span className="code s">{section}</span> {detail}
              </li>
            ))}
          </ul>
        </section>
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
            <b>{text.excepted}</b> {exception.reason} {exception.compensating} — {exception.approver},{' '}
            {text.until(exception.until)}
          </span>
        </p>
      )}
      <div className={wouldPassIf ? 'why-if' : undefined}>
        <section>
          <h3>{text.why}</h3>
          <p>{rationale}</p>
          <p className="c s">{citations.map((citation) => `45 CFR ${citation}`).join(', ')}</p>
        </section>
        {wouldPassIf && (
          <section className="pass-if">
            <h3>{text.passIf}</h3>
            <p>{wouldPassIf}</p>
          </section>
        )}
      </div>
      <WaysToFix result={result} planned={planned} />
      {(knownGaps.length > 0 || references.length > 0) && (
        <details>
          <summary>{text.limits}</summary>
          <ul className="c m plain">
            {knownGaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
          {references.length > 0 && (
            <p className="c s wrap">
              {text.references}: {references.map(({ source, id }) => `${source} ${id}`).join(', ')}
            </p>
          )}
        </details>
      )}
    </>
  );
}

/** Each object with what is expected of it and what it is, and where that was read. */
function Compared({ result: { resources, takenAt, outcome } }: { result: ResultShown }) {
  const [all, showAll] = useState(false);
  if (resources.length === 0) return undefined;
  const shown = all ? resources : resources.slice(0, fewAtFirst);
  const sources = [...new Set(resources.map(({ readFrom }) => readFrom))];
  return (
    <section>
      <div className="framed">
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">{words.findings.columns.outcome}</span>
              </th>
              {[text.setting, text.expected, text.actual].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => {
              const own = one.outcome ?? outcome;
              return (
                <tr key={one.id}>
                  <td className="icon">
                    <OutcomeBadge outcome={own} words="" />
                  </td>
                  <td className="wrap">{one.name}</td>
                  <td data-h={text.expected}>{one.expected}</td>
                  <td data-h={text.actual} className={own === 'fail' ? 'b o-fail' : 'b'}>
                    {one.actual}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {!all && resources.length > fewAtFirst && (
          <Button look="quiet" small onClick={() => showAll(true)}>
            {text.more(resources.length - fewAtFirst)}
          </Button>
        )}
      </div>
      <p className="c s read-from">
        <Icon name="clock" />
        <span>
          {text.readFrom}{' '}
          {sources.slice(0, 3).map((source) => (
            <span key={source} className="code wrap">
              {source}{' '}
            </span>
          ))}
          {sources.length > 3 && text.more(sources.length - 3)} {exactMoment(resources[0]!.readAt ?? takenAt)}
        </span>
      </p>
    </section>
  );
}
