import { defineControl } from '../../core/control.ts';
import { fail, partial, pass, unknown } from '../../core/verdict.ts';
import { type ActiveRules, activeRulesAmong, dlpReads, phiIn, stateOf, withoutDlpLicense, workloads } from './dlp.ts';
import { conditionOf } from './rule-conditions.ts';
import { protectPhi, protectPhiScript } from './phi-policy-changes.ts';
import { typesVerdict } from './sensitive-types.ts';

const everywhere = workloads.map(({ id }) => id);
const expected = 'A rule in force that finds an identifier together with a health term, from one instance on';

/** One rule names both halves of PHI. Where no conditions were collected the policy came from Microsoft's HIPAA template. */
function findsTogether(active: ReturnType<ActiveRules>): boolean {
  const found = active.flatMap(({ finding }) => (finding?.finds === 'phi' ? [finding] : []));
  return found.length === 0 || found.some(({ identifiers }) => identifiers.length > 0);
}

export const dlpFindsPhi = defineControl({
  id: 'purview.dlp-finds-phi',
  title: 'A DLP rule finds identifiers together with health terms',
  finding: 'No DLP rule in force finds health information',
  severity: 'high',
  rationale:
    'A rule on card numbers or on Social Security numbers alone does not look for health information: a letter that names a patient and a diagnosis passes it. PHI is an identifier and something about health, so the rule must look for both.',
  citations: ['164.308(a)(1)(ii)(B)', '164.502(b)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.3.1v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.DEFENDER.4.1v2', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.EXO.8.2' },
    { source: 'Maester', id: 'CISA.MS.EXO.8.4' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/purview/sit-sensitive-information-type-entity-definitions',
    },
  ],
  aliases: ['PV-07'],
  license: 'purview-dlp',
  reads: [...dlpReads],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, { takenAt }) {
    const unlicensed = withoutDlpLicense(dlpLicense);
    if (unlicensed) return unlicensed;
    const policies = typesVerdict(dlpPolicies, dlpRules);
    const activeRules = activeRulesAmong(dlpRules, takenAt);
    const judged = dlpPolicies.map((policy) => {
      const active = activeRules(policy);
      return { policy, active, state: stateOf(policy), phi: phiIn(policy, active) };
    });
    const evidence = ({ policy, active, state }: (typeof judged)[number]) => {
      const types = active.flatMap(({ finding }) =>
        finding ? [...finding.identifiers, ...finding.healthTerms, ...finding.others] : ['conditions not collected'],
      );
      const looksFor = types.length > 0 ? [...new Set(types)].join(', ') : 'nothing';
      return {
        id: policy.guid ?? policy.name ?? '',
        name: policy.name ?? '',
        expected,
        actual: `Mode ${policy.mode}${state === 'off' ? ' (off)' : ''}; active rules look for: ${looksFor}`,
        readFrom: 'dlpRules.contentContainsSensitiveInformation' as const,
      };
    };
    const enforced = judged.filter(({ state }) => state === 'enforced');
    const full = enforced.filter(({ phi }) => phi === 'yes');
    const together = full.filter(({ active }) => findsTogether(active));
    if (together.length > 0) {
      const count =
        together.length === 1 ? '1 enforced DLP policy finds' : `${together.length} enforced DLP policies find`;
      return pass(`${count} health terms as well as identifiers.`, together.map(evidence), { policies });
    }
    if (full.length > 0) {
      return partial(
        'Rules in force find health terms, but none of them looks for an identifier: they also match what is about nobody, and people learn to override them.',
        full.map(evidence),
        { policies, wouldPassIf: 'A rule finds an identifier together with a health term from one instance on.' },
      );
    }
    const narrowed = enforced.filter(({ phi }) => phi === 'narrowed');
    if (narrowed.length > 0) {
      return partial(
        'Rules in force find PHI only under further conditions or from more than one instance on.',
        narrowed.map(evidence),
        {
          policies,
          wouldPassIf:
            'A rule finds an identifier together with a health term from one instance on, without further conditions.',
        },
      );
    }
    const unread = enforced.filter(({ phi }) => phi === 'unknown');
    if (unread.length > 0) {
      return unknown("Can't tell: the conditions of rules in force were not collected.", unread.map(evidence), {
        policies,
      });
    }
    const tested = judged.find(({ state, phi }) => state === 'test' && phi === 'yes');
    const none = {
      id: 'dlp',
      name: 'DLP policies',
      expected,
      actual: 'None in force',
      readFrom: 'dlpPolicies.mode' as const,
    };
    return fail(
      `None of ${dlpPolicies.length} DLP policies is enforced with a rule that finds an identifier together with a health term.`,
      enforced.length > 0 ? enforced.map(evidence) : [none],
      {
        policies,
        wouldPassIf: tested
          ? `DLP policy ${tested.policy.name} is enforced.`
          : 'An enforced DLP policy holds a rule on an identifier and a health term.',
      },
    );
  },
  remediation: {
    fix: 'Add a DLP rule that finds identifiers together with health terms',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies, Create policy.',
      'Choose Medical and health, then U.S. Health Insurance Act (HIPAA) Enhanced.',
      'In the rule keep two groups joined by AND: one with identifiers, one with ICD-10-CM, ICD-9-CM and All Medical Terms And Conditions.',
      'Lower "Instance count" to 1 and add your own types for medical record and member numbers.',
      'Run it in simulation mode first, then turn it on.',
    ],
    script: [...protectPhiScript],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    const reads = dlpRules.every((rule) => conditionOf(rule) !== undefined);
    const activeRules = activeRulesAmong(dlpRules, context.takenAt);
    const inForce = dlpPolicies.some(
      (policy) => stateOf(policy) === 'enforced' && phiIn(policy, activeRules(policy)) === 'yes',
    );
    return reads && !inForce ? protectPhi(dlpPolicies, dlpRules, context, everywhere) : [];
  },
  knownGaps: [
    'How well Microsoft finds a type is not judged: a document whose only identifier is a medical record number, a birth date or a phone number needs a type of your own.',
    'A type of your own counts when its name says what it finds ("Medical record number", "Diagnosis terms").',
    'A rule on a sensitivity label alone does not count: it finds only what somebody labeled.',
  ],
  assumed: [
    'The ids of ICD-9-CM, the named-entity types and the medical dictionaries are second-hand; names decide too.',
    'PolicyTemplateInfo names the template where it is filled; it counts only where rule conditions cannot be read.',
  ],
});
