import type { PlanWhole } from './plan-whole.ts';

export type Change = PlanWhole['changeList'][number];

/** Changes that do the same to several objects, such as one to each mailbox. */
export interface ChangeGroup {
  /** What their summaries begin with; the whole summary of a change alone. */
  title: string;
  changes: Change[];
}

/** From how many on changes of a kind are folded into one line. */
const several = 3;

/** Neighbors that serve the same controls and write the same values stand together. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups: ChangeGroup[] = [];
  let last = '';
  for (const change of changes) {
    const kind = JSON.stringify([change.controls, change.to, change.from]);
    if (kind === last) groups.at(-1)!.changes.push(change);
    else groups.push({ title: change.summary, changes: [change] });
    last = kind;
  }
  return groups.flatMap((group) =>
    group.changes.length < several
      ? group.changes.map((change) => ({ title: change.summary, changes: [change] }))
      : [{ ...group, title: commonBeginning(group.changes.map(({ summary }) => summary)) }],
  );
}

/** Whole words with which all begin. */
function commonBeginning(texts: readonly string[]): string {
  const [first = [], ...others] = texts.map((text) => text.split(' '));
  const same = first.findIndex((word, at) => others.some((other) => other[at] !== word));
  return (same < 0 ? first : first.slice(0, same)).join(' ');
}
