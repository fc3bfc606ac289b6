import type { AffectedPerson, ChangeRehearsal, Rehearsal } from '../core/rehearsal.ts';

const mostGroups = 8;
const mostNames = 10;

/** A heading and what stands below it. */
export interface RehearsalPart {
  title: string;
  lines: readonly string[];
}

/** The rehearsal in words for a person who reviews a plan: each change, then who would have been stopped, when and why. */
export function rehearsalParts(rehearsal: Rehearsal): RehearsalPart[] {
  if (rehearsal.status === 'not-possible')
    return [
      { title: 'Not rehearsed', lines: [rehearsal.why, rehearsal.hint, 'Who would be locked out is not known.'] },
    ];
  const { from, to, signIns, people, failed, changes, limits, timeZone } = rehearsal;
  return [
    {
      title: `Rehearsal: sign-ins from ${from.slice(0, 10)} to ${to.slice(0, 10)}`,
      lines: [
        `${counted(signIns, 'sign-in')} of ${counted(people, 'person', 'people')} were held against ${counted(changes.length, 'planned policy', 'planned policies')}; times are ${timeZone}.`,
        ...(failed > 0
          ? [`${counted(failed, 'sign-in')} failed anyway and ${failed === 1 ? 'is' : 'are'} not counted.`]
          : []),
        ...limits,
      ],
    },
    ...changes.map((change) => ({ title: `${change.change} ${change.summary}`, lines: changeLines(change) })),
  ];
}

function changeLines({ counts, people, affected, unknownBecause, session, refusal }: ChangeRehearsal): string[] {
  const stopped = affected.filter(({ effect }) => effect === 'blocked');
  const groups = [...Map.groupBy(stopped, groupKey).values()].toSorted((a, b) => b.length - a.length);
  const left = groups.slice(mostGroups).reduce((sum, group) => sum + group.length, 0);
  return [
    ...(refusal ? [`Refused: ${refusal}`] : []),
    people.blocked === 0
      ? `${counts.unknown > 0 ? 'As far as can be told it' : 'It'} would have stopped nobody.`
      : `It would have stopped ${counted(people.blocked, 'person', 'people')} in ${counted(counts.blocked, 'sign-in')}:`,
    ...groups.slice(0, mostGroups).map(groupLine),
    ...(left > 0 ? [`and ${left} more; --format json lists them.`] : []),
    ...(counts.interrupted > 0
      ? [
          `It would have asked for something more in ${counted(counts.interrupted, 'sign-in')}, which the person can answer.`,
        ]
      : []),
    ...(counts.unknown > 0
      ? [`It cannot be told for ${counted(counts.unknown, 'sign-in')}: ${unknownBecause.slice(0, 3).join('; ')}.`]
      : []),
    passed(counts),
    ...(counts.failed > 0
      ? [
          `${counted(counts.failed, 'sign-in')} that it is for failed anyway, as ${counts.failed === 1 ? 'it' : 'they'} would with it.`,
        ]
      : []),
    ...(session.length > 0 ? [`With it ${session.join(', ')}.`] : []),
  ];
}

function passed({ applied, satisfied }: ChangeRehearsal['counts']): string {
  if (applied === 0) return 'None of the successful sign-ins is one that it is for.';
  return satisfied === applied
    ? `All ${counted(applied, 'sign-in')} that it is for would have gone through as before.`
    : `${satisfied} of the ${counted(applied, 'sign-in')} that it is for would have gone through as before.`;
}

function groupKey({ first, always }: AffectedPerson): string {
  return [plainDevice(first.device), first.app, first.why, always].join('|');
}

/** Without the system: three nurses have three kinds of phone. */
function plainDevice(device: string): string {
  return device.replace(/ \(.*\)$/, '');
}

/** "Priya Castellanos, Tom Delacroix: Monday 07:10, unmanaged phone, Outlook Mobile, because …" */
function groupLine(group: readonly AffectedPerson[]): string {
  const { first, always } = group[0]!;
  const together = group.every((person) => person.first.when === first.when);
  const names = group.map(({ name, admin, first: { when } }) => {
    const notes = [...(admin ? ['administrator'] : []), ...(together ? [] : [`first ${when}`])];
    return notes.length > 0 ? `${name} (${notes.join(', ')})` : name;
  });
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const device = group.every((person) => person.first.device === first.device)
    ? first.device
    : plainDevice(first.device);
  const what = [...(together ? [first.when] : []), device, first.app, `because ${first.why}`].join(', ');
  return `- ${names.slice(0, mostNames).join(', ')}${more}: ${what}.${always ? ' None of their sign-ins would have got through.' : ''}`;
}

/** The few lines that nobody may miss, whatever the form of the result: who would be stopped, or that it is not known. */
export function rehearsalNotes(rehearsal: Rehearsal): string[] {
  if (rehearsal.status === 'not-possible')
    return [`Not rehearsed: ${rehearsal.why} Who would be locked out is not known. ${rehearsal.hint}`];
  const stopping = rehearsal.changes.filter(({ people, refusal }) => people.blocked > 0 && !refusal);
  const open = rehearsal.changes.filter(({ counts }) => counts.unknown > 0).length;
  return [
    ...stopping.map(
      ({ change, summary, people }) =>
        `Rehearsal: ${change} (${summary}) would have stopped ${counted(people.blocked, 'person', 'people')}.`,
    ),
    ...(stopping.length === 0
      ? [
          `Rehearsal: as far as the log tells, no planned policy would have stopped anybody (${counted(rehearsal.signIns, 'sign-in')}).`,
        ]
      : []),
    ...(open > 0
      ? [`Rehearsal: for ${counted(open, 'planned policy', 'planned policies')} it cannot be told of every sign-in.`]
      : []),
  ];
}

/** One cell: "stops 3, asks 12". */
export function rehearsalCell(rehearsal: Rehearsal | undefined, change: string): string {
  if (rehearsal?.status !== 'done') return '';
  const found = rehearsal.changes.find((entry) => entry.change === change);
  if (!found) return '';
  const { blocked, interrupted, unknown } = found.people;
  const parts = [
    ...(blocked > 0 ? [`stops ${blocked}`] : []),
    ...(interrupted > 0 ? [`asks ${interrupted}`] : []),
    ...(unknown > 0 ? [`unknown ${unknown}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'nobody';
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
