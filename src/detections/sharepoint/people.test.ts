import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwnPrivateAddress } from './people.ts';

describe('S0-70: private addresses of the same person', () => {
  for (const [account, address] of [
    ['nina.lopez@clinic.example.com', 'ninalopez88@gmail.com'],
    ['nina.lopez@clinic.example.com', 'lopez.nina@yahoo.com'],
    ['nina.lopez@clinic.example.com', 'n.lopez@outlook.com'],
    ['nina.lopez@clinic.example.com', 'nlopez1980@aol.com'],
    ['nina@clinic.example.com', 'nina.at.home@gmail.com'],
    ['Nina.Lopez@clinic.example.com', 'NINA_LOPEZ@icloud.com'],
  ] as const)
    it(`${address} looks like ${account}`, () => assert.equal(isOwnPrivateAddress(account, address), true));

  for (const [account, address] of [
    ['nina.lopez@clinic.example.com', 'granny@gmail.com'],
    ['nina.lopez@clinic.example.com', 'carlos.lopez@gmail.com'],
    ['nina.lopez@clinic.example.com', 'lopez@gmail.com'],
    ['al@clinic.example.com', 'alfred@gmail.com'],
    ['info@clinic.example.com', 'jane@gmail.com'],
  ] as const)
    it(`${address} is somebody other than ${account}`, () =>
      assert.equal(isOwnPrivateAddress(account, address), false));
});
