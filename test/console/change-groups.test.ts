import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Change, groupChanges } from '../../src/web/pages/plans/change-groups.ts';

const change = (id: string, summary: string, to: Record<string, unknown> = { popEnabled: false }): Change => ({
  ...{ id, summary, to, controls: ['exchange.protocols'], severity: 'medium', citations: [], why: '', notice: '' },
  ...{ lockoutRisk: false, from: { popEnabled: true }, stages: [], undo: '', dependsOn: [] },
});

describe('changes of a plan that do the same', () => {
  it('stand in one line from three on, called by what their summaries begin with', () => {
    const mailboxes = ['ann', 'ben', 'cat'].map((who, at) => change(`c${at}`, `Turn off POP for mailbox ${who}`));
    const groups = groupChanges([change('c9', 'Reject Direct Send', { reject: true }), ...mailboxes]);
    assert.deepEqual(
      groups.map(({ title, changes }) => [title, changes.length]),
      [
        ['Reject Direct Send', 1],
        ['Turn off POP for mailbox', 3],
      ],
    );
  });

  it('stay apart when there are two, or when they write different values', () => {
    const two = groupChanges([change('c1', 'Turn off POP for ann'), change('c2', 'Turn off POP for ben')]);
    assert.deepEqual(
      two.map(({ title }) => title),
      ['Turn off POP for ann', 'Turn off POP for ben'],
    );
    const different = groupChanges([1, 2, 3].map((days) => change(`c${days}`, `Keep ${days} days`, { days })));
    assert.equal(different.length, 3);
  });

  it('lose none and keep their order', () => {
    const all = Array.from({ length: 7 }, (_, at) => change(`c${at}`, `Hold mailbox ${at}`, { hold: at > 2 }));
    assert.deepEqual(
      groupChanges(all).flatMap(({ changes }) => changes.map(({ id }) => id)),
      ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'],
    );
  });
});
