import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { snapshotOf } from '../../src/connectors/settings-file/read.ts';
import { baselines } from '../../src/controls/baselines/index.ts';
import { controls } from '../../src/controls/index.ts';
import { noOrganization } from '../../src/core/organization.ts';
import { type Section, type SectionName, type Snapshot, sectionNames } from '../../src/core/snapshot.ts';
import { assess } from '../../src/engine/assess.ts';
import { loadAssessment, recordAssessment, listAssessments } from '../../src/store/assessments.ts';
import { codeOf } from '../../src/store/errors.ts';
import type { Store } from '../../src/store/open.ts';
import { withTenant } from '../../src/store/scope.ts';
import {
  beginSnapshot,
  collectedSections,
  completeSnapshot,
  listSnapshots,
  loadSnapshot,
  putSections,
  saveSnapshot,
} from '../../src/store/snapshots.ts';
import { tenant as tenantCase } from '../tenant.ts';
import { at, newTenant, openTestStore } from './harness.ts';

const sample = fileURLToPath(new URL('../../../shared/data/scuba-provider-export.json', import.meta.url));

const blobsOf = async (store: Store) => {
  const names: string[] = [];
  for await (const name of store.blobs.list()) names.push(name);
  return names;
};
const made = (settings: Partial<Record<SectionName, unknown>> = {}): Snapshot =>
  tenantCase({
    remoteDomains: [
      { Identity: 'Default', DomainName: '*', AutoForwardEnabled: true, Unknown: { Nested: [1, null, 'é\0'] } },
    ],
    ...settings,
  }).snapshot;

