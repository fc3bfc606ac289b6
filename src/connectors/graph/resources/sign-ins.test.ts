import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { SignIn } from '../../../core/sign-in.ts';
import { type Simulator, startSimulator } from '../../../simulator/start.ts';
import { texasClinic } from '../../../simulator/tenants/texas-clinic.ts';
import { type ConnectedClients, createClients } from '../../clients.ts';
import { type Certificate, createCertificate } from '../../entra-token/certificate.ts';
import { isConnectorError } from '../../http/errors.ts';
import { readMemberships } from './group-memberships.ts';
import { readSignIns, signInOf } from './sign-ins.ts';

const raw = {
  id: 'a1',
  createdDateTime: '2026-11-16T13:10:00Z',
  userId: '7C1A5E00-0100-4000-8000-000000000003',
  userPrincipalName: 'nurse@example.com',
  userDisplayName: 'Nora Nurse',
  userType: 'Member',
  appId: '27922004-5251-4030-B22D-91ECD9A37EA4',
  appDisplayName: 'Outlook Mobile',
  resourceId: '00000002-0000-0FF1-CE00-000000000000',
  resourceDisplayName: 'Office 365 Exchange Online',
  clientAppUsed: 'Mobile Apps and Desktop clients',
  ipAddress: '192.0.2.10',
  location: { countryOrRegion: 'US' },
  riskLevelDuringSignIn: 'none',
  deviceDetail: {
    deviceId: '',
    displayName: '',
    operatingSystem: 'Ios 18.7',
    isCompliant: null,
    isManaged: false,
    trustType: '',
  },
  authenticationProtocol: 'none',
  authenticationRequirement: 'multiFactorAuthentication',
  authenticationDetails: [
    { authenticationMethod: 'Password', succeeded: true },
    { authenticationMethod: 'Text message', succeeded: false },
  ],
  appliedConditionalAccessPolicies: [{ id: 'p1', displayName: 'MFA', result: 'reportOnlySuccess' }],
  status: { errorCode: 0 },
};
const plain: SignIn = {
  id: 'a1',
  at: '2026-11-16T13:10:00Z',
  user: {
    id: '7c1a5e00-0100-4000-8000-000000000003',
    name: 'Nora Nurse',
    principalName: 'nurse@example.com',
    kind: 'member',
  },
  app: { id: '27922004-5251-4030-b22d-91ecd9a37ea4', name: 'Outlook Mobile' },
  resource: { id: '00000002-0000-0ff1-ce00-000000000000', name: 'Office 365 Exchange Online' },
  clientApp: 'mobileAppsAndDesktopClients',
  clientAppUsed: 'Mobile Apps and Desktop clients',
  device: { id: '', operatingSystem: 'Ios 18.7', platform: 'iOS', compliant: false, managed: false, trust: 'none' },
  ip: '192.0.2.10',
  country: 'US',
  risk: 'none',
  flow: 'none',
  mfa: true,
  methods: ['Password'],
  applied: [{ id: 'p1', name: 'MFA', result: 'reportOnlySuccess' }],
  errorCode: 0,
};

describe('a logged sign-in', () => {
  it('is read whole', () => assert.deepEqual(signInOf(raw), plain));

  const cases: Record<string, [changes: Record<string, unknown>, expected: Partial<Record<keyof SignIn, unknown>>]> = {
    'IMAP is legacy': [{ clientAppUsed: 'IMAP4' }, { clientApp: 'other' }],
    'any other client is legacy': [{ clientAppUsed: 'Authenticated SMTP' }, { clientApp: 'other' }],
    'ActiveSync is its own kind': [{ clientAppUsed: 'Exchange ActiveSync' }, { clientApp: 'exchangeActiveSync' }],
    'no client is no client': [{ clientAppUsed: '' }, { clientApp: undefined }],
    'a device code by its protocol': [{ authenticationProtocol: 'deviceCode' }, { flow: 'deviceCodeFlow' }],
    'a sign-in passed on': [{ originalTransferMethod: 'authenticationTransfer' }, { flow: 'authenticationTransfer' }],
    'v1.0 does not tell the flow': [{ authenticationProtocol: undefined }, { flow: undefined }],
    'v1.0 does not tell the factors': [
      { authenticationRequirement: undefined, authenticationDetails: undefined },
      { mfa: undefined, methods: undefined },
    ],
    'one factor': [{ authenticationRequirement: 'singleFactorAuthentication' }, { mfa: false }],
    'no device detail is no device': [{ deviceDetail: null }, { device: undefined }],
    'device fields that are missing stay open': [
      { deviceDetail: { operatingSystem: 'Windows 11' } },
      {
        device: { operatingSystem: 'Windows 11', platform: 'windows' },
      },
    ],
    'a system that Conditional Access does not know': [
      { deviceDetail: { operatingSystem: 'ChromeOS' } },
      { device: { operatingSystem: 'ChromeOS', platform: 'none' } },
    ],
    'a hybrid-joined device': [
      { deviceDetail: { trustType: 'Hybrid Azure AD joined', isCompliant: true } },
      { device: { trust: 'hybrid', compliant: true } },
    ],
    'a trust type that is new is not known': [{ deviceDetail: { trustType: 'Quantum' } }, { device: {} }],
    'an outcome that was not logged is no success': [{ status: null }, { errorCode: -1 }],
    'lists of the wrong form': [
      { appliedConditionalAccessPolicies: 'none', authenticationDetails: 7 },
      { applied: [], methods: undefined },
    ],
  };
  for (const [name, [changes, expected]] of Object.entries(cases))
    it(name, () => {
      const found = signInOf({ ...raw, ...changes })!;
      for (const [field, value] of Object.entries(expected))
        assert.deepEqual(found[field as keyof SignIn], value, field);
    });

  it('of an application, or without a moment, is none', () => {
    assert.equal(signInOf({ ...raw, userId: '' }), undefined);
    assert.equal(signInOf({ ...raw, createdDateTime: null }), undefined);
    assert.equal(signInOf({}), undefined);
  });
});

