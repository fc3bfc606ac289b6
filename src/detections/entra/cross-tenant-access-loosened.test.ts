import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { crossTenantAccessLoosened } from './cross-tenant-access-loosened.ts';

const partner = '55555555-0000-4000-8000-000000000001';
const record = (
  name: string,
  now: string,
  old: string | undefined,
  activity = 'Update a partner cross-tenant access setting',
  fields = {},
) =>
  directoryAuditRecord(
    activity,
    {
      category: 'CrossTenantAccessSettings',
      targets: [{ type: 'Policy', displayName: partner }],
      changes: [[name, now, old]],
    },
    fields,
  );
const mfa = (accepted: boolean) => JSON.stringify({ isMfaAccepted: accepted, isCompliantDeviceAccepted: false });
const access = (accessType: number) =>
  JSON.stringify({ usersAndGroups: { accessType, targets: [{ target: 'AllUsers' }] } });

testDetection(crossTenantAccessLoosened, {
  alerts: {
    'S3-29: the other tenant’s multifactor authentication is believed': {
      records: [record('inboundTrust', mfa(true), mfa(false))],
      severity: 'medium',
      group: partner,
      why: /its multifactor authentication/,
    },
    'people who were blocked are let in': {
      records: [record('b2bCollaborationInbound', access(1), access(2))],
      why: /accepts people/,
    },
    'for every tenant': {
      records: [
        record('inboundTrust', mfa(true), mfa(false), 'Update the company default cross-tenant access setting'),
      ],
      severity: 'high',
      group: 'default',
    },
    'accounts of the other tenant are made here': {
      records: [
        record(
          'userSyncInbound',
          '{"isSyncAllowed":true}',
          undefined,
          'Create a partner cross-tenant identity sync setting',
        ),
      ],
      severity: 'high',
    },
    'the unified log': [
      entraRecord('Update a partner cross-tenant access setting.', {
        targets: [[partner, 1]],
        changes: [['InboundTrust', mfa(true), mfa(false)]],
      }),
    ],
  },
  silent: {
    'trust is taken back': [
      record('inboundTrust', mfa(false), mfa(true)),
      record('b2bCollaborationInbound', access(2), access(1)),
    ],
    'what the own people may do elsewhere': [record('b2bCollaborationOutbound', access(1), access(2))],
    'a partner is added with the defaults': [
      record('tenantId', partner, undefined, 'Add a partner to cross-tenant access setting'),
    ],
    'the approved change application': {
      records: [record('inboundTrust', mfa(true), mfa(false), undefined, changeApp)],
      organization: changeAppApproved,
    },
  },
});