describe('snapshots', () => {
  let store: Store;
  let tenant = '';
  before(async () => {
    store = await openTestStore();
    tenant = await newTenant(store);
  });
  after(() => store?.close());

  /** As saved, in every value and in the order of every key: the run id of an assessment is a hash of the text. */
  const assertSame = (loaded: Snapshot, saved: Snapshot) => {
    assert.deepStrictEqual(loaded, saved);
    assert.equal(JSON.stringify(loaded), JSON.stringify(saved));
  };

  it('come back as they were saved', async () => {
    const saved: Snapshot = {
      ...made(),
      takenAt: '2026-11-20T06:12:41Z',
      source: { kind: 'scubagear', tool: 'ScubaGear 1.8.0', run: 'r-1' },
      declared: { 'MS.AAD.1.1v1': { users: ['u-1'], reason: 'Because' } },
      unrecognized: { z: [1, { b: null, a: 'Ä\0\ud800' }], a: 1.5e-7 },
    };
    const id = await withTenant(store, tenant, (scope) => saveSnapshot(scope, saved, at));
    assertSame(await withTenant(store, tenant, (scope) => loadSnapshot(scope, id)), saved);
    const [entry] = await withTenant(store, tenant, (scope) => listSnapshots(scope));
    assert.deepEqual(entry, {
      id,
      takenAt: '2026-11-20T06:12:41.000Z',
      state: 'complete',
      tool: 'ScubaGear 1.8.0',
      read: 1,
      unavailable: { 'not-collected': sectionNames.length - 1 },
    });
  });

  it('keep identical sections once, in one tenant and across', async () => {
    const snapshot = made({ acceptedDomains: [{ DomainName: 'only-here.example.com' }] });
    const before = (await blobsOf(store)).length;
    await withTenant(store, tenant, (scope) => saveSnapshot(scope, snapshot, at));
    const first = (await blobsOf(store)).length;
    // The section that is new; the other and the rest are known from the test before.
    assert.ok(first - before <= 2);
    const other = await newTenant(store);
    await withTenant(store, tenant, (scope) =>
      saveSnapshot(scope, { ...snapshot, takenAt: '2026-11-21T06:00:00.000Z' }, at),
    );
    await withTenant(store, other, (scope) => saveSnapshot(scope, snapshot, at));
    assert.equal((await blobsOf(store)).length, first);
  });

  it('grow section by section, survive an interruption, and do not change once complete', async () => {
    const whole = made({ acceptedDomains: [{ DomainName: 'larkmeadow.example.com' }] });
    const { sections } = whole;
    const id = await withTenant(store, tenant, (scope) => beginSnapshot(scope, whole, at));
    const put = (given: Partial<Record<SectionName, Section<unknown>>>) =>
      withTenant(store, tenant, (scope) => putSections(scope, id, given));
    const failed: Section<unknown> = {
      status: 'unavailable',
      reason: 'no-permission',
      detail: 'Denied.',
      call: 'Get-RemoteDomain',
    };
    await put({ remoteDomains: failed });
    await put({ acceptedDomains: sections.acceptedDomains });
    assert.deepEqual(
      await withTenant(store, tenant, (scope) => collectedSections(scope, id)),
      new Map([
        ['remoteDomains', 'unavailable'],
        ['acceptedDomains', 'read'],
      ]),
    );
    await put({ remoteDomains: sections.remoteDomains });
    const partly = await withTenant(store, tenant, (scope) => loadSnapshot(scope, id));
    assert.equal(partly.sections.remoteDomains.status, 'read');
    assert.deepEqual(partly.sections.mailboxes, {
      status: 'unavailable',
      reason: 'not-collected',
      detail: 'This snapshot holds no mailboxes.',
      call: sections.mailboxes.call,
    });
    await put(sections);
    await withTenant(store, tenant, (scope) => completeSnapshot(scope, id, whole, at));
    assertSame(await withTenant(store, tenant, (scope) => loadSnapshot(scope, id)), whole);

    const refused = (error: unknown) => codeOf(error) === 'WL001';
    await assert.rejects(put({ remoteDomains: failed }), refused);
    await assert.rejects(
      withTenant(store, tenant, ({ db }) =>
        db.updateTable('snapshots').set({ state: 'collecting', completedAt: null }).where('id', '=', id).execute(),
      ),
      refused,
    );
    await assert.rejects(
      withTenant(store, tenant, ({ db }) =>
        db.updateTable('snapshotSections').set({ status: 'read' }).where('snapshotId', '=', id).execute(),
      ),
      refused,
    );
    await assert.rejects(
      withTenant(store, tenant, (scope) => completeSnapshot(scope, id, whole, at)),
      /complete already/,
    );
  });

  it('are no other tenant’s to load, and say when there is none', async () => {
    const id = await withTenant(store, tenant, (scope) => saveSnapshot(scope, made(), at));
    const other = await newTenant(store);
    await assert.rejects(
      withTenant(store, other, (scope) => loadSnapshot(scope, id)),
      /no such snapshot/,
    );
  });

  it('say so when a blob is gone or altered, and never answer with less', async () => {
    const snapshot = made({ acceptedDomains: [{ DomainName: 'damaged.example.com' }] });
    const id = await withTenant(store, tenant, (scope) => saveSnapshot(scope, snapshot, at));
    const { blob } = await withTenant(store, tenant, ({ db }) =>
      db
        .selectFrom('snapshotSections')
        .select('blob')
        .where('snapshotId', '=', id)
        .where('section', '=', 'acceptedDomains')
        .executeTakeFirstOrThrow(),
    );
    await store.blobs.delete(blob!);
    await assert.rejects(
      withTenant(store, tenant, (scope) => loadSnapshot(scope, id)),
      /There is no blob/,
    );
    await store.blobs.put(
      JSON.stringify(snapshot.sections.acceptedDomains.status === 'read' && snapshot.sections.acceptedDomains.data),
    );
    await withTenant(store, tenant, (scope) => loadSnapshot(scope, id));
  });

  it(
    'of a real tenant are assessed again to the same result',
    { skip: existsSync(sample) ? false : '../shared is not here' },
    async () => {
      const saved = snapshotOf(JSON.parse(readFileSync(sample, 'utf8')), sample, at);
      const inputs = { organization: noOrganization, baseline: baselines[0]!, at, version: '0.1.0' };
      const first = assess(saved, { controls, ...inputs });
      const began = performance.now();
      const { id, snapshotId } = await withTenant(store, tenant, async (scope) => {
        const snapshotId = await saveSnapshot(scope, saved, at);
        return { snapshotId, ...(await recordAssessment(scope, first, { snapshotId, inputs })) };
      });
      const kept = performance.now();
      const loaded = await withTenant(store, tenant, (scope) => loadSnapshot(scope, snapshotId));
      if (process.env['WARDLINE_MEASURE'])
        console.log(`save ${Math.round(kept - began)} ms, load ${Math.round(performance.now() - kept)} ms`);
      assertSame(loaded, saved);
      const stored = await withTenant(store, tenant, (scope) => loadAssessment(scope, id));
      assert.deepEqual(stored.assessment, first);
      const again = assess(loaded, { controls, ...(stored.inputs as typeof inputs) });
      assert.deepStrictEqual(again, first);
      const [entry] = await withTenant(store, tenant, (scope) => listAssessments(scope, 1));
      assert.deepEqual([entry?.run, entry?.snapshotId, entry?.score], [first.run, snapshotId, first.score]);
    },
  );
});
