import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { killWriters } from '../../../test/store/event-log-kill.ts';
import { newTenant, openTestStore } from '../../../test/store/harness.ts';
import type { Store } from '../open.ts';

describe('kill -9 of a process that writes the audit log', () => {
  let store: Store;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());

  it('I-5: 20 times, nothing that was confirmed is lost and nothing is there twice', async () => {
    const count = await killWriters(store, await newTenant(store), 20);
    const { lost, twice, problems } = count;
    assert.deepEqual({ lost, twice, problems }, { lost: 0, twice: 0, problems: 0 });
    assert.ok(count.confirmed >= 400, 'each round confirmed something');
    assert.ok(count.kept >= count.confirmed);
    assert.ok(count.unsealed > 0, 'kills left something to mend');
  });
});
