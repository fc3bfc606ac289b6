import { defineControl } from '../../core/control.ts';
import type { ReadKey, SectionData } from '../../core/snapshot.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { findLabel, listedLabels } from './phi-labels.ts';
import { conditionOf, labelsIn } from './rule-conditions.ts';

interface Reference {
  id: string;
  from: string;
  /** Names and ids of the label it points to. */
  to: string[];
  readFrom: ReadKey;
  kind: 'sensitivity' | 'retention';
}

interface Sources {
  dlpRules: SectionData<'dlpRules'> | undefined;
  autoLabelPolicies: SectionData<'autoLabelPolicies'> | undefined;
  labelPolicies: SectionData<'labelPolicies'> | undefined;
  retentionRules: SectionData<'retentionRules'> | undefined;
}

function referencesIn({ dlpRules, autoLabelPolicies, labelPolicies, retentionRules }: Sources): Reference[] {
  const named = (record: { guid?: string | null; name?: string | null }) => ({
    id: record.guid ?? record.name ?? '',
    from: record.name ?? record.guid ?? '',
  });
  const inRules = (dlpRules ?? []).flatMap((rule) => {
    const condition = conditionOf(rule);
    return (condition ? labelsIn(condition) : []).map((label) => ({
      ...named(rule),
      to: [label.name, label.id].filter((name) => name !== ''),
      readFrom: 'dlpRules.advancedRule' as const,
      kind: label.retention ? ('retention' as const) : ('sensitivity' as const),
    }));
  });
  const inAuto = (autoLabelPolicies ?? []).map((policy) => ({
    ...named(policy),
    to: policy.applySensitivityLabel ? [policy.applySensitivityLabel] : [],
    readFrom: 'autoLabelPolicies.applySensitivityLabel' as const,
    kind: 'sensitivity' as const,
  }));
  const inPolicies = (labelPolicies ?? []).flatMap((policy) =>
    listedLabels(policy).map((to) => ({
      ...named(policy),
      to,
      readFrom: 'labelPolicies.labels' as const,
      kind: 'sensitivity' as const,
    })),
  );
  const inRetention = (retentionRules ?? []).map((rule) => ({
    ...named(rule),
    // A rule that publishes a label gives it as "id,name".
    to: `${rule.applyComplianceTag ?? ''},${rule.publishComplianceTag ?? ''}`
      .split(',')
      .filter((name) => name.trim() !== ''),
    readFrom: 'retentionRules.applyComplianceTag' as const,
    kind: 'retention' as const,
  }));
  return [...inRules, ...inAuto, ...inPolicies, ...inRetention].filter(({ to }) => to.length > 0);
}

export const labelReferencesExist = defineControl({
  id: 'purview.label-references-exist',
  title: 'Every label that a rule or policy relies on exists',
  finding: 'Rules or policies rely on a label that does not exist',
  severity: 'medium',
  rationale:
    'A DLP rule or an auto-labeling policy that points to a deleted label stays on in every list and does nothing. Labels, DLP, sharing and encryption hang on each other by that one id.',
  citations: ['164.308(a)(1)(ii)(B)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [],
  aliases: ['X-11'],
  license: 'purview-labels',
  reads: ['labels'],
  mayRead: ['dlpRules', 'autoLabelPolicies', 'labelPolicies', 'retentionRules', 'retentionLabels'],
  evaluate({ labels, retentionLabels, ...sources }) {
    if (Object.values(sources).every((source) => source === undefined)) {
      return unknown("Can't tell: neither DLP rules nor label or retention policies were collected.");
    }
    const references = referencesIn(sources).filter(({ kind }) => kind === 'sensitivity' || retentionLabels);
    if (references.length === 0) return notApplicable('No rule or policy that was read relies on a label.');
    const retained = new Set(
      (retentionLabels ?? []).flatMap(({ name, guid }) => [name ?? '', guid ?? '']).map((name) => name.toLowerCase()),
    );
    const exists = ({ kind, to }: Reference) =>
      kind === 'retention'
        ? to.some((name) => retained.has(name.trim().toLowerCase()))
        : findLabel(labels, ...to) !== undefined;
    const evidence = (reference: Reference) => ({
      id: `${reference.id} → ${reference.to[0]}`,
      name: reference.from,
      expected: `The ${reference.kind} label ${reference.to[0]} exists`,
      actual: exists(reference) ? 'It exists' : 'No such label',
      readFrom: reference.readFrom,
    });
    const broken = references.filter((reference) => !exists(reference));
    if (broken.length === 0) {
      return pass(
        `All ${references.length} references to labels lead to a label that exists.`,
        references.map(evidence),
      );
    }
    const names = [...new Set(broken.map(({ to }) => to[0]))].join(', ');
    return fail(
      `${broken.length} of ${references.length} references lead to a label that does not exist: ${names}.`,
      broken.map(evidence),
      {
        wouldPassIf: 'Each rule or policy named here points to a label that exists, or is deleted.',
      },
    );
  },
  remediation: {
    fix: 'Point rules and policies to labels that exist',
    steps: [
      'Open the Microsoft Purview portal and the rule or policy named here.',
      'Choose the label that took the place of the deleted one, or delete the rule.',
    ],
  },
  knownGaps: [
    'Conditional Access, sites and default library labels that rely on a label are not followed.',
    'Sections that were not collected are left out: the references in them are not judged.',
  ],
  assumed: ['Rules refer to a label by its id or its name.'],
});
