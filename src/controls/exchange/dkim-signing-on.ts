import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import { type Evidence, type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { isCoexistenceName, lookupFailed, notLookedUp } from './dns-answer.ts';
import { counted } from './identity.ts';

/** A published key; an empty `p=` revokes it (RFC 6376). */
const isKey = (record: string) => /^\s*v\s*=\s*DKIM1\s*;/.test(record) && !/;\s*p\s*=\s*(;|$)/.test(record);

export const dkimSigningOn = defineControl({
  id: 'exchange.dkim-signing-on',
  title: 'Mail from every domain is signed with DKIM',
  finding: 'Mail from a domain is not signed with DKIM',
  severity: 'medium',
  rationale:
    'A DKIM signature lets the receiver prove that a message comes from the clinic and was not changed on the way. Without it DMARC cannot protect the domain, and mail that is forwarded once looks forged.',
  citations: ['164.312(c)(2)', '164.312(e)(2)(i)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.3.1v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.108' },
    { source: 'CIS', id: 'CIS.M365.2.1.9' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure' },
  ],
  aliases: ['EX-05'],
  reads: [
    'spfRecords.domain',
    'dkimSigningConfigs.domain',
    'dkimSigningConfigs.enabled',
    'dkimRecords.domain',
    'dkimRecords.rdata',
  ],
  mayRead: ['acceptedDomains'],
  evaluate({ spfRecords, dkimSigningConfigs, dkimRecords, acceptedDomains }) {
    const domains = spfRecords.flatMap(({ domain }) => (domain && !isCoexistenceName(domain) ? [domain] : []));
    if (domains.length === 0) return unknown("Can't tell: the source holds no DNS answer for any domain.");
    const answersOf = Map.groupBy(dkimRecords, (record) => record.domain?.toLowerCase());
    const signing = new Set(
      dkimSigningConfigs.filter(({ enabled }) => enabled === true).map((config) => config.domain?.toLowerCase()),
    );
    const judged = domains.map((domain): { outcome: JudgedOutcome; evidence: Evidence } => {
      const answers = answersOf.get(domain.toLowerCase()) ?? [];
      const evidence = (actual: string): Evidence => ({
        id: domain,
        name: domain,
        expected: 'DKIM signing on and a v=DKIM1 key published',
        actual,
        readFrom: 'dkimSigningConfigs.enabled',
      });
      if (!signing.has(domain.toLowerCase())) return { outcome: 'fail', evidence: evidence('DKIM signing is off') };
      if (answers.some((answer) => (answer.rdata ?? []).some(isKey)))
        return { outcome: 'pass', evidence: evidence('On, key published') };
      if (answers.some(lookupFailed))
        return { outcome: 'unknown', evidence: evidence('On, but the DNS lookup of the key failed') };
      return { outcome: 'fail', evidence: evidence('On, but no key is published') };
    });
    const of = (outcome: JudgedOutcome) =>
      judged.filter((entry) => entry.outcome === outcome).map((entry) => entry.evidence);
    const [bad, dark, good] = [of('fail'), of('unknown'), of('pass')];
    const all = counted(domains.length, 'domain');
    const parts: Record<string, Verdict> = {
      ...(bad.length > 0 && {
        bad: fail(
          `${bad.length} of ${all} ${bad.length === 1 ? 'does' : 'do'} not sign mail with a published DKIM key.`,
          bad,
          {
            wouldPassIf: `DKIM signing is on and its key is published for ${bad.map((entry) => entry.name).join(', ')}.`,
          },
        ),
      }),
      ...(dark.length > 0 && {
        dark: unknown(
          `Can't tell whether ${counted(dark.length, 'domain')} publishes its DKIM key: the DNS lookup gave no answer.`,
          dark,
        ),
      }),
      ...(good.length > 0 && {
        good: pass(
          `${good.length} of ${all} ${good.length === 1 ? 'signs' : 'sign'} mail with a published DKIM key.`,
          good,
        ),
      }),
    };
    const own = combine(parts);
    const missing = notLookedUp(acceptedDomains, spfRecords);
    return { ...combine({ ...parts, ...(missing && { missing }) }), policies: { 'MS.EXO.3.1v1': own.outcome } };
  },
  remediation: {
    fix: 'Publish the DKIM keys and turn on signing for each domain',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Email authentication settings, DKIM.',
      'Choose the domain, copy the two CNAME records and publish them at the DNS host.',
      'When they are visible, turn on "Sign messages for this domain with DKIM signatures".',
    ],
    script: [
      'New-DkimSigningConfig -DomainName <domain> -Enabled $false',
      'Get-DkimSigningConfig -Identity <domain> | Format-List Selector1CNAME,Selector2CNAME',
      'Set-DkimSigningConfig -Identity <domain> -Enabled $true',
    ],
  },
  changes({ spfRecords, dkimSigningConfigs, dkimRecords }) {
    const domains = spfRecords.flatMap(({ domain }) =>
      domain && !isCoexistenceName(domain) ? [domain.toLowerCase()] : [],
    );
    const published = new Set(
      dkimRecords.filter((answer) => (answer.rdata ?? []).some(isKey)).map((answer) => answer.domain?.toLowerCase()),
    );
    // The switch alone cures only where DNS is in order: publishing a key is work at the DNS host.
    if (!domains.every((domain) => published.has(domain))) return [];
    return domains
      .filter(
        (domain) =>
          !dkimSigningConfigs.some((config) => config.domain?.toLowerCase() === domain && config.enabled === true),
      )
      .map((domain) => {
        const config = dkimSigningConfigs.find((entry) => entry.domain?.toLowerCase() === domain);
        return {
          section: 'dkimSigningConfigs' as const,
          operation: config ? ('set' as const) : ('create' as const),
          match: { domain: config?.domain ?? domain },
          values: config ? { enabled: true } : { domain, enabled: true },
          call: config
            ? `Set-DkimSigningConfig -Identity ${domain} -Enabled $true`
            : `New-DkimSigningConfig -DomainName ${domain} -Enabled $true`,
          summary: `Turn on DKIM signing for ${domain}`,
          notice: 'Nobody notices. Receivers see a signature on mail from this domain.',
          undo: config ? ('restore' as const) : { cannot: 'The entry stays; signing can be turned off again.' },
        };
      });
  },
  knownGaps: ['One published selector is enough for a pass; whether it is the one in use now is not compared.'],
});
