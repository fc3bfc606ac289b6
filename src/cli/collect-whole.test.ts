import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { withTenant } from '../store/scope.ts';
import { loadSnapshot } from '../store/snapshots.ts';

interface Row {
  section: string;
  status: string;
  detail: string;
}

const teamsEndpoint = {
  teamsTenant: 'not-collected',
  meetingPolicies: 'not-collected',
  broadcastPolicies: 'not-collected',
  federationConfiguration: 'not-collected',
  clientConfiguration: 'not-collected',
  appPermissionPolicies: 'not-collected',
};
/** Neither the choice of an endpoint nor a license reads these. */
const never = {
  // Its permission belongs to the registration that reads content.
  oneDrives: 'no-permission',
  // Microsoft gives it to people only.
  tenantAppSettings: 'not-collected',
};

describe('wardline collect with both registrations', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    // The permission for the endpoint of Teams is asked for only where the endpoint is switched on.
    teams(true);
    await bench.connect('read-settings', 'change');
  });
  after(() => bench.close());

  const teams = (on: boolean) =>
    writeFileSync(join(bench.cwd, 'wardline.yaml'), `choices:\n  unofficialTeamsEndpoint: ${on}\n`);

  const unread = async (): Promise<{ rows: Row[]; snapshot: Snapshot }> => {
    bench.simulator.control.clearRequests();
    const { exit, out, err } = await bench.run('collect');
    assert.equal(exit, 6, err);
    const { id, sections } = JSON.parse(out) as { id: string; sections: Row[] };
    const snapshot = await withTenant(bench.store, bench.tenantId, (scope) => loadSnapshot(scope, id));
    return { rows: sections.filter(({ status }) => status !== 'read'), snapshot };
  };
  const statuses = (rows: readonly Row[]) => Object.fromEntries(rows.map(({ section, status }) => [section, status]));
  const held = (collection: string) =>
    Object.values(bench.simulator.control.state(bench.tenantId)[collection] ?? {}) as Record<string, unknown>[];
  const change = (collection: string, id: string, values: Record<string, unknown>) =>
    bench.simulator.control.change(bench.tenantId, { collection, id, values });

  it('I-1 I-3: reads every section but these, and says why', async () => {
    teams(false);
    const { rows } = await unread();
    assert.deepEqual(statuses(rows), {
      ...teamsEndpoint,
      ...never,
      // The clinic has Business Premium: no Entra ID P2, no E5.
      accessReviews: 'not-licensed',
      autoLabelPolicies: 'not-licensed',
      autoLabelRules: 'not-licensed',
      identityProtectionNotifications: 'not-licensed',
      // Nor any subscription of Azure.
      signInAlertRules: 'not-collected',
    });
    const alerts = rows.find(({ section }) => section === 'signInAlertRules')!;
    assert.match(alerts.detail, /the app sees no Azure subscription/);
    // What was not licensed was not asked for.
    const failed = bench.simulator.control.requests().filter(({ status }) => status >= 400);
    assert.deepEqual(failed, []);
  });

  it('I-3: reads the rest where it is licensed, switched on and there', async () => {
    const [sku] = held('subscribedSkus');
    const bought = ['AAD_PREMIUM_P2', 'MIP_S_CLP2'].map((servicePlanName, index) => ({
      ...{
        servicePlanName,
        servicePlanId: `7c1a5e00-0700-4000-8000-00000000000${index}`,
        appliesTo: 'User',
        provisioningStatus: 'Success',
      },
    }));
    change('subscribedSkus', String(sku!['id']), { servicePlans: [...(sku!['servicePlans'] as object[]), ...bought] });
    const subscriptionId = '7c1a5e00-0700-4000-8000-000000000001';
    const root = `/subscriptions/${subscriptionId}`;
    change('azureSubscriptions', root, { id: root, subscriptionId, displayName: 'Clinic', state: 'Enabled' });
    teams(true);

    const { rows, snapshot } = await unread();
    assert.deepEqual(statuses(rows), never);
    const { sections } = snapshot;
    assert.ok(sections.signInAlertRules.status === 'read');
    assert.deepEqual(sections.signInAlertRules.data, [], 'a subscription without a rule');
    assert.ok(sections.privilegedRoles.status === 'read');
    const administrator = sections.privilegedRoles.data.find(
      ({ displayName }) => displayName === 'Global Administrator',
    )!;
    assert.ok(administrator.rules?.some(({ id }) => id === 'Notification_Admin_EndUser_Assignment'));
    assert.ok(sections.privilegedUsers.status === 'read');
    assert.deepEqual(
      sections.privilegedUsers.data.map(({ displayName, roles }) => [displayName, roles]),
      [
        ['Ruth Medrano', ['Global Administrator']],
        ['Victor Nash', ['Global Administrator']],
      ],
    );
  });

  it('reads alert rules of Azure Monitor and of Sentinel', async () => {
    const [subscription] = held('azureSubscriptions');
    const group = `${String(subscription!['id'])}/resourceGroups/monitoring/providers`;
    const workspace = `${group}/Microsoft.OperationalInsights/workspaces/logs`;
    const monitor = `${group}/Microsoft.Insights/scheduledQueryRules/break-glass`;
    const sentinel = `${workspace}/providers/Microsoft.SecurityInsights/alertRules/one`;
    change('logAnalyticsWorkspaces', workspace, { id: workspace, name: 'logs' });
    change('scheduledQueryRules', monitor, { id: monitor, name: 'break-glass', properties: { enabled: true } });
    change('sentinelAlertRules', sentinel, { id: sentinel, name: 'one', properties: { enabled: true } });
    const { sections } = (await unread()).snapshot;
    assert.ok(sections.signInAlertRules.status === 'read');
    assert.deepEqual(
      sections.signInAlertRules.data.map(({ name }) => name),
      ['break-glass', 'one'],
    );
  });

  it('I-1: reads who has a OneDrive with the registration that may open files, and with no other', async () => {
    const appId = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a03';
    const connect = ['connect', '--registration', 'read-content'];
    const made = await bench.run(
      ...[...connect, '--client-id', appId, '--simulator', 'simulator.json', '--certificate', 'content.pem'],
    );
    assert.equal(made.exit, 0, made.err);
    assert.match(made.err, /Files\.Read\.All \(Microsoft Graph\): To see who has a OneDrive/);
    assert.match(made.err, /Mail\.Read \(Microsoft Graph\): To look for patient information in mail/);
    assert.doesNotMatch(made.err, /MailboxSettings\.Read/, 'not before something reads the settings of mailboxes');
    // Nobody has made the app registration yet.
    assert.equal((await bench.run(...connect)).exit, 4);
    assert.equal(statuses((await unread()).rows)['oneDrives'], 'no-permission');
    bench.simulator.control.registerApp(bench.tenantId, {
      ...{ displayName: 'Wardline read content', appId },
      certificates: [readFileSync(join(bench.cwd, 'content.pem'), 'utf8')],
      roles: { graph: ['Files.Read.All', 'User.Read.All'] },
    });
    const probes = JSON.parse((await bench.run(...connect)).out) as { api: string; works: boolean }[];
    assert.deepEqual(
      probes.map(({ api, works }) => [api, works]),
      [['Microsoft Graph', true]],
    );
    const { rows, snapshot } = await unread();
    assert.deepEqual(statuses(rows), { tenantAppSettings: 'not-collected' });
    assert.ok(snapshot.sections.oneDrives.status === 'read' && snapshot.sections.oneDrives.data.length === 14);
    const own = bench.simulator.control.requests().filter((request) => request.appId === appId);
    assert.ok(own.length > 0 && own.every(({ url, body }) => /\/drive\b/.test(url + JSON.stringify(body))));
  });

  it("takes the tenant's DNS from the simulator and not from the network", async () => {
    const domain = 'larkmeadow.example.com';
    change('dnsRecords', `_dmarc.${domain} TXT`, {
      ...{ name: `_dmarc.${domain}`, type: 'TXT', values: ['v=DMARC1; p=reject'] },
    });
    change('dnsRecords', `selector1._domainkey.${domain} CNAME`, {
      ...{ name: `selector1._domainkey.${domain}`, type: 'CNAME' },
      values: ['selector1-larkmeadow-example-com._domainkey.larkmeadow-example.onmicrosoft.com'],
    });
    const { sections } = (await unread()).snapshot;
    const { spfRecords, dkimRecords, dmarcRecords } = sections;
    assert.ok(spfRecords.status === 'read' && dkimRecords.status === 'read' && dmarcRecords.status === 'read');
    const textsOf = (data: readonly { domain?: string | null; rdata?: readonly string[] | null }[]) =>
      data.filter((record) => record.domain === domain).map(({ rdata }) => rdata);
    assert.deepEqual(textsOf(spfRecords.data), [['v=spf1 include:spf.protection.outlook.com -all']]);
    assert.deepEqual(textsOf(dmarcRecords.data), [['v=DMARC1; p=reject']]);
    const [first, second] = textsOf(dkimRecords.data);
    assert.match(first![0]!, /^v=DKIM1; k=rsa; p=/);
    assert.deepEqual(second, [], 'Microsoft has no second key yet');
    const asked = bench.simulator.control.requests().filter(({ url }) => url.startsWith('https://cloudflare-dns.com/'));
    assert.ok(asked.length >= 6, String(asked.length));
  });
});
