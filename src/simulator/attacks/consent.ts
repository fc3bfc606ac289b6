/** What a consent changes, as the directory logs write it: name and new value. */
export function consentChanges(appId: string, scopes: string, everybody: boolean): (readonly [string, string])[] {
  const type = everybody ? 'AllPrincipals' : 'Principal';
  return [
    ['ConsentContext.IsAdminConsent', everybody ? 'True' : 'False'],
    ['ConsentContext.IsAppOnly', 'False'],
    ['ConsentContext.OnBehalfOfAll', everybody ? 'True' : 'False'],
    [
      'ConsentAction.Permissions',
      `[] => [[Id: grant, ClientId: 00000000-0000-0000-0000-000000000000, PrincipalId: , ResourceId: resource, ConsentType: ${type}, Scope: ${scopes}, CreatedDateTime: , LastModifiedDateTime ]]; `,
    ],
    ['TargetId.ServicePrincipalNames', appId],
  ];
}
