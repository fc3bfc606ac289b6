import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksOwn } from './outside-address.ts';

describe('looksOwn: S0-70', () => {
  const own = [
    ['nina.weber@clinic.example.com', 'nina.weber@gmail.com'],
    ['nina.weber@clinic.example.com', 'nweber77@gmail.com'],
    ['nina.weber@clinic.example.com', 'weber.nina@yahoo.com'],
    ['nweber@clinic.example.com', 'nweber.home@gmail.com'],
    ['Omar.K@clinic.example.com', 'omark82@outlook.com'],
  ] as const;
  for (const [account, address] of own)
    it(`${address} is like ${account}`, () => assert.equal(looksOwn(account, address), true));
  const others = [
    ['nina.weber@clinic.example.com', 'nina.adams@gmail.com'],
    ['nina.weber@clinic.example.com', 'patient@gmail.com'],
    ['ann@clinic.example.com', 'anna.miller@gmail.com'],
    ['info@clinic.example.com', 'information@gmail.com'],
    ['n@clinic.example.com', 'n@gmail.com'],
  ] as const;
  for (const [account, address] of others)
    it(`${address} is not like ${account}`, () => assert.equal(looksOwn(account, address), false));
});
