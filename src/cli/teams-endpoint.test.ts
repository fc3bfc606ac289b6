import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, clientIds, startLiveBench } from '../../test/live.ts';

const teams = 'https://api.interfaces.records.teams.microsoft.com/';
const commands: Record<string, string> = {
  teamsTenant: 'Get-CsTenant',
  meetingPolicies: 'Get-CsTeamsMeetingPolicy',
  broadcastPolicies: 'Get-CsTeamsMeetingBroadcastPolicy',
  federationConfiguration: 'Get-CsTenantFederationConfiguration',
  clientConfiguration: 'Get-CsTeamsClientConfiguration',
  appPermissionPolicies: 'Get-CsTeamsAppPermissionPolicy',
  tenantAppSettings: 'Get-M365UnifiedTenantSettings',
};

describe('the undocumented Teams endpoint, through the command line', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
  });
  after(() => bench.close());

  const calls = () => bench.simulator.control.requests().filter(({ url }) => url.startsWith(teams));
  const sections = async () => {
    const { out } = await bench.run('collect');
    const rows = (JSON.parse(out) as { sections: { section: string; status: string; detail: string }[] }).sections;
    return new Map(rows.map((row) => [row.section, row]));
  };
  const appPolicy = () => {
    const held = Object.values(bench.simulator.control.state(bench.tenantId)['appPermissionPolicies'] ?? {});
    const { GlobalCatalogAppsType, GlobalCatalogApps } = held.find((policy) => policy['Identity'] === 'Global')!;
    return { GlobalCatalogAppsType, GlobalCatalogApps };
  };

  it('is not asked unless the organization chose it; each section says what to run by hand', async () => {
    const rows = await sections();
    for (const [section, command] of Object.entries(commands)) {
      const row = rows.get(section)!;
      assert.equal(row.status, 'not-collected', section);
      assert.ok(row.detail.includes(`By hand: Connect-MicrosoftTeams; ${command} | ConvertTo-Json`), row.detail);
    }
    assert.match(rows.get('meetingPolicies')!.detail, /choices\.unofficialTeamsEndpoint in wardline\.yaml/);
    assert.equal(calls().length, 0);
    const { out } = await bench.run('permissions', '-o', 'csv');
    assert.doesNotMatch(out, /application_access|Teams Administrator/);
    const { out: probes } = await bench.run('tenant', 'test');
    assert.doesNotMatch(probes, /Teams/);
  });

  it('is shown with its permissions, read and probed where the organization chose it', async () => {
    writeFileSync(join(bench.cwd, 'wardline.yaml'), 'choices: { unofficialTeamsEndpoint: true }\n');
    const { out } = await bench.run('permissions', '-o', 'csv');
    assert.match(out, /read-settings,Skype and Teams Tenant Admin API,application_access,now/);
    assert.match(out, /change,Entra role,Teams Administrator,now/);
    const early = await sections();
    assert.equal(early.get('meetingPolicies')!.status, 'no-permission', 'the token lacks application_access');
    for (const registration of ['read-settings', 'change'] as const) {
      // The admin grants what is new: the app is made again with it.
      for (const collection of ['applications', 'servicePrincipals'])
        for (const [id, entry] of Object.entries(bench.simulator.control.state(bench.tenantId)[collection]!))
          if (entry['appId'] === clientIds[registration])
            bench.simulator.control.change(bench.tenantId, { collection, id, values: null });
      bench.register(registration);
    }
    const probes = JSON.parse((await bench.run('tenant', 'test')).out) as { api: string; works: boolean }[];
    assert.equal(probes.find(({ api }) => api.startsWith('Teams'))?.works, true, JSON.stringify(probes));
    const rows = await sections();
    for (const section of Object.keys(commands).filter((name) => name !== 'tenantAppSettings'))
      assert.equal(rows.get(section)!.status, 'read', rows.get(section)!.detail);
    assert.equal(rows.get('tenantAppSettings')!.status, 'not-collected');
    assert.ok(calls().every(({ method }) => method === 'GET'));
  });

  it('I-1: an apply writes an app policy, and undo brings its blocked list back', async () => {
    const blocked = [{ Id: '00000000-0000-4000-8000-00000000b10c' }];
    bench.simulator.control.change(bench.tenantId, {
      collection: 'appPermissionPolicies',
      id: 'Global',
      values: { Identity: 'Global', GlobalCatalogAppsType: 'BlockedAppList', GlobalCatalogApps: blocked },
    });
    await sections();
    const plan = await bench.run('plan', '--only', 'teams.apps-controlled');
    const { id, changes } = JSON.parse(plan.out) as { id: string; changes: { from: object; undo: string }[] };
    assert.equal(changes.length, 1, plan.out + plan.err);
    assert.deepEqual((changes[0]!.from as Record<string, unknown>)['globalCatalogApps'], blocked);
    const applied = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(applied.exit, 0, applied.err + applied.out);
    assert.deepEqual(appPolicy(), { GlobalCatalogAppsType: 'AllowedAppList', GlobalCatalogApps: [] });
    const { run } = JSON.parse(applied.out) as { run: string };
    const undone = await bench.run('undo', run, '--yes', '--reason', 'The clinic keeps its blocked list.');
    assert.equal(undone.exit, 0, undone.err + undone.out);
    assert.deepEqual(appPolicy(), { GlobalCatalogAppsType: 'BlockedAppList', GlobalCatalogApps: blocked });
  });

  it('writes external access through the service that the tenant names, and every other Teams setting', async () => {
    const { out } = await bench.run(
      'plan',
      '--only',
      'teams.personal-accounts-blocked,teams.third-party-storage-off,teams.anonymous-start-off,teams.lobby-holds-outsiders,teams.outsider-control-off,teams.recordings-limited,teams.channel-email-off',
    );
    const { id, changes } = JSON.parse(out) as { id: string; changes: { section: string }[] };
    assert.deepEqual([...new Set(changes.map(({ section }) => section))].toSorted(), [
      'broadcastPolicies',
      'clientConfiguration',
      'federationConfiguration',
      'meetingPolicies',
    ]);
    const applied = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(applied.exit, 0, applied.err + applied.out);
    const [federation] = Object.values(bench.simulator.control.state(bench.tenantId)['federationConfiguration']!);
    assert.equal(federation!['AllowTeamsConsumer'], false);
    assert.ok(calls().some(({ url }) => url.includes('adminDomain=larkmeadow-example.onmicrosoft.com')));
    const again = JSON.parse(
      (await sections(), await bench.run('plan', '--only', 'teams.personal-accounts-blocked')).out,
    );
    assert.deepEqual(again.changes, []);
  });
});
