import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwnPrivateAddress } from './people.ts';

describe('S0-70: private addresses of the same person', () => {
  for (const [account, address] of [
    ['nina.lopez@clinic.example.com', 'n-inalopez88@gmail.com'],
    ['nina.lopez@clinic.example.com', '1lopez.nina@yahoo.com'],
    ['nina.lopez@clinic.example.com', '1n.lopez@outlook.com'],
    ['nina.lopez@clinic.example.com', '1nlopez1980@aol.com'],
    ['nina@clinic.example.com', 'n-ina.at.home@gmail.com'],
    ['Nina.Lopez@clinic.example.com', '1NINA_LOPEZ@icloud.com'],
  ] as const)
    it(`${address} looks like ${account}`, () => assert.equal(isOwnPrivateAddress(account, address), true));

  for (const [account, address] of [
    ['nina.lopez@clinic.example.com', 'g-ranny@gmail.com'],
    ['nina.lopez@clinic.example.com', 'c-arlos.lopez@gmail.com'],
    ['nina.lopez@clinic.example.com', 'lopez@gmail.com'],
    ['al@clinic.example.com', 'a-lfred@gmail.com'],
    ['info@clinic.example.com', 'jane@gmail.com'],
  ] as const)
    it(`${address} is somebody other than ${account}`, () =>
      assert.equal(isOwnPrivateAddress(account, address), false));
});
