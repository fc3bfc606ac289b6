import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientScopes } from '../../connectors/clients.ts';
import { contentScopes } from '../../connectors/content/scopes.ts';
import { auditFeedScopes } from '../../connectors/graph/audit-feeds.ts';
import { laterScopes } from '../../connectors/later-scopes.ts';
import { activityScopes } from '../../connectors/management-activity/feeds.ts';
import { resourcesFor } from '../../connectors/registry.ts';
import { noOrganization } from '../../core/organization.ts';
import { type ResourceApp, appRolesOf, directoryRoles, resourceApps } from '../../simulator/entra/app-roles.ts';
import { main } from '../main.ts';
import { permissionsOf } from './permissions.ts';

const teamsOn = { ...noOrganization, choices: { unofficialTeamsEndpoint: true } };

async function run(...argv: string[]) {
  let [out, err] = ['', ''];
  const exit = await main(['permissions', ...argv], {
    env: {},
    stdout: { write: (text) => (out += text), columns: 80 },
    stderr: { write: (text) => (err += text) },
  });
  return { exit, out, err };
}

describe('wardline permissions', () => {
  it('I-1: holds exactly what resources and clients need, in the registration that they name', () => {
    const auditScopes = [...activityScopes, ...auditFeedScopes];
    const scopes = [
      ...resourcesFor().flatMap((resource) => resource.scopes),
      ...clientScopes,
      ...contentScopes,
      ...auditScopes,
    ];
    const wanted = new Set(scopes.map(({ registration, role }) => `${registration} ${role}`));
    const granted = permissionsOf().flatMap(({ name, permissions }) =>
      permissions.filter(({ later }) => !later).map(({ role }) => `${name} ${role}`),
    );
    assert.deepEqual(granted.toSorted(), [...wanted].toSorted());
  });

  it('gives the registration that reads settings no right to write, and none to what people store', () => {
    const [reading] = permissionsOf('read-settings');
    for (const { role } of reading!.permissions)
      // Neither cmdlets nor SharePoint have a permission that only reads: the app's role limits the first.
      if (role !== 'Exchange.ManageAsApp' && role !== 'Sites.FullControl.All')
        assert.doesNotMatch(role, /ReadWrite|FullControl|Manage\.|^(Mail|Files|Chat|ChannelMessage)\./, role);
  });

  it('asks for no more of a client than the resources that use it do: without SharePoint, nothing of Sites', () => {
    for (const { why, registration } of clientScopes) {
      assert.match(why, /^Optional, beside SharePoint's own permission/);
      assert.ok(resourcesFor().some(({ scopes }) => scopes.some((own) => own.registration === registration)));
    }
  });

  for (const { name, permissions, assigned } of permissionsOf(undefined, teamsOn))
    it(`I-1: the simulator knows every permission and Entra role of ${name}`, () => {
      for (const { serviceAppId, service, role } of permissions) {
        const [resource] = Object.entries(resourceApps).find(([, { appId }]) => appId === serviceAppId)!;
        const known = appRolesOf(resource as ResourceApp).map(({ value }) => value);
        assert.ok(known.includes(role), `${role} of ${service}`);
      }
      for (const { kind, role } of assigned) assert.ok(kind !== 'directory' || role in directoryRoles, role);
    });

  it('marks what belongs to later parts, and grants it nowhere', async () => {
    for (const { registration } of laterScopes) assert.match(registration, /^(read-content|contain)$/);
    const rows = (await run('-o', 'jsonl')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { registration: string; permission: string; granted: string });
    const contain = rows.filter(({ registration }) => registration === 'contain');
    // Ending links is the only part of it that this version has.
    assert.deepEqual(
      contain.filter(({ granted }) => granted === 'now').map(({ permission }) => permission),
      ['Files.ReadWrite.All'],
    );
    const { out } = await run('--registration', 'contain', '-o', 'script');
    assert.match(out, /'Files\.ReadWrite\.All'/);
    assert.doesNotMatch(out, /'User\.RevokeSessions\.All'/);
  });

  it('prints every form of one registration', async () => {
    const starts = {
      table: 'Wardline change',
      json: '[',
      csv: 'Registration,',
      md: '# Permissions',
      manifest: '[',
      script: '#Requires',
    };
    for (const [form, start] of Object.entries(starts)) {
      const { exit, out, err } = await run('--registration', 'change', '-o', form);
      assert.equal(exit, 0, err);
      assert.ok(out.startsWith(start), `${form}: ${out.slice(0, 60)}`);
      if (form === 'table') for (const line of out.split('\n')) assert.ok(line.length <= 90, line);
    }
    assert.equal((await run('--registration', 'everything')).exit, 64);
  });
});
