import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, matchOf, nameOf } from './identity.ts';
import { same } from './mail-flow-rule.ts';

type Policy = SectionData<'owaMailboxPolicies'>[number];
type ConditionalAccess = SectionData<'conditionalAccessPolicies'>;

const isLimited = (policy: Policy) =>
  same(policy.conditionalAccessPolicy, 'ReadOnly') ||
  same(policy.conditionalAccessPolicy, 'ReadOnlyPlusAttachmentsBlocked');

/** Whether a conditional access policy leaves the limits to the app itself; they have no effect without the Outlook setting. */
function restrictionsUsed(policies: ConditionalAccess): boolean {
  const exchange = /^(all|office365|00000002-0000-0ff1-ce00-000000000000)$/i;
  return policies.some(
    (policy) =>
      policy.state === 'enabled' &&
      policy.sessionControls?.applicationEnforcedRestrictions?.isEnabled === true &&
      (policy.conditions?.applications?.includeApplications ?? []).some((application) => exchange.test(application)),
  );
}

const evidence = (expected: string, actual: string, readFrom: Evidence['readFrom'], policy: Policy): Evidence => ({
  id: idOf(policy),
  name: nameOf(policy),
  expected,
  actual,
  readFrom,
});

function storageVerdict(policies: readonly Policy[]): Verdict {
  const all = counted(policies.length, 'Outlook on the web policy', 'Outlook on the web policies');
  const shown = (policy: Policy) =>
    evidence(
      'AdditionalStorageProvidersAvailable false',
      `AdditionalStorageProvidersAvailable ${policy.additionalStorageProvidersAvailable}`,
      'owaMailboxPolicies.additionalStorageProvidersAvailable',
      policy,
    );
  const open = policies.filter((policy) => policy.additionalStorageProvidersAvailable !== false);
  if (open.length === 0) return pass(`None of ${all} offers outside storage.`, policies.map(shown));
  return fail(
    `${open.length} of ${all} ${open.length === 1 ? 'offers' : 'offer'} outside storage such as Dropbox.`,
    open.map(shown),
    {
      wouldPassIf: `Outside storage is off in ${open.map(nameOf).join(', ')}.`,
    },
  );
}

function attachmentVerdict(policies: readonly Policy[], conditionalAccess: ConditionalAccess | undefined): Verdict {
  const shown = (policy: Policy) =>
    evidence(
      'ConditionalAccessPolicy ReadOnly or ReadOnlyPlusAttachmentsBlocked',
      `ConditionalAccessPolicy ${policy.conditionalAccessPolicy ?? 'not set'}`,
      'owaMailboxPolicies.conditionalAccessPolicy',
      policy,
    );
  const open = policies.filter((policy) => !isLimited(policy));
  if (open.length === 0) return pass('Attachments are limited on devices that conditional access does not trust.');
  if (!conditionalAccess)
    return unknown(
      "Can't tell whether attachments must be limited in Outlook on the web: the conditional access policies were not read.",
    );
  if (!restrictionsUsed(conditionalAccess))
    return pass('No conditional access policy leaves limits to Outlook on the web.');
  if (open.some((policy) => policy.conditionalAccessPolicy === undefined))
    return unknown(
      "Can't tell whether attachments are limited in Outlook on the web: the source does not hold ConditionalAccessPolicy.",
    );
  return fail('A conditional access policy counts on limits in Outlook on the web that are not set.', open.map(shown), {
    wouldPassIf: `ConditionalAccessPolicy is ReadOnly in ${open.map(nameOf).join(', ')}.`,
  });
}

export const outlookWebStorageOff = defineControl({
  id: 'exchange.outlook-web-storage-off',
  title: 'Outlook on the web keeps attachments inside',
  finding: 'Outlook on the web lets attachments go to outside storage or unmanaged devices',
  severity: 'medium',
  rationale:
    'With outside storage on, one click saves a scanned chart to a private Dropbox or Google Drive that no agreement covers. And a conditional access policy that limits unmanaged devices has no effect on mail until this setting backs it.',
  citations: ['164.310(d)(1)', '164.308(b)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: 'CIS.M365.6.5.3' },
    { source: 'CIPP', id: 'DisableAdditionalStorageProviders' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/powershell/module/exchange/set-owamailboxpolicy' },
  ],
  aliases: ['EX-20'],
  reads: ['owaMailboxPolicies.additionalStorageProvidersAvailable'],
  mayRead: ['conditionalAccessPolicies'],
  evaluate({ owaMailboxPolicies, conditionalAccessPolicies }) {
    if (owaMailboxPolicies.length === 0)
      return unknown(
        "Can't tell: the source lists no Outlook on the web policy, and every tenant has the default one.",
      );
    return combine({
      storage: storageVerdict(owaMailboxPolicies),
      attachments: attachmentVerdict(owaMailboxPolicies, conditionalAccessPolicies),
    });
  },
  remediation: {
    fix: 'Turn off outside storage in Outlook on the web',
    steps: [
      'Open the Exchange admin center, Roles, Outlook web app policies, and each policy named here.',
      'Run the commands below for what has no switch there.',
    ],
    script: [
      "Set-OwaMailboxPolicy -Identity 'OwaMailboxPolicy-Default' -AdditionalStorageProvidersAvailable $false",
      "Set-OwaMailboxPolicy -Identity 'OwaMailboxPolicy-Default' -ConditionalAccessPolicy ReadOnly",
    ],
  },
  changes({ owaMailboxPolicies, conditionalAccessPolicies }) {
    const limit = attachmentVerdict(owaMailboxPolicies, conditionalAccessPolicies).outcome === 'fail';
    return owaMailboxPolicies.flatMap((policy) => {
      const storage = policy.additionalStorageProvidersAvailable !== false;
      const readOnly = limit && !isLimited(policy);
      if (!storage && !readOnly) return [];
      const options = `${storage ? ' -AdditionalStorageProvidersAvailable $false' : ''}${readOnly ? ' -ConditionalAccessPolicy ReadOnly' : ''}`;
      return {
        section: 'owaMailboxPolicies' as const,
        operation: 'set' as const,
        match: matchOf(policy),
        values: {
          ...(storage && { additionalStorageProvidersAvailable: false }),
          ...(readOnly && { conditionalAccessPolicy: 'ReadOnly' }),
        },
        call: `Set-OwaMailboxPolicy -Identity ${identityArgument(policy)}${options}`,
        summary: `Keep attachments inside in Outlook on the web policy ${nameOf(policy)}`,
        notice:
          'People can no longer save attachments to Dropbox and the like from Outlook on the web; on unmanaged devices they can read but not download.',
        undo: 'restore' as const,
      };
    });
  },
});
