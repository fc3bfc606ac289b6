import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Json, beta, call, graph, scopes, signedIn } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';
// A Saturday; 30 days before is a Thursday, 22 October.
const start = '2026-11-21T18:00:00Z';
const nurses = ['priya.castellanos', 'tom.delacroix', 'wanda.estes'].map((name) => `${name}@larkmeadow.example.com`);

describe('the sign-ins of a seed', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({
      tenants: [texasClinic()],
      clock: { start, frozen: true },
      throttle: { on: false },
    });
    await signIn();
  });
  after(() => simulator.stop());

  const signIn = async (): Promise<void> => {
    ({ token } = await signedIn(simulator, tenant, scopes.graph, {
      roles: {
        graph: ['AuditLog.Read.All', 'Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess', 'Application.Read.All'],
      },
    }));
  };

  const read = async (filter = '', root = graph): Promise<Json[]> =>
    (await call(simulator, root(`/auditLogs/signIns${filter && `?$filter=${encodeURIComponent(filter)}`}`), { token }))
      .json.value;

  it('are those of the 30 days before the start, newest first, and the same at each start', async () => {
    const entries = await read();
    const moments = entries.map((entry) => String(entry.createdDateTime));
    assert.deepEqual(moments, moments.toSorted().toReversed());
    assert.ok(moments.every((at) => at > '2026-10-22T18:00:00Z' && at <= start));
    simulator.control.tenants.reset(tenant, { keepApps: true });
    assert.deepEqual(
      (await read()).map((entry) => [entry.id, entry.createdDateTime, entry.userPrincipalName]),
      entries.map((entry) => [entry.id, entry.createdDateTime, entry.userPrincipalName]),
    );
  });

  it('hold three nurses on phones of their own, Mondays 07:10 in Texas, through the change of the clock', async () => {
    const phones = (await read("clientAppUsed eq 'Mobile Apps and Desktop clients'")).filter((entry) =>
      /^(iOS|Android)/.test(entry.deviceDetail.operatingSystem),
    );
    assert.deepEqual([...new Set(phones.map((entry) => String(entry.userPrincipalName)))].toSorted(), nurses);
    assert.deepEqual(
      [...new Set(phones.map((entry) => String(entry.createdDateTime)))].toSorted(),
      // Central Daylight Time until 1 November, then Central Standard Time.
      ['2026-10-26T12:10:00Z', '2026-11-02T13:10:00Z', '2026-11-09T13:10:00Z', '2026-11-16T13:10:00Z'],
    );
    assert.ok(phones.every((entry) => entry.deviceDetail.isCompliant === false && entry.status.errorCode === 0));
  });

  it('hold an IMAP client that security defaults refuse, and nobody who left', async () => {
    const imap = await read("clientAppUsed eq 'IMAP4'");
    assert.ok(imap.length > 15);
    assert.deepEqual([...new Set(imap.map((entry) => entry.status.errorCode))], [53003]);
    assert.deepEqual(await read("userPrincipalName eq 'dale.oakes@larkmeadow.example.com'"), []);
  });

  it('tell the device code of the consultant in beta alone', async () => {
    const codes = (await read('', beta)).filter((entry) => entry.authenticationProtocol === 'deviceCode');
    assert.ok(codes.length > 0);
    assert.deepEqual(
      [...new Set(codes.map((entry) => [entry.userType, entry.originalTransferMethod].join()))],
      ['guest,deviceCodeFlow'],
    );
    assert.ok((await read()).every((entry) => !('authenticationProtocol' in entry)));
  });

  it('go on when the clock is moved on, and report-only policies judge them', async () => {
    const body = {
      displayName: 'Managed devices',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
    };
    const { status } = await call(simulator, graph('/identity/conditionalAccess/policies'), {
      method: 'POST',
      token,
      body,
    });
    assert.equal(status, 201);
    const before = (await read()).length;
    simulator.control.clock.advance('7d');
    await signIn();
    const entries = await read(`createdDateTime gt ${start}`);
    assert.ok(entries.length > 40);
    assert.equal((await read()).length, before + entries.length);
    assert.ok(entries.every((entry) => entry.appliedConditionalAccessPolicies[0].result === 'reportOnlyFailure'));
  });
});
