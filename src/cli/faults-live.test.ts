import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import { startWardline } from '../../test/wardline-process.ts';
import { withTenant } from '../store/scope.ts';
import { listSnapshots } from '../store/snapshots.ts';

interface Row {
  section: string;
  status: string;
  detail: string;
}

/** What each fault makes of the section that meets it. */
const met: readonly {
  name: string;
  fault: Parameters<LiveBench['simulator']['control']['faults']['add']>[0];
  section: string;
  status: string;
  detail: RegExp;
}[] = [
  {
    name: 'a web page in place of JSON',
    fault: { kind: 'html', path: '/groups\\?.*Unified' },
    section: 'groups',
    status: 'unparsable',
    detail: /A page came instead of JSON/,
  },
  {
    name: 'a body of 2 GB',
    fault: { kind: 'huge', bytes: 2 * 1024 ** 3, path: '/servicePrincipals\\?.*servicePrincipalType&' },
    section: 'servicePrincipals',
    status: 'not-collected',
    detail: /The limit is 67\.1\d* MB/,
  },
  {
    name: 'an error inside an answer of 200',
    fault: { kind: 'error-in-200', sends: '"Get-TransportRule"' },
    section: 'transportRules',
    status: 'not-collected',
    detail: /Get-TransportRule/,
  },
  {
    name: 'pages that lead in a circle',
    fault: { kind: 'paging-loop', path: '/v1\\.0/users\\?', count: 50 },
    section: 'users',
    status: 'not-collected',
    detail: /circle|again/,
  },
  {
    name: 'what builds on those pages',
    fault: { kind: 'slow', bytes: 100, every: 5, path: '/v1\\.0/organization' },
    section: 'perUserMfa',
    status: 'not-collected',
    detail: /accounts were not read/,
  },
  {
    name: 'a role that is lost midway',
    fault: { kind: 'lose-role', role: 'DeviceManagementConfiguration.Read.All', path: '/deviceManagement/' },
    section: 'deviceCompliancePolicies',
    status: 'no-permission',
    detail: /./,
  },
  {
    name: 'a storm of 429 that does not say when to come back',
    fault: { kind: 'throttled', path: '/groupSettings', count: 2 },
    section: 'groupSettings',
    status: 'read',
    detail: /^$/,
  },
  {
    name: 'a connection that breaks in the middle of the answer',
    fault: { kind: 'cut-middle', path: '/v1\\.0/domains' },
    section: 'domains',
    status: 'read',
    detail: /^$/,
  },
];