describe('reading sign-ins', () => {
  const tenant = '7c1a5e00-0000-4000-8000-000000000001';
  const start = '2026-11-21T18:00:00Z';
  const span = { from: '2026-10-22T18:00:00.123Z', to: '2026-11-21T18:00:00.000Z' };
  let simulator: Simulator;
  let clients: ConnectedClients;
  let appId: string;
  let certificate: Certificate;
  before(async () => {
    simulator = await startSimulator({
      tenants: [texasClinic()],
      clock: { start, frozen: true },
      throttle: { on: false },
    });
    certificate = await createCertificate({ name: 'test', from: start, days: 30 });
    ({ appId } = simulator.control.registerApp(tenant, {
      displayName: 'Wardline read settings',
      certificates: [certificate.pem],
      roles: { graph: ['AuditLog.Read.All', 'GroupMember.Read.All'] },
    }));
  });
  // Clients of its own for each: five calls in ten seconds are all that one may make.
  beforeEach(() => {
    const hostMap = Object.entries(simulator.hostMap).map(([host, address]) => ({
      ...{ host, address: `https://${address}`, ca: simulator.ca },
    }));
    const signIn = { clientId: appId, certificate };
    clients = createClients({ cloud: 'commercial', tenantId: tenant, signIn, hostMap, proxy: false });
  });
  afterEach(() => clients.close());
  after(() => simulator.stop());
  const read = async (wanted = span) => {
    const found: SignIn[] = [];
    for await (const signIn of readSignIns(clients.graph, wanted)) found.push(signIn);
    return found;
  };

  it('follows every page and gives each sign-in once, newest first', async () => {
    const whole = await read();
    assert.ok(whole.length > 200);
    simulator.control.pageLimit(100);
    simulator.control.clearRequests();
    const paged = await read();
    simulator.control.pageLimit(0);
    assert.deepEqual(paged, whole);
    assert.equal(new Set(paged.map(({ id }) => id)).size, paged.length);
    assert.deepEqual(
      paged.map(({ at }) => at),
      paged.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : -1)),
    );
    assert.ok(simulator.control.requests().filter(({ url }) => url.includes('/beta/auditLogs/signIns')).length >= 3);
  });

  it('keeps to the span', async () => {
    const found = await read({ from: '2026-11-16T00:00:00Z', to: '2026-11-17T00:00:00Z' });
    assert.ok(found.length > 5);
    assert.ok(found.every(({ at }) => at >= '2026-11-16T00:00:00Z' && at <= '2026-11-17T00:00:00Z'));
  });

  it('I-1: waits when it is throttled, and a page that fails is no end of the list', async () => {
    simulator.control.faults.add({ kind: 'throttled', retryAfter: 1, path: 'signIns' });
    assert.ok((await read()).length > 200);
    simulator.control.faults.add({ kind: 'paging-loop', path: 'signIns', count: 5 });
    simulator.control.pageLimit(50);
    await assert.rejects(read(), (error) => isConnectorError(error, 'paging-loop'));
    simulator.control.pageLimit(0);
    simulator.control.faults.clear();
  });

  it('says when there is no license, and when there is no permission', async () => {
    simulator.control.loseRole(tenant, appId, 'AuditLog.Read.All');
    await assert.rejects(read(), (error) => isConnectorError(error, 'forbidden'));
    simulator.control.restoreRoles(tenant);
    const skus = Object.keys(simulator.control.state(tenant)['subscribedSkus'] ?? {});
    for (const id of skus)
      simulator.control.change(tenant, { collection: 'subscribedSkus', id, values: { servicePlans: [] } });
    await assert.rejects(read(), (error) => isConnectorError(error, 'not-licensed'));
  });

  it('reads the people of a group; one that is gone is left out', async () => {
    const group = Object.keys(simulator.control.state(tenant)['groups'] ?? {})[0]!;
    const nurse = '7c1a5e00-0100-4000-8000-000000000003';
    simulator.control.change(tenant, { collection: `groupMembers/${group}`, id: nurse, values: { id: nurse } });
    const found = await readMemberships(clients.graph, [group.toUpperCase(), '00000000-0000-4000-8000-00000000dead']);
    assert.deepEqual([...found], [[group.toLowerCase(), new Set([nurse])]]);
  });
});
