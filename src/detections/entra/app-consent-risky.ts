import { consentOf } from '../../core/audit/consent.ts';
import { defineDetection } from '../../core/detection.ts';
import { isApprovedTarget, isMicrosoftApp, knownToolOf, scopesOf } from './app-record.ts';
import { listed, riskyScopes } from './app-scopes.ts';
import { isMicrosoftService } from './initiator.ts';

export const consentOperations = [
  'consent to application',
  'add delegated permission grant',
  'add oauth2permissiongrant',
] as const;

export const appConsentRisky = defineDetection({
  id: 'entra.app-consent-risky',
  title: 'A person let an application read mail, files or the directory',
  severity: 'medium',
  citations: ['164.308(a)(5)(ii)(B)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1528', 'T1550.001'],
  incident: 'app-consent',
  firstSteps: [
    'Remove the consent and block the application’s sign-in until it is known',
    'Revoke the person’s sessions and ask where the link came from',
    'Look at what the application read since, and who else consented',
  ],
  falsePositives: [
    'An application that the organization uses: declare it under approvedApps, with its business associate agreement.',
  ],
  knownGaps: [
    'Whether the publisher is verified is not in the record.',
    'What the application read with it is in the mailbox and file records only.',
  ],
  operations: consentOperations,
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event)) return undefined;
    const consent = consentOf(event);
    // For everybody: entra.tenant-wide-consent.
    if (consent.tenantWide) return undefined;
    const scopes = scopesOf(event);
    const risky = riskyScopes(scopes);
    if (risky.length === 0 || isMicrosoftApp(event) || isApprovedTarget(event, context)) return undefined;
    const tool = knownToolOf(event);
    const stays = scopes.some((scope) => scope.toLowerCase() === 'offline_access');
    return {
      group: event.actor.key,
      why: `${event.actor.name} let ${tool ?? 'an application'} use ${listed(risky)}${stays ? ', also while away' : ''}`,
      severity: tool ? 'low' : stays ? 'high' : 'medium',
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
