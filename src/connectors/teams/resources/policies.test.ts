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

const resourceOf = (section: SectionName) => teamsResources.find((resource) => resource.sections.includes(section))!;
const change = (section: SectionName, match: object | undefined, values: object) =>
  ({ section, operation: 'set', match, values, call: '', summary: '', notice: '', undo: 'restore' }) as Change;

describe('Teams resources', () => {
  it('are there for every Teams section', () => {
    const named = Object.entries(sections).filter(([, { service }]) => service === 'teams');
    assert.deepEqual(
      teamsResources.flatMap((resource) => resource.sections).toSorted(),
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

  it('without the switch say which command to run, and send nothing', async () => {
    const off = {} as Clients;
    await assert.rejects(resourceOf('meetingPolicies').read(off, context), /Get-CsTeamsMeetingPolicy.*not switched on/);
    const given = change('clientConfiguration', { identity: 'Global' }, { allowBox: false });
    await assert.rejects(
      resourceOf('clientConfiguration').write!(off, given, context),
      /Set-CsTeamsClientConfiguration/,
    );
    await assert.rejects(resourceOf('tenantAppSettings').read(off, context), /Get-M365UnifiedTenantSettings/);
  });
});
