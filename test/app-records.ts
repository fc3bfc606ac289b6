import { directoryAuditRecord, entraRecord, type RawRecord } from './audit-records.ts';

export const strangeApp = '99999999-0000-4000-8000-000000000001';

interface Given {
  user?: string;
  at?: number;
  app?: string;
  appId?: string;
  scopes?: string;
  everybody?: boolean;
}

/** Consent of the unified log: the lines of a service principal, permissions old => new. */
export function consentRecord(
  {
    user = 'nina@clinic.example.com',
    at = 0,
    app = 'Mail Helper',
    appId = strangeApp,
    scopes = 'User.Read',
    everybody = false,
  }: Given = {},
  fields: RawRecord = {},
): RawRecord {
  return entraRecord(
    'Consent to application.',
    {
      user,
      at,
      object: appId,
      targets: [
        ['ServicePrincipal_77777777-0000-4000-8000-000000000001', 2],
        ['77777777-0000-4000-8000-000000000001', 2],
        ['ServicePrincipal', 2],
        [app, 1],
        [appId, 2],
      ],
      changes: [
        ['ConsentContext.IsAdminConsent', everybody ? 'True' : 'False'],
        ['ConsentContext.IsAppOnly', 'False'],
        ['ConsentContext.OnBehalfOfAll', everybody ? 'True' : 'False'],
        [
          'ConsentAction.Permissions',
          `[] => [[Id: grant, ClientId: 00000000-0000-0000-0000-000000000000, PrincipalId: , ResourceId: resource, ConsentType: ${everybody ? 'AllPrincipals' : 'Principal'}, Scope: ${scopes}, CreatedDateTime: , LastModifiedDateTime ]]; `,
        ],
        ['TargetId.ServicePrincipalNames', appId],
      ],
    },
    fields,
  );
}

/** The grant that Graph writes beside a consent: its target is Microsoft Graph, the application is among the changes. */
export function grantRecord(
  {
    user = 'nina@clinic.example.com',
    at = 0,
    app = 'Mail Helper',
    appId = strangeApp,
    scopes = 'User.Read',
    everybody = false,
  }: Given = {},
  fields: RawRecord = {},
): RawRecord {
  return directoryAuditRecord(
    'Add delegated permission grant',
    {
      user,
      at,
      category: 'ApplicationManagement',
      targets: [
        { type: 'ServicePrincipal', displayName: 'Microsoft Graph', id: '88888888-0000-4000-8000-000000000001' },
      ],
      changes: [
        ['DelegatedPermissionGrant.Scope', ` ${scopes}`],
        ['DelegatedPermissionGrant.ConsentType', everybody ? 'AllPrincipals' : 'Principal'],
        ['ServicePrincipal.ObjectID', '77777777-0000-4000-8000-000000000001'],
        ['ServicePrincipal.DisplayName', app],
        ['ServicePrincipal.AppId', appId],
        ['TargetId.ServicePrincipalNames', '00000003-0000-0000-c000-000000000000;https://graph.microsoft.com'],
      ],
    },
    fields,
  );
}
