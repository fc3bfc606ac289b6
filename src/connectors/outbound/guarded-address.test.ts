import assert from 'node:assert/strict';
import type { lookup } from 'node:dns';
import { describe, it } from 'node:test';
import { addressGuard, addressRefused, isLoopback, reachOf } from './guarded-address.ts';

describe('S0-79: an address that a webhook may lead to', () => {
  const cases: readonly [ip: string, reach: string][] = [
    ['203.0.113.7', 'public'],
    ['8.8.8.8', 'public'],
    ['2001:4860:4860::8888', 'public'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['127.0.0.1', 'private'],
    ['::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['169.254.169.254', 'never'],
    ['169.254.0.1', 'never'],
    ['168.63.129.16', 'never'],
    ['100.100.100.200', 'never'],
    ['0.0.0.0', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['::', 'never'],
    ['fe80::1', 'never'],
    ['ff02::1', 'never'],
    ['fd00:ec2::254', 'never'],
    ['fd20:ce::254', 'never'],
    // An IPv4 address in the clothes of an IPv6 one.
    ['::ffff:169.254.169.254', 'never'],
    ['::ffff:a9fe:a9fe', 'never'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:203.0.113.7', 'public'],
    ['::127.0.0.1', 'private'],
    ['64:ff9b::a9fe:a9fe', 'never'],
    ['2002:a9fe:a9fe::1', 'never'],
    ['2001:0:4136:e378::1', 'never'],
  ];
  for (const [ip, reach] of cases) it(`${ip} is ${reach}`, () => assert.equal(reachOf(ip), reach));

  const found = (...addresses: string[]) =>
    ((_host: string, _options: unknown, done: (error: null, list: unknown) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup;
  const asked = (allowPrivate: boolean, all: boolean, ...addresses: string[]) =>
    new Promise<unknown>((resolve) => {
      addressGuard(allowPrivate, found(...addresses)).lookup('hook.example.com', { all }, (error, address, family) =>
        resolve(error ? error.code : [address, family]),
      );
    });

  it('a name gives the address that was judged, and one bad address spoils it', async () => {
    assert.deepEqual(await asked(false, false, '203.0.113.7'), ['203.0.113.7', 4]);
    assert.deepEqual(await asked(false, true, '203.0.113.7'), [[{ address: '203.0.113.7', family: 4 }], undefined]);
    assert.equal(await asked(false, false, '203.0.113.7', '10.0.0.1'), addressRefused);
    assert.equal(await asked(false, false, '127.0.0.1'), addressRefused);
    assert.deepEqual(await asked(true, false, '10.0.0.1'), ['10.0.0.1', 4]);
    assert.equal(await asked(true, false, '169.254.169.254'), addressRefused);
    assert.equal(await asked(true, false), addressRefused);
  });

  it('an address for a host is judged without asking', () => {
    assert.equal(addressGuard(false).refuses('127.0.0.1'), true);
    assert.equal(addressGuard(true).refuses('127.0.0.1'), false);
    assert.equal(addressGuard(true).refuses('fe80::1'), true);
    assert.equal(addressGuard(false).refuses('hook.example.com'), false);
  });

  it('knows its own machine', () => {
    for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]'])
      assert.ok(isLoopback(host), host);
    for (const host of ['localhost.example.com', '128.0.0.1', '127.0.0.1.example.com'])
      assert.ok(!isLoopback(host), host);
  });
});
