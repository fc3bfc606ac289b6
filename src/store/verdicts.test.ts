import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { at, newTenant, openTestStore } from '../../test/store/harness.ts';
import type { Store } from './open.ts';
import { withTenant } from './scope.ts';
import { addVerdict, listVerdicts } from './verdicts.ts';

const given = {
  ...{ rule: 'Protect PHI: identifiers alone', subject: 's1', confidence: 75, count: 1, verdict: 'true' as const },
  ...{ reason: 'A chart.', by: 'Dana Fox', at },
};

describe('verdicts in the store', () => {
  let store: Store;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());

  it('S3-38: the latest verdict on a hit stands, by rule in any case, and the earlier one stays in the record', async () => {
    const tenant = await newTenant(store);
    const rows = await withTenant(store, tenant, async (scope) => {
      await addVerdict(scope, given);
      await addVerdict(scope, { ...given, subject: 's2', verdict: 'false', reason: 'A part number.' });
      await addVerdict(scope, { ...given, verdict: 'false', reason: 'On a second look a form.' });
      await addVerdict(scope, { ...given, rule: 'phi.ssn' });
      const { count } = await scope.db
        .selectFrom('phiVerdicts')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      assert.equal(Number(count), 4);
      return listVerdicts(scope, { rules: ['protect phi: IDENTIFIERS alone'] });
    });
    assert.deepEqual(
      rows.map(({ subject, verdict, reason }) => [subject, verdict, reason]),
      [
        ['s2', 'false', 'A part number.'],
        ['s1', 'false', 'On a second look a form.'],
      ],
    );
  });

  it('S3-38: no verdict is changed or taken away, and none of another tenant is seen', async () => {
    const [mine, other] = [await newTenant(store), await newTenant(store)];
    await withTenant(store, mine, (scope) => addVerdict(scope, given));
    for (const statement of ['update wardline.phi_verdicts set count = 9', 'delete from wardline.phi_verdicts'])
      await assert.rejects(
        withTenant(store, mine, (scope) => sql.raw(statement).execute(scope.db)),
        statement,
      );
    assert.deepEqual(await withTenant(store, other, (scope) => listVerdicts(scope)), []);
  });

  for (const [name, wrong] of Object.entries({ reason: { reason: ' . ' }, author: { by: '' }, rule: { rule: ' ' } }))
    it(`S3-38: refuses a verdict without a ${name}`, async () => {
      const tenant = await newTenant(store);
      await assert.rejects(
        withTenant(store, tenant, (scope) => addVerdict(scope, { ...given, ...wrong })),
        { code: 'bad-input' },
      );
    });
});
