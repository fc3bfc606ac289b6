import assert from 'node:assert/strict';
import { it } from 'node:test';
import { InventoryCount, storeInventory } from '../../engine/inventory.ts';
import type { KnownItem, KnownStore } from '../../engine/inventory-item.ts';
import { firstSteps, keyDecision } from './first.ts';

const at = '2026-11-20T12:00:00.000Z';
const stored = (name: string, more: Partial<KnownStore> = {}): KnownStore => ({
  ...{ id: `drive:${name}`, kind: 'library', name, url: null, site: null, owner: null, state: 'scanned', detail: '' },
  scannedAt: at,
  ...more,
});
const item = (more: Partial<KnownItem>): KnownItem => ({
  ...{ store: 's', id: 'i', parent: null, class: 'PHI', patients: 1, partial: false, kind: 'docx', counts: {} },
  ...{ sensitive: [], states: [], earliestDate: null, exposure: 'shared', label: null, modifiedAt: null, people: [] },
  ...more,
});
function inventory(store: KnownStore, items: readonly KnownItem[], team?: 'public' | 'private') {
  const count = new InventoryCount(at);
  for (const one of items) count.add(one);
  return storeInventory(store, count.inventory, { purpose: undefined, team });
}

it('S0-48: PHI in a public team is critical; a public team without PHI and a private one with it are not named', () => {
  const steps = firstSteps(
    [
      inventory(stored('charts'), [item({})], 'public'),
      inventory(stored('menu'), [item({ class: 'NONE', patients: 0 })], 'public'),
      inventory(stored('closed'), [item({})], 'private'),
    ],
    [],
  );
  assert.deepEqual(
    steps.map(({ severity, storeName }) => [severity, storeName]),
    [['critical', 'charts']],
  );
});

it('S0-40, S0-51: open to anyone comes before guests, and what was not read is named', () => {
  const steps = firstSteps(
    [
      inventory(stored('unread', { state: 'no-access', detail: 'No permission.' }), []),
      inventory(stored('guests'), [item({ exposure: 'guest', patients: 50 })]),
      inventory(stored('anyone'), [item({ exposure: 'anonymous' })]),
    ],
    [],
  );
  assert.deepEqual(
    steps.map(({ severity, storeName }) => [severity, storeName]),
    [
      ['critical', 'anyone'],
      ['high', 'guests'],
      ['medium', 'unread'],
    ],
  );
});

it('S0-51: the same patient in two files counts once, and by the state of the one that shows it', () => {
  const count = new InventoryCount(at);
  count.add(item({ people: ['mrn:1'], states: ['TX'] }));
  count.add(item({ people: ['mrn:1'] }));
  count.add(
    item({ people: ['mrn:2'], class: 'PHI_SENSITIVE', sensitive: ['hiv-sti'], label: '', earliestDate: '2020-02-03' }),
  );
  count.add(item({ class: 'UNREADABLE', patients: 0 }));
  count.add(item({ class: null, patients: 0 }));
  const { patients, residence, classes, labels, sensitive, earliest, phi } = count.inventory;
  assert.deepEqual([phi, patients, residence], [3, 2, { TX: 1, unknown: 1 }]);
  assert.deepEqual([classes.UNREADABLE, classes.NOT_READ], [1, 1]);
  assert.deepEqual(labels, { labeled: 0, unlabeled: 1, unknown: 2 });
  assert.deepEqual([sensitive, earliest], [{ 'hiv-sti': 1 }, '2020-02-03']);
});

const attested = (until: string, control = 'organization.encryption-keys-decided') => ({
  attestations: [{ control, statement: 's', by: 'b', on: '2026-01-02', until, proof: 'p' }],
});
for (const [what, items, organization, asked] of [
  ['no extra-sensitive record lies here', 0, { attestations: [] }, false],
  ['nobody decided', 2, { attestations: [] }, true],
  ['a decision is attested', 2, attested('2027-01-02'), false],
  ['the attestation has ended', 2, attested('2026-11-01'), true],
  ['something else is attested', 2, attested('2027-01-02', 'organization.microsoft-baa'), true],
] as const)
  it(`S0-62: a decision on keys is ${asked ? '' : 'not '}asked for where ${what}`, () => {
    assert.equal(keyDecision({ items, patients: 1 }, organization, at) !== undefined, asked);
  });
