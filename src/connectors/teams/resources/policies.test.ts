import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../core/change.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { type SectionName, sections } from '../../../core/snapshot.ts';
import type { Clients } from '../../resource.ts';
import { teamsResources } from './index.ts';

const context = { read: () => undefined } as unknown as ReadContext;

function fake(answers: Record<string, Record<string, unknown>[]> = {}) {
  const written: unknown[] = [];
  const teams = {
    get: async (type: string) => answers[type] ?? [],
    set: async (...given: unknown[]) => {
      written.push(given);
    },
  };
  return { clients: { teams } as unknown as Clients, written };
}

const on = teamsResources({ choices: { unofficialTeamsEndpoint: true } });
const off = teamsResources();
const resourceOf = (section: SectionName, among = on) => among.find((resource) => resource.sections.includes(section))!;
const change = (section: SectionName, match: object | undefined, values: object) =>
  ({ section, operation: 'set', match, values, call: '', summary: '', notice: '', undo: 'restore' }) as Change;

describe('Teams resources', () => {
  it('are there for every Teams section', () => {
    const named = Object.entries(sections).filter(([, { service }]) => service === 'teams');
    for (const among of [on, off])
      assert.deepEqual(
        among.flatMap((resource) => resource.sections).toSorted(),
        named.map(([name]) => name).toSorted(),
      );
  });

  it('decode what the service gives', async () => {
    const { clients } = fake({
      TeamsMeetingPolicy: [{ Identity: 'Global', AutoAdmittedUsers: 'EveryoneInCompany', AllowCloudRecording: true }],
      TenantFederationSettings: [
        {
          Identity: 'Global',
          AllowFederatedUsers: true,
          AllowedDomains: { AllowedDomain: [{ Domain: 'lab.example.com' }] },
        },
      ],
    });
    const meetings = await resourceOf('meetingPolicies').read(clients, context);
    assert.deepEqual(sections.meetingPolicies.decode(meetings.meetingPolicies), [
      { identity: 'Global', autoAdmittedUsers: 'EveryoneInCompany', allowCloudRecording: true },
    ]);
    const federation = await resourceOf('federationConfiguration').read(clients, context);
    assert.deepEqual(sections.federationConfiguration.decode(federation.federationConfiguration), [
      { identity: 'Global', allowFederatedUsers: true, allowedDomains: { AllowedDomain: ['lab.example.com'] } },
    ]);
  });

  it('write by the policy’s name and Microsoft’s property names', async () => {
    for (const [given, expected] of [
      [
        change('meetingPolicies', { identity: 'Tag:Clinic' }, { allowPSTNUsersToBypassLobby: false }),
        ['TeamsMeetingPolicy', 'Clinic', { AllowPSTNUsersToBypassLobby: false }],
      ],
      [
        change('broadcastPolicies', { identity: 'Global' }, { broadcastRecordingMode: 'UserOverride' }),
        ['TeamsMeetingBroadcastPolicy', 'Global', { BroadcastRecordingMode: 'UserOverride' }],
      ],
      [
        change(
          'federationConfiguration',
          { identity: undefined },
          { allowedDomains: { AllowedDomain: ['lab.example.com'] } },
        ),
        ['TenantFederationSettings', 'Global', { AllowedDomains: { AllowedDomain: [{ Domain: 'lab.example.com' }] } }],
      ],
      [
        change('clientConfiguration', { identity: 'Global' }, { allowBox: false, allowDropBox: false }),
        ['TeamsClientConfiguration', 'Global', { AllowBox: false, AllowDropBox: false }],
      ],
      [
        change('appPermissionPolicies', { identity: 'Global' }, { globalCatalogAppsType: 'AllowedAppList' }),
        ['TeamsAppPermissionPolicy', 'Global', { GlobalCatalogAppsType: 'AllowedAppList', GlobalCatalogApps: [] }],
      ],
    ] as const) {
      const { clients, written } = fake();
      await resourceOf(given.section).write!(clients, given, context);
      assert.deepEqual(written, [expected]);
    }
  });

  it('write back the lists of apps with their kinds, as they were', async () => {
    const blocked = [{ Id: '00000000-0000-4000-8000-00000000b10c' }];
    const { clients, written } = fake({
      TeamsAppPermissionPolicy: [
        { Identity: 'Global', GlobalCatalogAppsType: 'BlockedAppList', GlobalCatalogApps: blocked },
      ],
    });
    const resource = resourceOf('appPermissionPolicies');
    const raw = await resource.read(clients, context);
    const [before] = sections.appPermissionPolicies.decode(raw.appPermissionPolicies);
    assert.deepEqual(before, {
      identity: 'Global',
      globalCatalogAppsType: 'BlockedAppList',
      globalCatalogApps: blocked,
    });
    const { identity: _, ...values } = before;
    await resource.write!(clients, change('appPermissionPolicies', { identity: 'Global' }, values), context);
    assert.deepEqual(written, [
      ['TeamsAppPermissionPolicy', 'Global', { GlobalCatalogAppsType: 'BlockedAppList', GlobalCatalogApps: blocked }],
    ]);
  });

  it('read the tenant, whose plans tell a government cloud', async () => {
    const teams = {
      tenant: async () => ({ tenantId: 't', displayName: 'Larkmeadow', assignedPlans: [{ service: 'Teams_GCC' }] }),
    };
    const raw = await resourceOf('teamsTenant').read({ teams } as unknown as Clients, context);
    assert.deepEqual(sections.teamsTenant.decode(raw.teamsTenant).assignedPlan, [{ service: 'Teams_GCC' }]);
  });

  it('without the switch name the command to run, take no client and write nothing', async () => {
    const commands: Partial<Record<SectionName, RegExp>> = {
      meetingPolicies: /By hand: Connect-MicrosoftTeams; Get-CsTeamsMeetingPolicy \| ConvertTo-Json -Depth 8$/,
      broadcastPolicies: /Get-CsTeamsMeetingBroadcastPolicy/,
      federationConfiguration: /Get-CsTenantFederationConfiguration/,
      clientConfiguration: /Get-CsTeamsClientConfiguration/,
      appPermissionPolicies: /Get-CsTeamsAppPermissionPolicy/,
      teamsTenant: /Get-CsTenant /,
      tenantAppSettings: /Get-M365UnifiedTenantSettings/,
    };
    for (const [section, command] of Object.entries(commands)) {
      const resource = resourceOf(section as SectionName, off);
      assert.equal(resource.write, undefined, section);
      await assert.rejects(resource.read({} as Clients, context), command);
    }
  });
});
