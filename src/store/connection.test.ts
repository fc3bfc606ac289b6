import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectionFault, outsideConnection } from './connection.ts';
import { StoreError } from './errors.ts';
import { refuseOldServer } from './migrate.ts';

const fault = (act: () => unknown): StoreError => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof StoreError && error.hint);
    return error;
  }
  assert.fail('accepted');
};

describe('the address of an outside database', () => {
  for (const url of [
    'postgres://u:p@127.0.0.1/clinic',
    'postgresql://u:p@localhost:5433/clinic',
    'postgres:///clinic?host=/var/run/postgresql',
    'postgres://u:p@db.example.com/clinic?sslmode=verify-full',
    'postgres://u:p@db.example.com/clinic?sslmode=disable',
  ])
    it(`is taken: ${url}`, () => assert.equal(outsideConnection(url).connectionString, url));

  it('beyond this machine has to say whether the way is encrypted', () => {
    const error = fault(() => outsideConnection('postgres://u:hunter2@db.example.com/clinic'));
    assert.match(error.hint!, /sslmode=verify-full/);
    assert.ok(!`${error.message}${error.hint}`.includes('hunter2'));
  });
  for (const url of ['mysql://u:hunter2@127.0.0.1/x', 'clinic', 'http://db.example.com'])
    it(`is refused without being quoted: ${url}`, () =>
      assert.ok(!fault(() => outsideConnection(url)).message.includes('hunter2')));
  it('keeps its own options beside ours', () => {
    const { options, connectionString } = outsideConnection('postgres://u@127.0.0.1/x?options=-c%20lock_timeout%3D5s');
    assert.equal(options, '-c lock_timeout=5s');
    assert.ok(!connectionString!.includes('options'));
  });
});

describe('the version of a server', () => {
  for (const [version, name] of [
    [140_022, '14'],
    [90_624, '9'],
  ] as const)
    it(`${version} is too old`, () =>
      assert.match(fault(() => refuseOldServer(version)).message, new RegExp(`PostgreSQL ${name};.*needs 15`)));
  it('15 and newer are taken', () => {
    for (const version of [150_000, 150_018, 180_004, 210_000]) refuseOldServer(version);
  });
});

describe('a fault while connecting', () => {
  it('says the next step and nothing of the address', () => {
    const error = connectionFault(
      Object.assign(new Error('password authentication failed for user "u"'), { code: '28P01' }),
    );
    assert.ok(error instanceof StoreError);
    assert.equal(error.message, 'The database cannot be opened (28P01).');
    assert.match(error.hint!, /user and password/);
  });
});
