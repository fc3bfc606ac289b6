import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import { type Evidence, type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { type DmarcPolicy, type DmarcRecord, dmarcPolicyOf } from './dmarc-record.ts';
import { isCoexistenceName, notLookedUp } from './dns-answer.ts';
import { counted } from './identity.ts';

type Graded = 'pass' | 'partial' | 'fail' | 'unknown';

/** What receivers really do with forged mail, and what is short of "refuse it and tell us". */
function grade({ records, inheritedFrom, isSubdomain, lookupFailed }: DmarcPolicy): [Graded, string] {
  const [record] = records;
  if (lookupFailed) return ['unknown', 'The DNS lookup failed'];
  if (!record) return ['fail', 'No DMARC record'];
  const shown = inheritedFrom ? `${record.text} (from ${inheritedFrom})` : record.text;
  if (records.length > 1) return ['fail', `${records.length} DMARC records; receivers ignore them all`];
  if (record.invalid) return ['fail', `Ignored by receivers, ${record.invalid}: ${shown}`];
  const action = inheritedFrom ? (record.sp ?? record.p) : record.p;
  const weakened = record.pct < 100 || record.test;
  if (action === 'none') return ['fail', `Only watched: ${shown}`];
  if (action === 'quarantine')
    return [weakened && (record.pct === 0 || record.test) ? 'fail' : 'partial', `Quarantine: ${shown}`];
  if (weakened) return ['partial', `${record.test ? 'Test mode' : `Holds for ${record.pct}% of mail`}: ${shown}`];
  if (!inheritedFrom && !isSubdomain && record.sp && record.sp !== 'reject')
    return ['partial', `Subdomains get ${record.sp}: ${shown}`];
  if (record.rua.length === 0) return ['partial', `No report address: ${shown}`];
  return ['pass', shown];
}

function over(policies: readonly DmarcPolicy[], holds: (records: DmarcRecord[]) => boolean): JudgedOutcome {
  if (policies.some((policy) => !policy.lookupFailed && !holds(policy.records))) return 'fail';
  return policies.some((policy) => policy.lookupFailed) ? 'unknown' : 'pass';
}

/** SCuBA's four policies by their published criteria. 4.3 and 4.4 are for US federal agencies and never decide. */
const scuba = (policies: readonly DmarcPolicy[]): Record<string, JudgedOutcome> => {
  const each = (test: (record: DmarcRecord) => boolean) =>
    over(policies, (records) => records.length > 0 && records.every(test));
  return {
    'MS.EXO.4.1v1': over(policies, (records) => records.length > 0),
    'MS.EXO.4.2v1': over(policies, (records) => records.some((record) => record.p === 'reject')),
    'MS.EXO.4.3v1': each((record) => record.ruaText.includes('mailto:reports@dmarc.cyber.dhs.gov')),
    'MS.EXO.4.4v1': each((record) => record.ruaText.split('@').length > 2 && record.rufText.includes('@')),
  };
};

export const dmarcRejects = defineControl({
  id: 'exchange.dmarc-rejects',
  title: 'DMARC tells receivers to reject forged mail from every domain',
  finding: 'Receivers are not told to reject forged mail from a domain',
  severity: 'high',
  rationale:
    'DMARC is what makes a receiver refuse a message that pretends to come from the clinic. "p=none" only watches, a second record switches DMARC off, and a weaker subdomain policy leaves made-up names such as billing.<domain> open. Reports belong with you: the report address that federal agencies must use is not for a clinic.',
  citations: ['164.312(c)(2)', '164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.4.1v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.EXO.4.2v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.EXO.4.3v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.EXO.4.4v1', level: 'should' },
    { source: 'Maester', id: 'MT.1182' },
    { source: 'Maester', id: 'CISA.MS.EXO.4.1' },
    { source: 'Maester', id: 'CISA.MS.EXO.4.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure' },
  ],
  aliases: ['EX-06'],
  reads: ['dmarcRecords.domain', 'dmarcRecords.rdata'],
  mayRead: ['acceptedDomains'],
  evaluate({ dmarcRecords, acceptedDomains }) {
    const byDomain = Map.groupBy(dmarcRecords, ({ domain }) => domain?.toLowerCase() ?? '');
    const policies = dmarcRecords.flatMap((answer) =>
      answer.domain && !isCoexistenceName(answer.domain)
        ? [dmarcPolicyOf({ ...answer, domain: answer.domain }, byDomain)]
        : [],
    );
    if (policies.length === 0) return unknown("Can't tell: the source holds no DNS answer for any domain.");
    const graded = policies.map((policy) => {
      const [outcome, actual] = grade(policy);
      const evidence: Evidence = {
        id: policy.domain,
        name: policy.domain,
        expected: 'One DMARC record with p=reject for all mail and a report address',
        actual,
        readFrom: 'dmarcRecords.rdata',
      };
      return { outcome, evidence };
    });
    const of = (outcome: Graded) => graded.filter((entry) => entry.outcome === outcome).map((entry) => entry.evidence);
    const [bad, weak, dark, good] = [of('fail'), of('partial'), of('unknown'), of('pass')];
    const all = counted(policies.length, 'domain');
    const wouldPassIf = (list: Evidence[]) =>
      `${list.map((entry) => entry.name).join(', ')} publishes exactly one record such as: v=DMARC1; p=reject; rua=mailto:<your address>.`;
    const missing = notLookedUp(acceptedDomains, dmarcRecords);
    const parts: Record<string, Verdict> = {
      ...(bad.length > 0 && {
        bad: fail(
          `${bad.length} of ${all} ${bad.length === 1 ? 'does' : 'do'} not make receivers act on forged mail.`,
          bad,
          { wouldPassIf: wouldPassIf(bad) },
        ),
      }),
      ...(weak.length > 0 && {
        weak: partial(
          `${weak.length} of ${all} ${weak.length === 1 ? 'has' : 'have'} a DMARC policy weaker than reject for all mail with reports.`,
          weak,
          { wouldPassIf: wouldPassIf(weak) },
        ),
      }),
      ...(dark.length > 0 && {
        dark: unknown(
          `Can't tell for ${dark.map((entry) => entry.name).join(', ')}: the DNS lookup gave no answer.`,
          dark,
        ),
      }),
      ...(good.length > 0 && {
        good: pass(
          `${good.length} of ${all} ${good.length === 1 ? 'tells' : 'tell'} receivers to reject forged mail.`,
          good,
        ),
      }),
      ...(missing && { missing }),
    };
    return { ...combine(parts), policies: scuba(policies) };
  },
  remediation: {
    fix: 'Publish one DMARC record with p=reject for each mail domain',
    steps: [
      'Turn on SPF and DKIM for every service that sends mail for the domain.',
      'At the DNS host publish one TXT record at _dmarc.<domain>: v=DMARC1; p=none; rua=mailto:<your address>.',
      'Read the reports for some weeks and bring each rightful sender into SPF or DKIM.',
      'Change p to quarantine, then to reject; leave out pct and sp.',
    ],
  },
  knownGaps: [
    'That the report address is read by somebody cannot be seen.',
    'A domain that nobody has added to Microsoft 365 is not looked up.',
  ],
});
