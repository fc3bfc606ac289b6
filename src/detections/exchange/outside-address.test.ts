import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksOwn } from './outside-address.ts';

describe('looksOwn: S0-70', () => {
  const own = [
    ['nina.weber@clinic.example.com', 'n-ina.weber@gmail.com'],
    ['nina.weber@clinic.example.com', 'n-weber77@gmail.com'],
    ['nina.weber@clinic.example.com', '1weber.nina@yahoo.com'],
    ['nweber@clinic.example.com', 'n-weber.home@gmail.com'],
    ['Omar.K@clinic.example.com', '1omark82@outlook.com'],
  ] as const;
  for (const [account, address] of own)
    it(`${address} is like ${account}`, () => assert.equal(looksOwn(account, address), true));
  const others = [
    ['nina.weber@clinic.example.com', 'n-ina.adams@gmail.com'],
    ['nina.weber@clinic.example.com', 'p-atient@gmail.com'],
    ['ann@clinic.example.com', 'a-nna.miller@gmail.com'],
    ['info@clinic.example.com', 'i-nformation@gmail.com'],
    ['n@clinic.example.com', 'n@gmail.com'],
  ] as const;
  for (const [account, address] of others)
    it(`${address} is not like ${account}`, () => assert.equal(looksOwn(account, address), false));
});
