import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, partial, pass, unknown } from '../../core/verdict.ts';
import { accountsOf } from './break-glass-accounts.ts';
import { named } from './principals.ts';

type AlertRule = SectionData<'signInAlertRules'>[number];

const ruleName = (rule: AlertRule) => rule.properties?.displayName ?? rule.name ?? rule.id ?? 'rule without a name';

function queryOf(rule: AlertRule): string {
  const parts = [rule.properties?.query, ...(rule.properties?.criteria?.allOf ?? []).map((entry) => entry.query)];
  return parts.join('\n').toLowerCase();
}

export const breakGlassUseAlerted = defineControl({
  id: 'entra.break-glass-use-alerted',
  title: 'A sign-in with an emergency access account raises an alert',
  finding: 'Nobody is alerted when an emergency access account signs in',
  severity: 'medium',
  rationale:
    'These accounts open everything and pass few checks, so their use must never go unseen. Somebody has to be told within minutes, and the alert has to be tried, because an alert that was never tried mostly does not work.',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(a)(2)(ii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'Monkey365', id: 'emergency-access-account-not-monitored' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    },
  ],
  aliases: ['ID-22'],
  reads: ['signInAlertRules'],
  mayRead: ['emergencyAccounts', 'users', 'privilegedUsers'],
  evaluate(settings, { organization, attestation }) {
    const accounts = accountsOf(organization, settings);
    if (accounts.length === 0) {
      return unknown('No emergency access account is declared, so it is not known what to watch.', [], {
        wouldPassIf: 'You declare the emergency access accounts under breakGlass and an alert rule watches them.',
      });
    }
    const enabled = settings.signInAlertRules.filter((rule) => rule.properties?.enabled === true);
    const watched = accounts.map((account) => ({
      account,
      by: enabled.filter((rule) => {
        const query = queryOf(rule);
        return [account.id, account.name, account.declared].some(
          (name) => name !== undefined && query.includes(name.toLowerCase()),
        );
      }),
    }));
    const evidence = ({ account, by }: (typeof watched)[number]) => ({
      id: account.id ?? account.declared,
      name: account.name,
      expected: 'an enabled alert rule names it, and the alert was tried',
      actual:
        by.length > 0
          ? `watched by ${named(by.map(ruleName))}${attestation ? `, tried: ${attestation.on}` : ', no test recorded'}`
          : 'no enabled alert rule names it',
      readFrom: 'signInAlertRules.properties' as const,
    });
    const silent = watched.filter(({ by }) => by.length === 0);
    if (silent.length > 0) {
      const names = named(silent.map(({ account }) => account.name));
      // The alert may live in a system that no Microsoft API shows: then the attestation is the answer.
      if (attestation)
        return unknown(
          `No alert rule of Azure Monitor or Sentinel names ${names}; the answer rests on the attestation.`,
          silent.map(evidence),
        );
      return fail(`No enabled alert rule names ${names}.`, silent.map(evidence), {
        wouldPassIf: `An alert rule watches sign-ins of ${names} and a test of it is attested.`,
      });
    }
    if (!attestation)
      return partial(
        'Alert rules watch each emergency access account, and no test of them is recorded.',
        watched.map(evidence),
        {
          wouldPassIf: 'You attest when the alert was last tried.',
        },
      );
    return pass('Alert rules watch each emergency access account, and a test is recorded.', watched.map(evidence));
  },
  attest: {
    question: 'Does a sign-in with an emergency access account alert a named person, and when was that last tried?',
    proof: 'The alert of the last test: mail or ticket with its date and the account',
    validDays: 92,
  },
  remediation: {
    fix: 'Alert on each sign-in of an emergency access account and try the alert every quarter',
    steps: [
      'Send Entra sign-in logs to a Log Analytics workspace.',
      'In Azure Monitor, Alerts, create an alert rule on the query SigninLogs where UserId is one of the object ids, threshold 0, every 5 minutes.',
      'Add an action group with mail and text message to two people.',
      'Sign in with each account, keep the alert as proof, and attest it here.',
    ],
  },
  knownGaps: [
    'A rule that finds the accounts by a watchlist or group in place of their ids is not recognized: attest it.',
  ],
  assumed: ['The shape of alert rules as Azure Resource Manager returns them.'],
});
