import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

/** "Microsoft 365 on the web": the service principal through which Office on the web opens other storage. */
const appId = 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e';

export const officeWebStorageOff = defineControl({
  id: 'teams.office-web-storage-off',
  title: 'Office on the web opens no third-party storage',
  finding: 'Office on the web opens files from third-party storage',
  severity: 'low',
  rationale:
    'Office on the web can open and save files straight in Dropbox, Box and the like. Such a company becomes a business associate once a document with PHI lies there.',
  citations: ['164.308(b)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: '1.3.7' },
    { source: 'CIPP', id: 'RestrictThirdPartyStorageServices' },
  ],
  aliases: ['TM-10'],
  reads: ['servicePrincipals'],
  evaluate({ servicePrincipals }) {
    const principal = servicePrincipals.find((one) => one.appId?.toLowerCase() === appId);
    const evidence = {
      id: appId,
      name: principal?.displayName ?? 'Microsoft 365 on the web',
      expected: 'a service principal with accountEnabled false',
      actual: principal
        ? `accountEnabled ${principal.accountEnabled}`
        : 'no service principal, so the default: allowed',
      readFrom: 'servicePrincipals.accountEnabled' as const,
    };
    if (principal && typeof principal.accountEnabled !== 'boolean')
      return unknown("Can't tell: the source does not say whether this service principal is enabled.");
    if (principal?.accountEnabled === false)
      return pass('Third-party storage is off in Office on the web.', [evidence]);
    return fail('Office on the web can open files from third-party storage.', [evidence], {
      wouldPassIf: 'The service principal "Microsoft 365 on the web" exists and is disabled.',
    });
  },
  remediation: {
    fix: 'Turn off third-party storage in Microsoft 365 on the web',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Org settings, Microsoft 365 on the web.',
      'Clear "Let users open files stored in third-party storage services in Microsoft 365 on the web".',
      'Choose Save.',
    ],
  },
  changes({ servicePrincipals }) {
    const principal = servicePrincipals.find((one) => one.appId?.toLowerCase() === appId);
    if (principal?.accountEnabled === false) return [];
    const words = {
      section: 'servicePrincipals' as const,
      call: `PATCH /servicePrincipals(appId='${appId}') {"accountEnabled": false} with Prefer: create-if-missing`,
      summary: 'Turn off third-party storage in Microsoft 365 on the web',
      notice: 'People who open Dropbox or Box files in Office on the web: they open them from the service itself.',
    };
    return [
      principal
        ? {
            ...words,
            operation: 'set' as const,
            match: { appId: principal.appId },
            values: { accountEnabled: false },
            undo: 'restore' as const,
          }
        : {
            ...words,
            operation: 'create' as const,
            match: { appId },
            values: { appId, displayName: 'Microsoft 365 on the web', accountEnabled: false },
            undo: 'restore' as const,
          },
    ];
  },
});
