import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { directoryAuditRecord, entraRecord, recordId } from '../../../test/audit-records.ts';
import { testKeyring, testWriter } from '../../../test/store/event-records.ts';
import { newTenant, openTestStore } from '../../../test/store/harness.ts';
import { trend } from '../../store/events/counts.ts';
import { withEventLog } from '../../store/events/event-log.ts';
import { reindex } from '../../store/events/index-upkeep.ts';
import { type EventLogPlace, eventLogOf } from '../../store/events/log-place.ts';
import { forgetContents, addContents, markFetched, waitingContents } from '../../store/audit-feeds.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { describeRecord, loggedRecord } from './logged-record.ts';

describe('a change of the directory that the unified log and Graph both have', () => {
  let store: Store;
  let place: EventLogPlace;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());
  beforeEach(async () => {
    place = eventLogOf(store, testKeyring, await newTenant(store));
  });

  const at = '2026-03-02T09:00:00';
  const keep = (...records: object[]) =>
    withEventLog(store, place, { ...testWriter, describe: describeRecord }, (log) =>
      log.append(
        records.flatMap((record) => {
          const admitted = loggedRecord({ record }, 'short');
          return 'refused' in admitted ? assert.fail(admitted.refused) : admitted;
        }),
      ),
    );
  const shown = async () =>
    (await place.index.search({ limit: 100 })).rows
      .map(({ source, repeats = false }) => `${source}${repeats ? ', again' : ''}`)
      .sort();
  const counted = async () => {
    const days = await withTenant(store, place.tenant, (scope) =>
      trend(scope, { from: '2026-03-01', to: '2026-04-01' }, { by: 'day' }),
    );
    return days.reduce((sum, { records }) => sum + records, 0);
  };
  const change = (correlation: string) => ({
    unified: entraRecord('Add member to group.', { at }, { InterSystemsId: correlation }),
    graph: directoryAuditRecord('Add member to group', { at }, { correlationId: correlation }),
  });

  it('S0-82: is kept twice and counted once, whichever comes first, and after a reindex', async () => {
    const [first, second] = [change(recordId()), change(recordId())];
    await keep(first.graph);
    await keep(first.unified, second.unified);
    await keep(second.graph);
    const expected = ['directory-audit', 'directory-audit, again', 'unified', 'unified, again'];
    assert.deepEqual([await shown(), await counted()], [expected, 2]);
    await reindex(store, place, describeRecord);
    assert.deepEqual([await shown(), await counted()], [expected, 2]);
  });

  it('S0-82: two changes of one action are two, and each has its own twin', async () => {
    const id = recordId();
    await keep(change(id).graph, change(id).graph, change(id).unified);
    assert.deepEqual(await counted(), 2);
    await keep(change(id).unified, change(id).unified);
    assert.deepEqual(await counted(), 3, 'the third of the unified log has none in Graph');
  });

  it('S0-82: another action, another number and a record without one are no twins', async () => {
    const id = recordId();
    await keep(
      change(id).graph,
      entraRecord('Remove member from group.', { at }, { InterSystemsId: id }),
      change(recordId()).unified,
      entraRecord('Add member to group.', { at }, { InterSystemsId: undefined }),
    );
    assert.equal(await counted(), 4);
  });
});

describe('contents that were fetched', () => {
  it('I-5: are forgotten two weeks after, what waits or was gone is not', async () => {
    const store = await openTestStore();
    try {
      const tenant = await newTenant(store);
      const [old, young] = ['2026-03-01T00:00:00.000Z', '2026-03-20T00:00:00.000Z'];
      const content = (id: string, createdAt: string) => ({ id, uri: `https://example.com/${id}`, createdAt });
      const left = await withTenant(store, tenant, async (scope) => {
        const all = [content('a', old), content('b', old), content('c', old), content('d', young)];
        await addContents(scope, 'unified.entra', all, old);
        await markFetched(scope, 'unified.entra', [{ id: 'a', records: 3 }, { id: 'b' }], old);
        await markFetched(scope, 'unified.entra', [{ id: 'd', records: 3 }], young);
        await forgetContents(scope, '2026-03-21T00:00:00.000Z');
        assert.deepEqual(
          (await waitingContents(scope, 'unified.entra')).map(({ id }) => id),
          ['c'],
        );
        return scope.db.selectFrom('auditBlobs').select('contentId').where('tenantId', '=', tenant).execute();
      });
      assert.deepEqual(left.map(({ contentId }) => contentId).sort(), ['b', 'c', 'd']);
    } finally {
      await store.close();
    }
  });
});
