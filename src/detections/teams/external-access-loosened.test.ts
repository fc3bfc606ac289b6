import { type RawRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { externalAccessLoosened } from './external-access-loosened.ts';

const cmdlet = (
  operation: string,
  parameters: Readonly<Record<string, string>>,
  fields: RawRecord = {},
  user = 'admin@clinic.example.com',
) =>
  unifiedRecord(
    operation,
    57,
    'MicrosoftTeams',
    { user },
    {
      ObjectId: 'Global',
      Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
      ...fields,
    },
  );

testDetection(externalAccessLoosened, {
  alerts: {
    'private Teams accounts may write first': {
      records: [
        cmdlet('Set-CsTenantFederationConfiguration', {
          Identity: 'Global',
          AllowTeamsConsumer: 'True',
          AllowTeamsConsumerInbound: 'True',
        }),
      ],
      severity: 'medium',
      actor: 'admin@clinic.example.com',
      why: /private Teams accounts may be written to, private Teams accounts may write first$/,
    },
    'every organization': [cmdlet('Set-CsTenantFederationConfiguration', { AllowedDomains: 'AllowAllKnownDomains' })],
    'as a command line': [
      cmdlet('Set-CsTenantFederationConfiguration', {}, { Parameters: '-Identity "Global" -AllowPublicUsers True' }),
    ],
    'anonymous people may start meetings': [
      cmdlet(
        'Set-CsTeamsMeetingPolicy',
        {},
        {
          Parameters: undefined,
          ModifiedProperties: [{ Name: 'AllowAnonymousUsersToStartMeeting', OldValue: 'False', NewValue: 'True' }],
        },
      ),
    ],
    'the lobby is gone': [cmdlet('Set-CsTeamsMeetingPolicy', { AutoAdmittedUsers: 'Everyone' })],
    'the admin center': [
      cmdlet(
        'TeamsTenantSettingChanged',
        {},
        { Parameters: undefined, Name: 'Allow guest access in Teams', OldValue: 'False', NewValue: 'True' },
      ),
    ],
  },
  silent: {
    tightened: [
      cmdlet('Set-CsTenantFederationConfiguration', { AllowTeamsConsumer: 'False', AllowedDomains: 'lab.example.net' }),
      cmdlet('Set-CsTeamsMeetingPolicy', {
        AllowAnonymousUsersToJoinMeeting: 'False',
        AutoAdmittedUsers: 'EveryoneInCompany',
      }),
    ],
    'saved without a change': [
      cmdlet(
        'Set-CsTeamsMeetingPolicy',
        { AllowAnonymousUsersToJoinMeeting: 'True' },
        {
          ModifiedProperties: [{ Name: 'AllowAnonymousUsersToJoinMeeting', OldValue: 'True', NewValue: 'True' }],
        },
      ),
    ],
    'something else of a meeting policy': [cmdlet('Set-CsTeamsMeetingPolicy', { AllowCloudRecording: 'True' })],
    'Microsoft itself': [
      cmdlet('Set-CsTenantFederationConfiguration', { AllowPublicUsers: 'True' }, {}, 'NT AUTHORITY\\SYSTEM'),
    ],
  },
});
