import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testFolder } from '../../test/store/harness.ts';
import { contentSeal } from './content-sealing.ts';
import { codeOf } from './errors.ts';
import { openKeyring } from './master-key.ts';

const home = testFolder();
const keyring = openKeyring(home, {});
const seal = contentSeal(home, keyring, 'tenant-a');

for (const text of ['', 'Rosa Delgado.docx', 'Röntgen 🩻 \u2028', `{"matches":["${'x'.repeat(100_000)}"]}`])
  it(`S0-59: ${text.length} letters come back from their seal, and are not in it`, () => {
    const sealed = seal.seal(text, 'item 1');
    assert.equal(seal.open(sealed, 'item 1'), text);
    if (text.length > 8) assert.ok(!Buffer.from(sealed.slice(3), 'base64url').includes(text.slice(0, 8)));
    assert.notEqual(seal.seal(text, 'item 1'), sealed);
  });

it('a long list takes less room sealed than plain', () => {
  assert.ok(seal.seal('the same words again '.repeat(1_000), 'x').length < 1_000);
});

it('S0-59: it opens nowhere else: not in another place, for another tenant, or altered', () => {
  const sealed = seal.seal('Rosa Delgado', 'item 1');
  const elsewhere = contentSeal(home, keyring, 'tenant-b');
  const altered = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const open of [
    () => seal.open(sealed, 'item 2'),
    () => elsewhere.open(sealed, 'item 1'),
    () => seal.open(altered, 'item 1'),
    () => seal.open('c1.', 'item 1'),
    () => seal.open('Rosa Delgado', 'item 1'),
  ])
    assert.throws(open, (error) => codeOf(error) === 'integrity');
});
