import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import { quoted } from '../../core/powershell.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, fail, pass } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, matchOf, nameOf } from './identity.ts';

type Policy = SectionData<'sharingPolicies'>[number];

const withEverybody = (entry: string) => entry.includes('*') || /^\s*anonymous\s*:/i.test(entry);
const openEntries = (policy: Policy) =>
  (policy.domains ?? []).filter((entry) => withEverybody(entry) && /contacts|calendar/i.test(entry));
/** A policy that is off shares nothing. */
const open = (policies: readonly Policy[]) =>
  policies.filter((policy) => policy.enabled !== false && openEntries(policy).length > 0);

/** SCuBA looks for `*` beside the word, in every policy, on or off. */
const scuba = (policies: readonly Policy[], word: string): JudgedOutcome =>
  policies.some((policy) => (policy.domains ?? []).some((entry) => entry.includes('*') && entry.includes(word)))
    ? 'fail'
    : 'pass';

export const calendarSharingLimited = defineControl({
  id: 'exchange.calendar-sharing-limited',
  title: 'Calendars and contacts are not shared with everybody outside',
  finding: 'Calendars or contacts can be shared with anybody outside',
  severity: 'medium',
  rationale:
    'Appointment titles in a clinic hold patient names and reasons for a visit. A sharing policy for all domains, or for people who do not sign in, lets anyone in the organization show them to the world. A new tenant has such a policy.',
  citations: ['164.502(b)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.6.1v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.EXO.6.2v1', level: 'shall' },
    { source: 'CIS', id: 'CIS.M365.1.3.3' },
    { source: 'CIPP', id: 'DisableExternalCalendarSharing' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/exchange/sharing/sharing-policies/sharing-policies' },
  ],
  aliases: ['EX-10'],
  reads: ['sharingPolicies.domains'],
  evaluate({ sharingPolicies }) {
    const policies = {
      'MS.EXO.6.1v1': scuba(sharingPolicies, 'Contacts'),
      'MS.EXO.6.2v1': scuba(sharingPolicies, 'Calendar'),
    };
    const evidence = (policy: Policy): Evidence => ({
      id: idOf(policy),
      name: nameOf(policy),
      expected: 'No entry for * or Anonymous',
      actual: `${(policy.domains ?? []).join('; ') || 'No domain'}${policy.enabled === false ? ' (policy is off)' : ''}`,
      readFrom: 'sharingPolicies.domains',
    });
    const offending = open(sharingPolicies);
    const all = counted(sharingPolicies.length, 'sharing policy', 'sharing policies');
    if (offending.length === 0) {
      return pass(`None of ${all} shares calendars or contacts with everybody.`, sharingPolicies.map(evidence), {
        policies,
      });
    }
    return fail(
      `${offending.length} of ${all} ${offending.length === 1 ? 'shares' : 'share'} calendars or contacts with everybody.`,
      offending.map(evidence),
      {
        policies,
        wouldPassIf: `Without ${offending.map((policy) => `"${openEntries(policy).join('", "')}" in ${nameOf(policy)}`).join(', and without ')}.`,
      },
    );
  },
  remediation: {
    fix: 'Remove "everybody" from each calendar sharing policy',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Org settings, Calendar.',
      'Clear "Let your users share their calendars with people outside of your organization who have Office 365 or Exchange" and the anonymous links below it.',
      'To keep one partner, name its domain in the sharing policy instead.',
    ],
    script: [
      "Set-SharingPolicy -Identity 'Default Sharing Policy' -Domains @{Remove='*:CalendarSharingFreeBusySimple','Anonymous:CalendarSharingFreeBusyReviewer'}",
      "Set-SharingPolicy -Identity 'Default Sharing Policy' -Enabled $false",
    ],
  },
  changes({ sharingPolicies }) {
    return open(sharingPolicies).map((policy) => {
      const kept = (policy.domains ?? []).filter((entry) => !openEntries(policy).includes(entry));
      const how = kept.length > 0 ? `-Domains ${kept.map(quoted).join(',')}` : '-Enabled $false';
      return {
        section: 'sharingPolicies' as const,
        operation: 'set' as const,
        match: matchOf(policy),
        values: kept.length > 0 ? { domains: kept } : { enabled: false },
        call: `Set-SharingPolicy -Identity ${identityArgument(policy)} ${how}`,
        summary:
          kept.length > 0
            ? `Take everybody out of sharing policy ${nameOf(policy)}`
            : `Turn off sharing policy ${nameOf(policy)}`,
        notice: 'Outsiders no longer see calendars that people here have shared with them.',
        undo: 'restore' as const,
      };
    });
  },
  assumed: [
    'A sharing policy needs at least one domain, so a policy that holds only "everybody" is turned off as a whole.',
  ],
});
