import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noOrganization } from '../core/organization.ts';
import type { Placement } from '../core/placement.ts';
import type { KnownItem, KnownStore } from './inventory-item.ts';
import { parseOrganization } from './organization-file.ts';
import { PlacementCheck, purposeOf } from './placement.ts';
import { clinic } from '../controls/baselines/clinic.ts';

const store: KnownStore = {
  ...{ id: 'drive:d', kind: 'library', name: 'Therapy', url: 'https://c.sharepoint.com/sites/therapy/Documents' },
  ...{
    site: 'https://c.sharepoint.com/sites/therapy',
    owner: 'ann@example.com',
    state: 'scanned',
    detail: '',
    scannedAt: null,
  },
};
const item = (more: Partial<KnownItem>): KnownItem => ({
  ...{ store: store.id, id: 'i', parent: 'f', class: 'PHI', patients: 1, partial: false, kind: 'docx', counts: {} },
  ...{ sensitive: [], states: [], earliestDate: null, exposure: 'shared', label: null, modifiedAt: null, people: [] },
  ...more,
});
const rules = (given: Partial<Placement>): Placement => ({ phi: 'anywhere', stores: [], classes: {}, ...given });
const here = 'https://c.sharepoint.com/sites/therapy';
const there = 'https://c.sharepoint.com/sites/other';

for (const { what, placement, more = {}, breach, severity } of [
  { what: 'nothing is declared', placement: rules({}) },
  { what: 'the store is for PHI', placement: rules({ phi: 'declared', stores: [{ match: here, purpose: 'phi' }] }) },
  {
    what: 'only declared stores may hold it',
    placement: rules({ phi: 'declared' }),
    breach: 'undeclared-store',
    severity: 'high',
  },
  {
    what: 'the store is for other things',
    placement: rules({ stores: [{ match: here, purpose: 'non-phi' }] }),
    breach: 'non-phi-store',
    severity: 'high',
  },
  {
    what: 'it belongs in the EHR',
    placement: rules({ phi: 'ehr-only', ehr: { name: 'E' } }),
    breach: 'ehr-only',
    severity: 'high',
  },
  {
    what: 'this store belongs to the EHR',
    placement: rules({ ehr: { name: 'E' }, stores: [{ match: here, purpose: 'ehr-only' }] }),
    breach: 'ehr-only',
    severity: 'high',
  },
  {
    what: 'the class has a store of its own',
    placement: rules({ classes: { PHI_SENSITIVE: [there] } }),
    more: { class: 'PHI_SENSITIVE' },
    breach: 'class-elsewhere',
    severity: 'critical',
  },
  {
    what: 'the class has this store',
    placement: rules({ classes: { PHI_SENSITIVE: [here] } }),
    more: { class: 'PHI_SENSITIVE' },
  },
  { what: 'another class has a store of its own', placement: rules({ classes: { PHI_SENSITIVE: [there] } }) },
  {
    what: 'PHI has stores, and extra-sensitive PHI none',
    placement: rules({ classes: { PHI: [there] } }),
    more: { class: 'PHI_SENSITIVE' },
    breach: 'class-elsewhere',
    severity: 'critical',
  },
  {
    what: 'a guest can open it',
    placement: rules({ phi: 'declared' }),
    more: { exposure: 'guest' },
    breach: 'undeclared-store',
    severity: 'critical',
  },
  { what: 'it is no PHI', placement: rules({ phi: 'ehr-only', ehr: { name: 'E' } }), more: { class: 'PII_ONLY' } },
] as { what: string; placement: Placement; more?: Partial<KnownItem>; breach?: string; severity?: string }[]) {
  it(`S0-57, S0-58: ${breach ?? 'no violation'} where ${what}`, () => {
    const check = new PlacementCheck(store, { ...noOrganization, placement });
    check.add(item(more));
    check.end();
    assert.deepEqual(
      check.findings.map((found) => [found.breach, found.severity, found.key]),
      breach ? [[breach, severity, 'drive:d/i']] : [],
    );
  });
}

describe('a store that may hold no PHI', () => {
  it('S0-57: what could not be read there is counted, and not called clean', () => {
    const check = new PlacementCheck(store, {
      ...noOrganization,
      placement: rules({ stores: [{ match: here, purpose: 'non-phi' }] }),
    });
    for (const more of [
      { class: 'UNREADABLE' },
      { class: null },
      { class: 'NONE', partial: true },
      { class: 'NONE' },
    ] as const)
      check.add(item(more));
    check.end();
    assert.deepEqual([check.findings.length, check.unread, check.closed], [0, 3, true]);
  });
});

describe('wardline.yaml', () => {
  const parse = (text: string) => parseOrganization(text, 'wardline.yaml', { controls: [], baselines: [clinic] });
  it('S0-58: stores of phi are for PHI unless placement says something else', () => {
    const organization = parse(`phi: { sites: ["${here}"] }\n`);
    assert.equal(purposeOf(store, organization), 'phi');
    const other = parse(
      `phi: { sites: ["${here}"] }\nplacement: { stores: [{ match: "${here}", purpose: non-phi }] }\n`,
    );
    assert.equal(purposeOf(store, other), 'non-phi');
  });
  for (const [what, text, said] of [
    ['EHR only without an EHR', 'placement: { phi: ehr-only }', /placement\.ehr must name the EHR/],
    [
      'EHR only with a store for PHI',
      'placement: { phi: ehr-only, ehr: { name: E }, stores: [{ match: x, purpose: phi }] }',
      /must not declare a store for PHI/,
    ],
    ['an unknown rule', 'placement: { phi: nowhere }', /placement\.phi must be one of/],
  ] as const)
    it(`S0-58: refuses ${what}`, () => assert.throws(() => parse(`${text}\n`), said));
});
