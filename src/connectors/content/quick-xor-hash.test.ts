import assert from 'node:assert/strict';
import { it } from 'node:test';
import { quickXorHash } from './quick-xor-hash.ts';

const none = '00'.repeat(20);

for (const [what, bytes, hex] of [
  ['nothing', [], none],
  ['one byte', [0x4a], `4a${'00'.repeat(11)}01${'00'.repeat(7)}`],
  // The second byte stands 11 bits further on, the third 22.
  ['two bytes', [0xb5, 0xb4], `b5a005${'00'.repeat(9)}02${'00'.repeat(7)}`],
  ['three bytes', [0xd2, 0x96, 0x4f], `d2b0c413${'00'.repeat(8)}03${'00'.repeat(7)}`],
  // The fifteenth begins at bit 154 of 160 and goes on at the front.
  ['a byte over the end', [...Array(14).fill(0), 0xff], `03${'00'.repeat(11)}0f${'00'.repeat(6)}fc`],
  // The 161st lies where the first does.
  ['a second round', [0x11, ...Array(159).fill(0), 0x22], `33${'00'.repeat(11)}a1${'00'.repeat(7)}`],
] as const satisfies readonly (readonly [string, readonly number[], string])[])
  it(`QuickXorHash of ${what}`, () => {
    assert.equal(quickXorHash(Uint8Array.from(bytes)), Buffer.from(hex, 'hex').toString('base64'));
  });
