import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testControl } from '../../../test/control.ts';
import { encryptionKeysDecided } from './encryption-keys-decided.ts';

testControl(encryptionKeysDecided, {});

describe('S0-62: the three choices of keys', () => {
  const text = [encryptionKeysDecided.rationale, ...encryptionKeysDecided.remediation.steps].join(' ');
  for (const choice of ["Microsoft's keys", 'Customer Key', 'Double Key Encryption'])
    it(`${choice} stands there with what it costs`, () => assert.ok(text.includes(choice)));
  it('HIPAA does not ask for keys of your own', () => assert.match(text, /HIPAA does not ask for keys of your own/));
});
