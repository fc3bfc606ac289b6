import { consentOf } from '../../core/audit/consent.ts';
import { defineDetection } from '../../core/detection.ts';
import { consentOperations } from './app-consent-risky.ts';
import { isApprovedTarget, isMicrosoftApp, knownToolOf, scopesOf } from './app-record.ts';
import { beyondSignIn, listed, riskyScopes } from './app-scopes.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

export const tenantWideConsent = defineDetection({
  id: 'entra.tenant-wide-consent',
  title: 'An application was let in for everybody',
  severity: 'medium',
  citations: ['164.308(b)(1)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1528', 'T1098.003'],
  incident: 'app-consent',
  firstSteps: [
    'Ask the administrator who consented what the application is for',
    'Remove the consent if there is no need, or no business associate agreement for PHI',
    'Look at what the application read since',
  ],
  falsePositives: ['An application that the organization bought: declare it under approvedApps before the consent.'],
  knownGaps: ['Application permissions, which need no person, come as entra.app-permission-granted.'],
  operations: consentOperations,
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const consent = consentOf(event);
    if (!consent.tenantWide || isMicrosoftApp(event) || isApprovedTarget(event, context)) return undefined;
    const scopes = beyondSignIn(scopesOf(event));
    if (scopes.length === 0) return undefined;
    const risky = riskyScopes(scopes);
    return {
      group: event.actor.key,
      why: `${event.actor.name} let ${knownToolOf(event) ?? 'an application'} use ${listed(risky.length > 0 ? risky : scopes)} for everybody`,
      severity: risky.length > 0 ? (knownToolOf(event) ? 'high' : 'critical') : 'medium',
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
