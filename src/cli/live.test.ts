import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, clientIds, startLiveBench } from '../../test/live.ts';
import { permissionsOf } from './commands/permissions.ts';
import { withTenant } from '../store/scope.ts';
import { beginSnapshot, listSnapshots, loadSnapshot, putSections } from '../store/snapshots.ts';

const at = (moment: number) => new Date(moment).toISOString();

describe('a tenant in the simulator, through the command line', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
  });
  after(() => bench.close());
  const graphCalls = (path: string) =>
    bench.simulator.control.requests().filter(({ url }) => url.startsWith(`https://graph.microsoft.com/v1.0${path}`));

  it('tenant add: refuses what is no id, does nothing with --what-if, adds once', async () => {
    const { tenantId, name, run } = bench;
    assert.equal((await run('tenant', 'add', 'clinic', '--name', name)).exit, 64);
    assert.equal((await run('tenant', 'add', tenantId)).exit, 64);
    assert.equal((await run('tenant', 'add', tenantId, '--name', name, '--what-if')).exit, 0);
    assert.deepEqual(JSON.parse((await run('tenant', 'list')).out), []);
    assert.equal((await run('collect')).exit, 64, 'no tenant yet');
    const added = await run('tenant', 'add', tenantId.toUpperCase(), '--name', name, '--domain', 'larkmeadow.example');
    assert.equal(added.exit, 0, added.err);
    const again = await run('tenant', 'add', tenantId, '--name', name, '--json-errors');
    assert.deepEqual([again.exit, JSON.parse(again.err).code], [7, 'conflict']);
    const [row] = JSON.parse((await run('tenant', 'list')).out);
    assert.deepEqual([row.id, row.registrations, row.lastCollected], [tenantId, [], null]);
  });

  it('connect: shows the permissions before anything, read-only first, and sends nothing', async () => {
    const first = await bench.run('connect', '-o', 'table');
    assert.equal(first.exit, 4);
    assert.match(first.err, /Wardline read settings for Larkmeadow.+changes nothing/);
    assert.match(first.err, /User\.Read\.All \(Microsoft Graph\): To know the accounts/);
    assert.match(first.out, /Grant admin consent/);
    assert.equal((await bench.run('connect', '--registration', 'change', '--client-id', clientIds.change)).exit, 5);
    const whatIf = await bench.run('connect', '--client-id', clientIds['read-settings'], '--what-if');
    assert.equal(whatIf.exit, 0);
    assert.ok(!existsSync(join(bench.cwd, 'wardline-certificate.pem')));
    assert.equal(bench.simulator.control.requests().length, 0);
  });

  it('connect: makes the certificate and keeps its key sealed', async () => {
    const made = await bench.run(
      ...['connect', '--client-id', clientIds['read-settings'], '--simulator', 'simulator.json'],
      ...['--certificate', 'read-settings.pem'],
    );
    assert.equal(made.exit, 0, made.err);
    const pem = readFileSync(join(bench.cwd, 'read-settings.pem'), 'utf8');
    assert.match(pem, /^-----BEGIN CERTIFICATE-----/);
    assert.doesNotMatch(pem + made.out + made.err, /PRIVATE KEY/);
    const { home } = bench.store;
    for (const file of readdirSync(home).filter((name) => statSync(join(home, name)).isFile()))
      assert.doesNotMatch(readFileSync(join(home, file), 'latin1'), /PRIVATE KEY/, file);
    const sealed = await withTenant(bench.store, bench.tenantId, ({ db }) =>
      db.selectFrom('credentials').select('sealed').execute(),
    );
    assert.equal(sealed.length, 1);
    assert.doesNotMatch(sealed[0]!.sealed, /PRIVATE|BEGIN|clientId/);
  });

  it('connect: says that the app is not there yet, then what works of each API', async () => {
    const early = await bench.run('connect');
    assert.equal(early.exit, 4);
    assert.equal(JSON.parse(early.out)[0].works, false);
    bench.register('read-settings', ['Policy.Read.All']);
    const probes = await bench.run('tenant', 'test');
    const byApi = Object.fromEntries(JSON.parse(probes.out).map((row: { api: string }) => [row.api, row])) as Record<
      string,
      { works: boolean; says: string; next: string }
    >;
    assert.equal(probes.exit, 6);
    assert.match(byApi['Microsoft Graph']!.says, /lacks .*Policy\.Read\.All/);
    assert.match(byApi['Microsoft Graph']!.next, /admin consent/);
    assert.equal(byApi['Exchange Online']!.works, true);
    assert.equal(byApi['Security & Compliance']!.works, true);
  });

  it('collect: what the app may not read is no permission, and the rest is read and kept', async () => {
    const { exit, out, err } = await bench.run('collect');
    assert.equal(exit, 6, err);
    const { id, sections } = JSON.parse(out) as { id: string; sections: { section: string; status: string }[] };
    const status = (name: string) => sections.find(({ section }) => section === name)?.status;
    assert.equal(status('users'), 'read');
    assert.equal(status('organizationConfig'), 'read');
    assert.equal(status('conditionalAccessPolicies'), 'no-permission');
    assert.equal(status('meetingPolicies'), 'not-collected');
    assert.match(err, /\d+\/\d+ users/);
    const snapshot = await withTenant(bench.store, bench.tenantId, (scope) => loadSnapshot(scope, id));
    assert.ok(snapshot.sections.users.status === 'read' && snapshot.sections.users.data.length > 0);
    const [row] = JSON.parse((await bench.run('tenant', 'list')).out);
    assert.equal(row.lastCollected, snapshot.takenAt);
    const writes = bench.simulator.control.requests().filter(({ method }) => method !== 'GET' && method !== 'POST');
    assert.deepEqual(writes, []);
  });

  it('collect: goes on with what an interrupted run had read, unless it is too old', async () => {
    const interrupted = async (takenAt: string) =>
      withTenant(bench.store, bench.tenantId, async (scope) => {
        const tenant = { id: bench.tenantId, name: bench.name, cloud: 'commercial' } as const;
        const id = await beginSnapshot(
          scope,
          { tenant, takenAt, source: { kind: 'wardline', tool: 'Wardline' } },
          takenAt,
        );
        const call = 'GET /users';
        await putSections(scope, id, {
          users: { status: 'read', data: [{ id: 'u-1' }], readAt: takenAt, from: 'users', call },
        });
        return id;
      });
    const old = await interrupted(at(Date.now() - 86_400_000));
    const recent = await interrupted(at(Date.now() - 60_000));
    bench.simulator.control.clearRequests();
    const { out, err } = await bench.run('collect');
    assert.match(err, /Going on: 1 sections were read before/);
    assert.equal(JSON.parse(out).id, recent);
    assert.deepEqual(graphCalls('/users?'), []);
    const kept = await withTenant(bench.store, bench.tenantId, (scope) => listSnapshots(scope));
    assert.equal(kept.find(({ id }) => id === recent)?.state, 'complete');
    assert.equal(kept.find(({ id }) => id === old)?.state, 'collecting');
  });

  it('assess: judges the latest snapshot of the tenant, and an empty home says what to do', async () => {
    await bench.run('collect');
    const { exit, out, err } = await bench.run('assess', '--tenant', bench.name);
    assert.equal(exit, 6, err);
    const assessment = JSON.parse(out);
    assert.deepEqual([assessment.tenant.id, assessment.source.tool], [bench.tenantId, 'Wardline']);
    const outcome = (control: string) =>
      assessment.results.find((result: { control: string }) => result.control === control).outcome;
    assert.equal(outcome('entra.mfa-for-all-users'), 'unknown');
    assert.equal((await bench.run('assess', '--tenant', 'nobody')).exit, 64);
    // The same snapshot gives the same run.
    assert.equal(JSON.parse((await bench.run('assess')).out).run, assessment.run);
  });

  it('I-2: a collection that may read nothing keeps the one before', async () => {
    const { simulator, tenantId, store } = bench;
    const complete = async () =>
      withTenant(store, tenantId, async (scope) =>
        (await listSnapshots(scope)).filter(({ state }) => state === 'complete').map(({ id }) => id),
      );
    const before = await complete();
    for (const { role } of permissionsOf('read-settings')[0]!.permissions)
      simulator.control.loseRole(tenantId, clientIds['read-settings'], role);
    const { exit, err } = await bench.run('collect');
    simulator.control.restoreRoles(tenantId);
    assert.equal(exit, 5, err);
    assert.match(err, /the last collection stands/);
    assert.deepEqual(await complete(), before);
  });

  it('tenant remove: asks for the name, deletes the credentials and keeps the history', async () => {
    const { name, run, answering, tenantId } = bench;
    assert.equal((await run('tenant', 'remove', name)).exit, 5, 'nobody to ask');
    assert.equal((await answering('yes', 'tenant', 'remove', name)).exit, 5, 'not the name');
    assert.equal((await run('tenant', 'remove', name, '--what-if')).exit, 0);
    assert.equal(JSON.parse((await run('tenant', 'list')).out).length, 1);
    assert.equal((await answering(name, 'tenant', 'remove', name)).exit, 0);
    assert.deepEqual(JSON.parse((await run('tenant', 'list')).out), []);
    const kept = await withTenant(bench.store, tenantId, (scope) => listSnapshots(scope));
    assert.ok(kept.length >= 3);
    await run('tenant', 'add', tenantId, '--name', name);
    assert.equal((await run('tenant', 'test')).exit, 64, 'no credential any more');
  });
});
