import type { AffectedPerson, ChangeRehearsal, Rehearsal } from '../../../core/rehearsal.ts';
import { day } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

const text = words.plans.rehearsing;
const outcomeOf = { blocked: 'fail', interrupted: 'partial', unknown: 'unknown' } as const;
/** People who are shown with all that is known. */
const most = 6;

/** Who would have been stopped by the new policies in the sign-ins of the past days. */
export function RehearsalCard({ rehearsal }: { rehearsal: Rehearsal }) {
  if (rehearsal.status === 'not-possible')
    return (
      <Card title={text.title}>
        <p className="b">{rehearsal.why}</p>
        <p className="m">{rehearsal.hint}</p>
      </Card>
    );
  const { from, to, timeZone, signIns, changes, limits } = rehearsal;
  return (
    <Card title={text.title} caption={text.caption(signIns, day(from), day(to), timeZone)}>
      <ul className="col">
        {changes.map((change) => (
          <Rehearsed key={change.change} change={change} people={rehearsal.people} />
        ))}
      </ul>
      {limits.length > 0 && <p className="c s more">{limits.join(' ')}</p>}
    </Card>
  );
}

function Rehearsed({ change, people }: { change: ChangeRehearsal; people: number }) {
  const { summary, affected, refusal, unknownBecause } = change;
  const { blocked, interrupted, unknown } = change.people;
  return (
    <li>
      <p>
        <b>{summary}</b>{' '}
        <span className="c m">
          {text.counts(people - blocked - interrupted - unknown, interrupted, blocked, unknown)}
        </span>
      </p>
      {refusal && <p className="note bad">{refusal}</p>}
      <ul className="people" aria-label={text.affected}>
        {affected.map((person) => (
          <li key={person.id} className={`person p-${person.effect}`} title={person.name}>
            {initialsOf(person.name)}
            <span className="sr">{` ${person.name}: ${text.effects[person.effect]}`}</span>
          </li>
        ))}
      </ul>
      <ul className="affected">
        {affected.slice(0, most).map((person) => (
          <Affected key={person.id} person={person} />
        ))}
      </ul>
      {affected.length > most && <p className="c s">{words.findings.sheet.more(affected.length - most)}</p>}
      {unknownBecause.length > 0 && <p className="c s">{unknownBecause.join(' ')}</p>}
    </li>
  );
}

function Affected({
  person: { name, principalName, effect, signIns, always, admin, first },
}: {
  person: AffectedPerson;
}) {
  return (
    <li>
      <p className="row">
        <b>{name}</b>
        {admin && <span className="c s">{text.admin}</span>}
        <span className="sp" />
        <OutcomeBadge outcome={outcomeOf[effect]} words={text.effects[effect]} tint />
      </p>
      <p className="c s wrap">{principalName}</p>
      <p>
        {first.why} {text.first(first.when, first.app, first.device)}
      </p>
      <p className="c m">{always ? text.always(signIns) : text.some(signIns)}</p>
    </li>
  );
}

function initialsOf(name: string): string {
  const parts = name.split(/[\s.@_-]+/).filter(Boolean);
  return `${parts[0]?.[0] ?? '?'}${parts[1]?.[0] ?? ''}`.toUpperCase();
}
