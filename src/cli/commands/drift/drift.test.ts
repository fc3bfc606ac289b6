import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../../../test/live.ts';
import { listDecisions } from '../../../store/decisions.ts';
import { withTenant } from '../../../store/scope.ts';

const only = 'EX-01,entra.app-registration-admins-only,sharepoint.anyone-links-off,exchange.phi-mail-encrypted';

interface Row {
  id: string;
  kind: string;
  setting: string;
  expected: unknown;
  present: unknown;
  controls: string[];
  who?: { by: string; activity: string; log: string };
}

describe('wardline drift', () => {
  let bench: LiveBench;
  let admin: string;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
    const plan = JSON.parse((await bench.run('plan', '--only', only)).out).id;
    const { exit, err } = await bench.run('apply', '--plan-id', plan, '--yes');
    assert.equal(exit, 0, err);
    const users = Object.values(state('users'));
    admin = String(users.find(({ displayName }) => displayName !== null)?.['userPrincipalName']);
    bench.advance('1d');
  });
  after(() => bench.close());

  const state = (collection: string) => bench.simulator.control.state(bench.tenantId)[collection] ?? {};
  const drift = async (...more: string[]) => {
    const { exit, out, err } = await bench.run('drift', ...more);
    return { exit, err, ...(JSON.parse(out) as { drift: Row[]; notCompared: string[]; approvedSettings: number }) };
  };
  const named = (rows: readonly Row[], setting: string) => {
    const row = rows.find((entry) => entry.setting === setting);
    assert.ok(row, `${setting} among ${rows.map((entry) => entry.setting).join(', ')}`);
    return row;
  };
  const byHand = (collection: string, values: Record<string, unknown>, activity: object) => {
    const [id] = Object.keys(state(collection));
    bench.simulator.control.change(bench.tenantId, { collection, id: id!, values, by: admin, activity });
  };

  it('finds nothing while the tenant is as it was approved', async () => {
    const { exit, drift: rows, approvedSettings } = await drift('--collect', '--detailed-exitcode');
    assert.deepEqual(rows, []);
    assert.equal(exit, 0);
    // Two fields that were set, two rules that were made with their mode, and the sharing level.
    assert.ok(approvedSettings >= 7, String(approvedSettings));
  });

  it('A1 step 11: names what somebody changed back, who and when, by the log that knows', async () => {
    byHand(
      'sharepointTenant',
      { SharingCapability: 2 },
      { name: 'SharingPolicyChanged', log: 'unified', service: 'SharePoint' },
    );
    byHand(
      'remoteDomains',
      { AutoForwardEnabled: true },
      { name: 'Set-RemoteDomain', log: 'unified', service: 'Exchange' },
    );
    byHand(
      'authorizationPolicy',
      {
        defaultUserRolePermissions: {
          ...(Object.values(state('authorizationPolicy'))[0]!['defaultUserRolePermissions'] as object),
          allowedToCreateApps: true,
        },
      },
      {
        name: 'Update authorization policy',
        log: 'directory',
        service: 'Core Directory',
        category: 'AuthorizationPolicy',
        target: 'Policy',
      },
    );
    const [rule] = Object.entries(state('transportRules')).find(([, { Name }]) => String(Name).includes('on request'))!;
    bench.simulator.control.change(bench.tenantId, {
      collection: 'transportRules',
      id: rule,
      values: null,
      by: admin,
      activity: { name: 'Remove-TransportRule', log: 'unified', service: 'Exchange' },
    });
    byHand(
      'transportConfig',
      { SmtpClientAuthenticationDisabled: false },
      { name: 'Set-TransportConfig', log: 'unified', service: 'Exchange' },
    );
    bench.advance('1h');

    const { exit, drift: rows } = await drift('--collect', '--detailed-exitcode');
    assert.equal(exit, 2);
    const seen = ({ kind, expected, present, who }: Row) => [kind, expected, present, who?.by, who?.activity, who?.log];
    const at = (setting: string) => seen(named(rows, setting));
    assert.deepEqual(at('sharepointTenant.sharingCapability'), [
      ...['approved', 'externalUserSharingOnly', 'externalUserAndGuestSharing'],
      ...[admin, 'SharingPolicyChanged', 'unified'],
    ]);
    assert.deepEqual(at('remoteDomains[*].autoForwardEnabled'), [
      ...['approved', false, true],
      ...[admin, 'Set-RemoteDomain', 'unified'],
    ]);
    assert.deepEqual(at('authorizationPolicy[authorizationPolicy].defaultUserRolePermissions.allowedToCreateApps'), [
      ...['approved', false, true],
      ...[admin, 'Update authorization policy', 'directory'],
    ]);
    assert.deepEqual(at('transportRules[Wardline: encrypt on request to outsiders]'), [
      ...['approved', 'there', null],
      ...[admin, 'Remove-TransportRule', 'unified'],
    ]);
    // Nobody approved it, and it is another than after the last run.
    assert.deepEqual(at('transportConfig.smtpClientAuthenticationDisabled'), [
      ...['changed', true, false],
      ...[admin, 'Set-TransportConfig', 'unified'],
    ]);
    assert.deepEqual(named(rows, 'remoteDomains[*].autoForwardEnabled').controls, [
      'exchange.remote-domain-forwarding-off',
    ]);
    assert.equal((await drift()).exit, 0, 'without --detailed-exitcode');
    const text = await bench.run('drift', '-o', 'table');
    assert.match(text.out.replace(/\s+/g, ' '), /Set-RemoteDomain\./);
  });

  it('S0-89: adopts with a reason, refuses a blank one, and is silent about it afterwards', async () => {
    const { id } = named((await drift()).drift, 'transportConfig.smtpClientAuthenticationDisabled');
    assert.equal((await bench.run('drift', 'adopt', id)).exit, 64);
    assert.equal((await bench.run('drift', 'adopt', id, '--reason', ' … ')).exit, 64);
    assert.equal((await bench.run('drift', 'adopt', 'd00000000', '--reason', 'x')).exit, 64);
    const reason = 'The X-ray machine can send in no other way until March.';
    assert.equal((await bench.run('drift', 'adopt', id, '--reason', reason, '--what-if')).exit, 0);
    const decisions = () => withTenant(bench.store, bench.tenantId, (scope) => listDecisions(scope));
    assert.ok((await decisions()).every(({ source }) => source === 'applied'));
    const adopted = await bench.run('drift', 'adopt', id, '--reason', reason);
    assert.equal(adopted.exit, 0, adopted.err);
    const [last] = await decisions();
    assert.deepEqual([last?.source, last?.reason, last?.from, last?.to], ['adopted', reason, true, false]);
    assert.ok((await drift()).drift.every((row) => row.id !== id));
    const listed = JSON.parse((await bench.run('decisions', 'list', '--setting', last!.setting)).out);
    assert.deepEqual([listed.length, listed[0].reason], [1, reason]);
  });

  it('A1 step 11: reverts through a plan that is applied like any other, and the drift is gone', async () => {
    const before = bench.simulator.control.writes(bench.tenantId).length;
    const rows = (await drift()).drift;
    const ids = rows.map(({ id }) => id).join(',');
    const reverted = await bench.run('drift', 'revert', ids);
    assert.equal(reverted.exit, 0, reverted.err);
    const plan = JSON.parse(reverted.out) as {
      id: string;
      changes: { section: string; operation: string; why: string }[];
    };
    assert.deepEqual(plan.changes.map(({ section, operation }) => `${operation} ${section}`).sort(), [
      'create transportRules',
      'set authorizationPolicy',
      'set remoteDomains',
      'set sharepointTenant',
    ]);
    assert.match(plan.changes.find(({ section }) => section === 'remoteDomains')!.why, new RegExp(admin));
    assert.equal(bench.simulator.control.writes(bench.tenantId).length, before, 'a plan writes nothing');
    assert.equal((await bench.run('apply', '--plan-id', plan.id)).exit, 5, 'it needs approval');
    const applied = await bench.run('apply', '--plan-id', plan.id, '--yes');
    assert.equal(applied.exit, 0, applied.err);
    assert.deepEqual((await drift('--collect', '--detailed-exitcode')).drift, []);
  });

  it('names nobody when no log entry speaks of the setting, and says so', async () => {
    byHand('remoteDomains', { AutoForwardEnabled: true }, { name: 'Set-Mailbox', log: 'unified', service: 'Exchange' });
    const { drift: rows, exit } = await drift('--collect');
    assert.equal(exit, 0);
    assert.equal(named(rows, 'remoteDomains[*].autoForwardEnabled').who, undefined);
    const text = (await bench.run('drift', '-o', 'table')).out.replace(/\s+/g, ' ');
    assert.match(text, /Who: not known here/);
  });

  it('says what could not be compared in place of calling it unchanged', async () => {
    bench.simulator.control.loseRole(bench.tenantId, '*', 'Policy.Read.All');
    const { exit, notCompared, err } = await drift('--collect');
    bench.simulator.control.restoreRoles(bench.tenantId);
    assert.equal(exit, 6);
    assert.deepEqual(notCompared, ['authorizationPolicy']);
    assert.match(err, /could not be read: authorizationPolicy/);
  });
});
