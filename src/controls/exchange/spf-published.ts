import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { lookupFailed, notLookedUp } from './dns-answer.ts';
import { counted } from './identity.ts';

type Answer = SectionData<'spfRecords'>[number];
type Grade = { outcome: Extract<JudgedOutcome, 'pass' | 'partial' | 'fail' | 'unknown'>; actual: string };

/** RFC 7208: one record, its `all` decides; without `all` a redirect points to the record that does. */
function grade(answer: Answer): Grade {
  if (lookupFailed(answer) || /^exceptions other than/i.test(answer.message ?? ''))
    return { outcome: 'unknown', actual: 'The DNS lookup failed' };
  if (!answer.rdata || (answer.rdata.length === 0 && answer.compliant === true)) {
    if (typeof answer.compliant !== 'boolean') return { outcome: 'unknown', actual: 'No DNS answer in the source' };
    return { outcome: answer.compliant ? 'pass' : 'fail', actual: answer.message ?? `compliant ${answer.compliant}` };
  }
  const records = answer.rdata.filter((record) => /^v=spf1(\s|$)/i.test(record));
  const [record] = records;
  if (record === undefined) return { outcome: 'fail', actual: 'No SPF record' };
  if (records.length > 1)
    return { outcome: 'fail', actual: `${records.length} SPF records; receivers ignore them all` };
  const terms = record.toLowerCase().split(/\s+/);
  const all = terms.find((term) => /^[-~?+]?all$/.test(term));
  if (all === '-all') return { outcome: 'pass', actual: record };
  if (all === '~all') return { outcome: 'partial', actual: record };
  if (!all && terms.some((term) => /^redirect=./.test(term))) return { outcome: 'pass', actual: record };
  return { outcome: 'fail', actual: record };
}

/** SCuBA leaves it to the collector, which takes -all, ~all or a redirect. */
function scubaOutcome(answer: Answer, own: Grade): JudgedOutcome {
  if (own.outcome === 'unknown') return 'unknown';
  if (typeof answer.compliant === 'boolean') return answer.compliant ? 'pass' : 'fail';
  return own.outcome === 'partial' ? 'pass' : own.outcome;
}

function worst(outcomes: readonly JudgedOutcome[]): JudgedOutcome {
  return outcomes.includes('fail') ? 'fail' : outcomes.includes('unknown') ? 'unknown' : 'pass';
}

export const spfPublished = defineControl({
  id: 'exchange.spf-published',
  title: 'Every mail domain has an SPF record that fails unknown senders',
  finding: 'A mail domain has no SPF record that fails unknown senders',
  severity: 'medium',
  rationale:
    'Without SPF anybody can send mail that seems to come from the clinic, to patients and to its own staff. A record that ends in "~all" only advises receivers; "-all" tells them to refuse.',
  citations: ['164.312(c)(1)', '164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.2.2v3', level: 'shall' },
    { source: 'ORCA', id: 'ORCA.235' },
    { source: 'Maester', id: 'CISA.MS.EXO.2.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure' },
  ],
  aliases: ['EX-04'],
  reads: ['spfRecords.domain'],
  mayRead: ['acceptedDomains'],
  evaluate({ spfRecords, acceptedDomains }) {
    if (spfRecords.length === 0) return unknown("Can't tell: the source holds no DNS answer for any domain.");
    const graded = spfRecords.map((answer) => ({ answer, own: grade(answer) }));
    const evidence = (wanted: Grade['outcome']): Evidence[] =>
      graded
        .filter(({ own }) => own.outcome === wanted)
        .map(({ answer, own }) => ({
          id: answer.domain ?? 'unnamed',
          name: answer.domain ?? 'unnamed',
          expected: 'One SPF record that ends in -all or redirects',
          actual: own.actual,
          readFrom: 'spfRecords.rdata',
        }));
    const [bad, soft, dark, good] = [evidence('fail'), evidence('partial'), evidence('unknown'), evidence('pass')];
    const all = counted(spfRecords.length, 'domain');
    const names = (list: Evidence[]) => list.map((entry) => entry.name).join(', ');
    const missing = notLookedUp(acceptedDomains, spfRecords);
    const parts: Record<string, Verdict> = {
      ...(bad.length > 0 && {
        bad: fail(
          `${bad.length} of ${all} ${bad.length === 1 ? 'has' : 'have'} no SPF record that fails unknown senders.`,
          bad,
          { wouldPassIf: `${names(bad)} publishes one SPF record that ends in -all.` },
        ),
      }),
      ...(soft.length > 0 && {
        soft: partial(
          `${soft.length} of ${all} ${soft.length === 1 ? 'ends' : 'end'} the SPF record in ~all, which only advises receivers.`,
          soft,
          { wouldPassIf: `The record of ${names(soft)} ends in -all.` },
        ),
      }),
      ...(dark.length > 0 && { dark: unknown(`Can't tell for ${names(dark)}: the DNS lookup gave no answer.`, dark) }),
      ...(good.length > 0 && {
        good: pass(
          `${good.length} of ${all} ${good.length === 1 ? 'has' : 'have'} an SPF record that fails unknown senders.`,
          good,
        ),
      }),
      ...(missing && { missing }),
    };
    return {
      ...combine(parts),
      policies: { 'MS.EXO.2.2v3': worst(graded.map(({ answer, own }) => scubaOutcome(answer, own))) },
    };
  },
  remediation: {
    fix: 'Publish an SPF record that ends in -all for each mail domain',
    steps: [
      'List every service that sends mail for the domain: Microsoft 365, the patient portal, billing, newsletters.',
      'At the DNS host of the domain, publish one TXT record: v=spf1 include:spf.protection.outlook.com -all, with an include for each other service.',
      'For a domain that never sends mail publish v=spf1 -all.',
      'Remove any second record that starts with v=spf1.',
    ],
  },
  knownGaps: [
    'The record that a redirect or include points to is not followed, and the limit of ten lookups is not counted.',
    'Whether the listed senders are the right ones cannot be seen.',
  ],
});
