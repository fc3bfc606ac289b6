import assert from 'node:assert/strict';
import { it } from 'node:test';
import { namesStore } from './placement.ts';

const library = {
  kind: 'library' as const,
  name: 'Marketing / Documents',
  url: 'https://clinic.sharepoint.com/sites/Marketing/Shared%20Documents',
  site: 'https://clinic.sharepoint.com/sites/Marketing',
  owner: 'jun@example.com',
};
const drive = { ...library, kind: 'onedrive' as const, name: 'OneDrive of Jun', site: null, url: null };

for (const [pattern, store, fits] of [
  ['https://clinic.sharepoint.com/sites/marketing', library, true],
  ['https://clinic.sharepoint.com/sites/marketing/', library, true],
  ['https://clinic.sharepoint.com/sites/market', library, false],
  ['https://clinic.sharepoint.com', library, true],
  ['https://clinic.sharepoint.com/sites/m*', library, true],
  ['JUN@example.com', drive, true],
  ['un@example.com', drive, false],
  ['onedrive:*', drive, true],
  ['onedrive:*', library, false],
  ['onedrive:jun@*.com', drive, true],
  ['onedrive of jun', drive, true],
  ['*', { ...drive, owner: null }, true],
  ['*marketing*documents', library, true],
  ['a*a', { ...drive, name: 'a', owner: null }, false],
] as const)
  it(`S0-58: ${pattern} ${fits ? 'names' : 'does not name'} the ${store.kind} ${store.name}`, () => {
    assert.equal(namesStore(pattern, store), fits);
  });

it('S0-58: a pattern of many stars is quick on a long name', () => {
  const name = 'a'.repeat(20_000);
  const begun = performance.now();
  assert.equal(namesStore('*a'.repeat(150) + '*b', { ...drive, name }), false);
  assert.ok(performance.now() - begun < 500);
});
