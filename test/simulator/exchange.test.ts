import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';
import { type Answer, type Json, call, scopes, signedIn } from './client.ts';

const seed = generateTenant({ name: 'mailing', users: 1200 });
const roles = { exchange: ['Exchange.ManageAsApp'] };
const anchor = { 'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${seed.id}` };

describe('Exchange and Compliance', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
    ({ token } = await signedIn(simulator, seed.id, scopes.exchange, {
      roles,
      directoryRoles: ['Exchange Administrator'],
    }));
  });
  after(() => simulator.stop());

  const root = `https://outlook.office365.com/adminapi/beta/${seed.id}`;
  const post = (
    url: string,
    body: unknown,
    more: { token?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> =>
    call(simulator, url, { method: 'POST', token: more.token ?? token, headers: { ...anchor, ...more.headers }, body });
  const input = (CmdletName: string, Parameters: Record<string, unknown> = {}): unknown => ({
    CmdletInput: { CmdletName, Parameters },
  });
  const run = (name: string, parameters: Record<string, unknown> = {}, more = {}): Promise<Answer> =>
    post(`${root}/InvokeCommand`, input(name, parameters), more);
  const refused = async (answer: Promise<Answer>, status: number, type: string, message: RegExp): Promise<void> => {
    const given = await answer;
    assert.equal(given.status, status, given.text);
    const [, exception, text] = given.json.error.details[0].message.split('|');
    assert.equal(exception, type);
    assert.match(text, message);
    assert.equal(given.json.error.innererror.internalexception.message, given.json.error.details[0].message);
  };

  it('reads and writes with cmdlets', async () => {
    const { json } = await run('Get-RemoteDomain');
    assert.equal(json.value[0].AutoForwardEnabled, true);
    const set = await run('Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: false });
    assert.equal(set.status, 200);
    assert.deepEqual(set.json.value, []);
    assert.equal((await run('Get-RemoteDomain', { Identity: 'default' })).json.value[0].AutoForwardEnabled, false);
    const made = await run('New-RemoteDomain', { Name: 'Partner', DomainName: 'partner.example.org' });
    assert.equal(made.json.value[0].DomainName, 'partner.example.org');
    assert.equal((await run('Get-RemoteDomain')).json.value.length, 2);
    await run('Remove-RemoteDomain', { Identity: 'Partner' });
    assert.equal((await run('Get-RemoteDomain')).json.value.length, 1);
  });

  it('sets what the tenant has one of', async () => {
    await run('Set-OrganizationConfig', { RejectDirectSend: true, Confirm: false });
    const [config] = (await run('Get-OrganizationConfig')).json.value;
    assert.equal(config.RejectDirectSend, true);
    assert.equal(config.AuditDisabled, false);
  });

  it('switches rules on and off', async () => {
    simulator.control.change(seed.id, {
      collection: 'presetRules',
      id: 'Strict Preset Security Policy',
      values: { Identity: 'Strict Preset Security Policy', Name: 'Strict Preset Security Policy', State: 'Disabled' },
    });
    const state = async (): Promise<string> => (await run('Get-EOPProtectionPolicyRule')).json.value[0].State;
    await run('Enable-EOPProtectionPolicyRule', { Identity: 'Strict Preset Security Policy' });
    assert.equal(await state(), 'Enabled');
    await run('Disable-EOPProtectionPolicyRule', { Identity: 'Strict Preset Security Policy' });
    assert.equal(await state(), 'Disabled');
  });

  it('adds to and takes from values that are many', async () => {
    const Identity = 'user1@mailing.example.com';
    await run('Set-Mailbox', { Identity, AuditOwner: ['Update', 'Move'] });
    await run('Set-Mailbox', {
      Identity,
      AuditOwner: { '@odata.type': '#Exchange.GenericHashTable', Add: 'MailItemsAccessed', Remove: 'Move' },
    });
    assert.deepEqual((await run('Get-Mailbox', { Identity })).json.value[0].AuditOwner, [
      'Update',
      'MailItemsAccessed',
    ]);
  });

  describe('pages', () => {
    it('follow the link with the same body', async () => {
      const body = input('Get-Mailbox', { ResultSize: 'Unlimited' });
      const sizes: number[] = [];
      const seen = new Set<string>();
      for (let next: string | undefined = `${root}/InvokeCommand?$select=PrimarySmtpAddress`; next;) {
        const { json }: Answer = await post(next, body, { headers: { prefer: 'odata.maxpagesize=500' } });
        sizes.push(json.value.length);
        for (const box of json.value) seen.add(box.PrimarySmtpAddress);
        assert.deepEqual(Object.keys(json.value[0]), ['PrimarySmtpAddress']);
        next = json['@odata.nextLink'];
      }
      assert.deepEqual(sizes, [500, 500, 200]);
      assert.equal(seen.size, 1200);
    });

    it('cannot be had with another body', async () => {
      const first = await post(`${root}/InvokeCommand`, input('Get-Mailbox', { ResultSize: 'Unlimited' }));
      assert.equal(first.json.value.length, 1000);
      const { status } = await post(first.json['@odata.nextLink'], input('Get-Mailbox'));
      assert.equal(status, 400);
    });

    it('stop at a thousand with a warning when nobody asks for all', async () => {
      const { json } = await run('Get-Mailbox');
      assert.equal(json.value.length, 1000);
      assert.equal(json['@odata.nextLink'], undefined);
      assert.match(json['@adminapi.warnings'][0], /only the first 1000/);
    });
  });

  describe('refuses', () => {
    const commandNotFound = 'System.Management.Automation.CommandNotFoundException';
    const bindingError = 'System.Management.Automation.ParameterBindingException';
    it('a cmdlet that does not exist', () =>
      refused(run('Get-Nothing'), 400, commandNotFound, /'Get-Nothing' is not recognized/));
    it('a cmdlet of the other host', () =>
      refused(run('Get-DlpCompliancePolicy'), 400, commandNotFound, /not recognized/));
    it('a cmdlet that the role does not have', async () => {
      const reader = await signedIn(simulator, seed.id, scopes.exchange, { roles, directoryRoles: ['Global Reader'] });
      assert.equal((await run('Get-RemoteDomain', {}, { token: reader.token })).status, 200);
      await refused(
        run('Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: true }, { token: reader.token }),
        400,
        commandNotFound,
        /not recognized/,
      );
    });
    it('a parameter that does not exist', () =>
      refused(run('Get-RemoteDomain', { Colour: 'red' }), 400, bindingError, /parameter name 'Colour'/));
    it('a value of another kind', () =>
      refused(
        run('Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: 'perhaps' }),
        400,
        bindingError,
        /AutoForwardEnabled/,
      ));
    it('a call that lacks what is needed', () =>
      refused(run('Set-RemoteDomain', { AutoForwardEnabled: true }), 400, bindingError, /Identity/));
    it('an object that does not exist', () =>
      refused(
        run('Set-RemoteDomain', { Identity: 'Nowhere' }),
        404,
        'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
        /'Nowhere' couldn't be found/,
      ));
    it('a call without an anchor', async () => {
      const { status } = await call(simulator, `${root}/InvokeCommand`, {
        method: 'POST',
        token,
        body: input('Get-RemoteDomain'),
      });
      assert.equal(status, 400);
    });
    it('a token for Graph', async () => {
      const other = await signedIn(simulator, seed.id, scopes.graph, { roles: { graph: ['User.Read.All'] } });
      assert.equal((await run('Get-RemoteDomain', {}, { token: other.token })).status, 401);
    });
    it('an app without the permission, and one without a role', async () => {
      const without = await signedIn(simulator, seed.id, scopes.exchange, { directoryRoles: ['Global Reader'] });
      assert.equal((await run('Get-RemoteDomain', {}, { token: without.token })).status, 403);
      const roleless = await signedIn(simulator, seed.id, scopes.exchange, { roles });
      assert.equal((await run('Get-RemoteDomain', {}, { token: roleless.token })).status, 403);
    });
    it('another tenant', async () => {
      const { status } = await post(
        `https://outlook.office365.com/adminapi/beta/nobody.example.com/InvokeCommand`,
        input('Get-RemoteDomain'),
      );
      assert.equal(status, 403);
    });
  });

  it('runs ten at a time in a batch', async () => {
    const one = (id: string, name: string): unknown => ({
      id,
      method: 'POST',
      url: `${root}/InvokeCommand`,
      headers: anchor,
      body: input(name),
    });
    const { json } = await post(`${root}/$batch`, {
      requests: [one('1', 'Get-RemoteDomain'), one('2', 'Get-Nothing')],
    });
    assert.deepEqual(
      json.responses.map((entry: Json) => [entry.id, entry.status]),
      [
        ['1', 200],
        ['2', 400],
      ],
    );
    const many = Array.from({ length: 11 }, (_, index) => one(String(index), 'Get-RemoteDomain'));
    assert.equal((await post(`${root}/$batch`, { requests: many })).status, 400);
  });

  it('says which cmdlets the caller has', async () => {
    const { json } = await call(
      simulator,
      `https://outlook.office365.com/adminapi/v1.0/${seed.id}/EXOModuleFile?Version=3.7.1`,
      { token },
    );
    const names: string[] = json.value[0].exportedCmdlets;
    assert.ok(names.includes('Set-RemoteDomain'));
    assert.ok(!names.includes('Get-DlpCompliancePolicy'));
  });

  it('may fail inside a 200', async () => {
    simulator.control.faults.add({ kind: 'error-in-200', host: 'outlook' });
    const { status, json } = await run('Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: true });
    assert.equal(status, 200);
    assert.ok(json.error.details[0].message);
    assert.equal((await run('Get-RemoteDomain')).json.value[0].AutoForwardEnabled, false);
  });

  it('writes what it did into the unified audit log, which a cmdlet searches', async () => {
    await run('Set-RemoteDomain', { Identity: 'Default', AutoReplyEnabled: false });
    const now = Date.parse(simulator.control.clock.now());
    const { json } = await run('Search-UnifiedAuditLog', {
      StartDate: new Date(now - 3_600_000).toISOString(),
      EndDate: new Date(now + 60_000).toISOString(),
      Operations: ['Set-RemoteDomain'],
      ResultSize: 1,
    });
    const record = JSON.parse(json.value[0].AuditData);
    assert.equal(record.Workload, 'Exchange');
    assert.equal(record.RecordType, 1);
    assert.ok(record.Parameters.some((entry: Json) => entry.Name === 'AutoReplyEnabled' && entry.Value === 'false'));
    assert.deepEqual(
      record.ModifiedProperties.map((entry: Json) => entry.Name),
      ['AutoReplyEnabled', 'WhenChanged'],
    );
  });

  it('shows a write late when the tenant is told to', async () => {
    simulator.control.consistency(seed.id, { reads: 1 });
    await run('Set-OrganizationConfig', { AuditDisabled: true });
    const read = async (): Promise<boolean> => (await run('Get-OrganizationConfig')).json.value[0].AuditDisabled;
    assert.deepEqual([await read(), await read()], [false, true]);
    simulator.control.consistency(seed.id, {});
  });

  describe('Compliance', () => {
    const first = `https://ps.compliance.protection.outlook.com/AdminApi/v1.0/${seed.id}/EXOModuleFile`;
    const regional = `https://nam13b.ps.compliance.protection.outlook.com/adminapi/beta/${seed.id}/InvokeCommand`;
    let admin: string;
    before(async () => {
      ({ token: admin } = await signedIn(simulator, seed.id, scopes.compliance, {
        roles,
        directoryRoles: ['Compliance Administrator'],
      }));
    });

    it('redirects to the region of the tenant', async () => {
      const { status, headers } = await call(simulator, first, { token: admin });
      assert.equal(status, 302);
      assert.equal(headers['location'], first.replace('https://ps.', 'https://nam13b.ps.'));
    });

    it('takes its own tokens at the right region, and no others', async () => {
      const get = (url: string, by: string): Promise<Answer> =>
        post(url, input('Get-DlpCompliancePolicy'), { token: by });
      assert.equal((await get(regional, admin)).status, 200);
      assert.equal((await get(regional, token)).status, 401);
      assert.equal((await get(regional.replace('nam13b', 'eur01b'), admin)).status, 403);
      assert.equal((await get(`${root}/InvokeCommand`, admin)).status, 401);
      assert.equal((await get(regional.replace('nam13b.', ''), admin)).status, 302);
    });

    it('runs its own cmdlets', async () => {
      const go = (name: string, parameters: Record<string, unknown>): Promise<Answer> =>
        post(regional, input(name, parameters), { token: admin });
      const made = await go('New-DlpCompliancePolicy', {
        Name: 'PHI',
        Mode: 'TestWithNotifications',
        ExchangeLocation: 'All',
      });
      assert.equal(made.json.value[0].Mode, 'TestWithNotifications');
      await go('Set-DlpCompliancePolicy', { Identity: 'PHI', Mode: 'Enable', AddSharePointLocation: 'All' });
      const [policy] = (await go('Get-DlpCompliancePolicy', { Identity: 'PHI' })).json.value;
      assert.deepEqual([policy.Mode, policy.ExchangeLocation, policy.SharePointLocation], ['Enable', ['All'], ['All']]);
      assert.equal((await go('Set-DlpCompliancePolicy', { Identity: 'PHI', Mode: 'Sometimes' })).status, 400);
    });
  });
});
