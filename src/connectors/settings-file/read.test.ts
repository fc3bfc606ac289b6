import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WardlineError } from '../../core/errors.ts';
import { readBytes } from './bytes.ts';
import { readSettingsFile, snapshotOf } from './read.ts';

const at = '2026-11-20T00:00:00.000Z';
const refusal = (document: unknown): string => {
  try {
    snapshotOf(document, 'export.json', at);
  } catch (error) {
    assert.ok(error instanceof WardlineError && error.code === 'bad-input' && error.hint);
    return error.message;
  }
  assert.fail('accepted');
};

describe('settings file', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'wardline-'))));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('reads a ScubaGear export with a single key', async () => {
    const snapshot = await readSettingsFile(
      file('partial.json', '{"remote_domains":[{"DomainName":"*","AutoForwardEnabled":false}]}'),
      at,
    );
    const { remoteDomains } = snapshot.sections;
    assert.ok(remoteDomains.status === 'read');
    assert.equal(remoteDomains.data[0]?.autoForwardEnabled, false);
    assert.equal(snapshot.takenAt, at);
  });

  it('reads the raw part of ScubaResults', () => {
    const snapshot = snapshotOf(
      {
        Results: {},
        Summary: {},
        Raw: { remote_domains: [], tenant_details: [{ DisplayName: 'Larkmeadow', TenantId: 't-1' }] },
      },
      'f',
      at,
    );
    assert.equal(snapshot.sections.remoteDomains.status, 'read');
    assert.equal(snapshot.tenant.name, 'Larkmeadow');
  });

  for (const [name, act, wanted] of [
    ['a missing file', () => readSettingsFile(join(folder, 'none.json'), at), /^There is no file .*none\.json\.$/],
    ['a folder', () => readSettingsFile(folder, at), /is a folder, not a file/],
    ['an empty file', () => readSettingsFile(file('empty.json', ''), at), /is empty/],
    [
      'a file over the limit',
      () => readBytes(file('large.json', 'x'.repeat(2_000_000)), 1_048_576),
      /larger than 1 MB \(2 MB\)/,
    ],
  ] as const) {
    it(`refuses ${name} in one sentence`, async () => {
      await assert.rejects(
        act,
        (error) =>
          error instanceof WardlineError &&
          error.code === 'bad-input' &&
          error.exit === 65 &&
          wanted.test(error.message),
      );
    });
  }

  it('refuses 200 MB without reading them', async () => {
    const path = file('gigantic.json', '');
    truncateSync(path, 200 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    await assert.rejects(() => readSettingsFile(path, at), /larger than 128 MB \(200 MB\)/);
    assert.ok(process.memoryUsage.rss() - before < 50 * 1024 * 1024, 'it was read');
  });

  it('refuses a list, a bare value, another document and a result', () => {
    assert.match(refusal([]), /holds a list/);
    assert.match(refusal('text'), /holds a bare value/);
    assert.match(refusal({ name: 'package', version: '1' }), /none of the keys of a settings export/);
    assert.match(refusal({ kind: 'wardline.assessment', results: [] }), /is a result of an assessment/);
    assert.match(refusal({ Results: {}, Summary: {} }), /without its raw part/);
  });

  // The values are put together here so that no file of this repository holds one.
  const pem = ['-----BEGIN', 'PRIVATE KEY-----\nMIIE'].join(' ');
  const jwt = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'c2lnbmF0dXJlLXZhbHVl'].join('.');
  for (const [name, value, key] of [
    ['a private key', pem, 'Notes'],
    ['a signed token', `Bearer ${jwt}`, 'Header'],
    ['an Entra client secret', `abc8Q~${'x'.repeat(34)}`, 'Hint'],
    ['a value under a key named password', 'hunter2', 'Password'],
    ['a client secret text', 'anything-at-all-here', 'SecretText'],
  ] as const) {
    it(`refuses an export that holds ${name}, names the place and not the value`, () => {
      const message = refusal({ remote_domains: [{ DomainName: '*', Extra: [{ [key]: value }] }] });
      assert.match(message, new RegExp(`at remote_domains\\[0\\]\\.Extra\\[0\\]\\.${key}\\.`));
      assert.ok(!message.includes(value));
    });
  }

  it('does not take public keys, ids and empty secrets for secrets', () => {
    const harmless = {
      remote_domains: [],
      dkim: [`v=DKIM1; p=${'M'.repeat(300)}`],
      PasswordCredentials: [{ KeyId: '5ce54204-ef8d-44c5-af88-dc8bd4c16069', SecretText: null, Password: '' }],
      PasswordValidityPeriodInDays: 2147483647,
    };
    assert.equal(snapshotOf(harmless, 'f', at).sections.remoteDomains.status, 'read');
  });

  it('keeps unknown keys and lists them', () => {
    assert.deepEqual(snapshotOf({ remote_domains: [], future_key: [1] }, 'f', at).unrecognized, { future_key: [1] });
  });

  it('a document nested 100,000 deep is no way to crash', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    assert.equal(snapshotOf({ remote_domains: [], deep }, 'f', at).sections.remoteDomains.status, 'read');
  });
});