describe('faults of the services, through the command line', () => {
  let bench: LiveBench;
  let whole: Row[];
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    whole = JSON.parse((await bench.run('collect')).out).sections as Row[];
  });
  after(() => bench.close());

  const writes = (collection: string) =>
    bench.simulator.control.writes(bench.tenantId).filter((write) => write.collection === collection);
  const planned = async (only: string) => JSON.parse((await bench.run('plan', '--only', only)).out).id as string;

  describe('collect, all of them at once', () => {
    let ran: Awaited<ReturnType<typeof startWardline>['ended']>;
    let rows: Row[];
    before(async () => {
      const { control } = bench.simulator;
      control.pageLimit(5);
      for (const { fault } of met) control.faults.add(fault);
      ran = await startWardline(bench, 'collect').ended;
      control.faults.clear();
      control.pageLimit(0);
      control.restoreRoles(bench.tenantId);
      rows = JSON.parse(ran.out).sections as Row[];
    });

    for (const { name, section, status, detail } of met)
      it(`${name}: ${section} is ${status}`, () => {
        const row = rows.find((one) => one.section === section)!;
        assert.equal(row.status, status, row.detail);
        assert.match(row.detail, detail);
      });

    it('everything else is read as before, and the command says that something is missing', () => {
      assert.equal(ran.exit, 6, ran.err);
      const hurt = new Set(rows.filter(({ status }) => status !== 'read').map(({ section }) => section));
      const before = new Set(whole.filter(({ status }) => status !== 'read').map(({ section }) => section));
      const more = [...hurt].filter((section) => !before.has(section));
      assert.ok(more.length < 25, `also missing: ${more.join(', ')}`);
      assert.ok(['remoteDomains', 'sharepointTenant', 'casMailboxes'].every((section) => !hurt.has(section)));
    });

    it('2 GB never lie in memory', () => {
      assert.ok(ran.peak > 50 && ran.peak < 450, `${ran.peak.toFixed(0)} MB at most`);
    });

    it('what was collected before is there still, and the next collect is whole', async () => {
      const { out } = await bench.run('collect');
      assert.deepEqual(JSON.parse(out).sections, whole);
      const kept = await withTenant(bench.store, bench.tenantId, (scope) => listSnapshots(scope));
      assert.equal(kept.filter(({ state }) => state === 'complete').length, 3);
    });
  });

  for (const by of ['2h', '-2h'])
    it(`clock skew: this machine's clock is off by ${by}, and the sign-in goes by the service's`, async () => {
      bench.simulator.control.skew({ login: by, apis: by });
      const { exit, out, err } = await bench.run('collect');
      bench.simulator.control.skew({ login: '0s', apis: '0s' });
      assert.equal(exit, 6, err);
      assert.deepEqual(JSON.parse(out).sections, whole);
    });

  describe('apply', () => {
    it('an error inside an answer of 200: the change failed and says so, the next apply does it', async () => {
      const plan = await planned('EX-01');
      bench.simulator.control.faults.add({ kind: 'error-in-200', sends: '"Set-RemoteDomain"' });
      const first = await bench.run('apply', '--plan-id', plan, '--yes');
      assert.equal(first.exit, 6, first.err);
      const [change] = JSON.parse(first.out).changes;
      assert.equal(change.step, 'failed');
      assert.match(change.reason, /Set-RemoteDomain/);
      assert.equal(writes('remoteDomains').length, 0);
      const second = await bench.run('apply', '--plan-id', plan, '--yes');
      assert.equal(second.exit, 0, second.err);
      assert.equal(writes('remoteDomains').length, 1);
    });

    it('S3-18: an object that was made and whose answer was lost is found, not made again', async () => {
      const plan = await planned('exchange.phi-mail-encrypted');
      bench.simulator.control.consistency(bench.tenantId, { reads: 2, collections: 'transportRules' });
      bench.simulator.control.faults.add({ kind: 'cut-before', done: true, sends: '"New-TransportRule"' });
      const { exit, out, err } = await bench.run('apply', '--plan-id', plan, '--yes');
      assert.equal(exit, 0, err);
      assert.deepEqual(
        JSON.parse(out).changes.map(({ step }: { step: string }) => step),
        ['done', 'done'],
      );
      const made = writes('transportRules').filter(({ operation }) => operation === 'create');
      assert.equal(made.length, 2);
      const undone = await bench.run('undo', JSON.parse(out).run, '--yes');
      assert.equal(undone.exit, 0, undone.err);
    });

    it('a role that is lost midway: what it needs failed and names it, the rest is done', async () => {
      await bench.run('collect');
      const plan = await planned('entra.app-registration-admins-only,exchange.phi-mail-encrypted');
      bench.simulator.control.faults.add({
        kind: 'lose-role',
        role: 'Policy.ReadWrite.Authorization',
        path: 'authorizationPolicy',
        method: 'PATCH',
      });
      const { exit, out, err } = await bench.run('apply', '--plan-id', plan, '--yes');
      bench.simulator.control.restoreRoles(bench.tenantId);
      assert.equal(exit, 6, err);
      const steps = JSON.parse(out).changes as { summary: string; step: string; reason?: string }[];
      const failed = steps.filter(({ step }) => step === 'failed');
      assert.equal(failed.length, 1);
      assert.match(failed[0]!.reason!, /403/);
      assert.ok(steps.filter(({ step }) => step === 'done').length >= 2);
    });
  });
});
