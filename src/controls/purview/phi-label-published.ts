import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import {
  type LabelPolicy,
  labelName,
  listedLabels,
  phiLabels,
  phiPolicies,
  publishedBy,
  reachesPhiPeople,
} from './phi-labels.ts';
import { keyOf } from './phi-policy-changes.ts';

const expected = 'An enabled policy publishes two labels or more, one of them for PHI, to everybody who handles PHI';
const readFrom = 'labelPolicies.labels' as const;
const notice = 'Everybody: the labels show in Word, Excel, PowerPoint, Outlook and on sites within a day.';

export const phiLabelPublished = defineControl({
  id: 'purview.phi-label-published',
  title: 'A sensitivity label for PHI is published',
  finding: 'No sensitivity label for PHI reaches the people who handle PHI',
  severity: 'medium',
  rationale:
    'A label is how a person, DLP and encryption all know that a file holds PHI. A label that nobody can choose, or none that stands for PHI, leaves each of them guessing.',
  citations: ['164.312(a)(1)', '164.502(b)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1173' },
    { source: 'Monkey365', id: 'purview-lack-of-information-protection-label-policies' },
    { source: 'M365-Assess', id: 'COMPLIANCE-LABELS-001' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/sensitivity-labels' },
  ],
  aliases: ['PV-01'],
  license: 'purview-labels',
  reads: ['labels', 'labelPolicies.enabled', 'labelPolicies.labels', 'labelPolicies.exchangeLocation'],
  evaluate({ labels, labelPolicies }, context) {
    const phi = phiLabels(labels, context);
    const enabled = labelPolicies.filter((policy) => policy.enabled === true);
    const carrying = phiPolicies(labelPolicies, labels, context);
    const evidence = (policy: LabelPolicy) => ({
      id: policy.guid ?? policy.name ?? '',
      name: policy.name ?? '',
      expected,
      actual: `Publishes ${publishedBy(policy, labels).map(labelName).join(', ') || 'no label'} to ${reachesPhiPeople(policy, context) ? 'everybody who handles PHI' : 'some people only'}`,
      readFrom,
    });
    const full = carrying.filter((policy) => reachesPhiPeople(policy, context) && listedLabels(policy).length >= 2);
    if (full.length > 0) {
      return pass(`${phi.map(labelName).join(', ')} can be applied by everybody who handles PHI.`, full.map(evidence));
    }
    if (carrying.length > 0) {
      return partial(
        'A label for PHI is published, but not to everybody who handles PHI or as the only label.',
        carrying.map(evidence),
        {
          wouldPassIf:
            'One label policy publishes the label for PHI and at least one other to all, or to every group listed under phi.groups.',
        },
      );
    }
    if (phi.length > 0) {
      return fail(
        `No enabled label policy publishes ${phi.map(labelName).join(', ')}.`,
        phi.map((label) => ({
          id: label.guid ?? labelName(label),
          name: labelName(label),
          expected,
          actual: 'Not published',
          readFrom,
        })),
        { wouldPassIf: `A label policy publishes ${phi.map(labelName).join(', ')} to everybody.` },
      );
    }
    const wouldPassIf =
      labels.length > 0
        ? 'You declare which label stands for PHI under phi.labels in wardline.yaml, and it is published.'
        : 'A label for PHI exists and is published.';
    if (enabled.some((policy) => listedLabels(policy).length >= 2)) {
      return partial('Labels are published, but none of them stands for PHI.', enabled.map(evidence), { wouldPassIf });
    }
    const none = {
      id: 'labels',
      name: 'Sensitivity labels',
      expected,
      actual: `${labels.length} labels, ${enabled.length} enabled label policies`,
      readFrom,
    };
    return fail('No sensitivity label for PHI is published.', [none], { wouldPassIf });
  },
  remediation: {
    fix: 'Publish a sensitivity label for PHI',
    steps: [
      'Open the Microsoft Purview portal, Information protection, Sensitivity labels, Create a label.',
      'Name it so that a nurse knows it is meant, e.g. "Confidential - PHI", and say in the description when to use it.',
      'Open Publishing policies, Publish label, choose this label and a general one, and publish them to all.',
      'Write the label under phi.labels in wardline.yaml.',
    ],
    script: [
      "New-Label -Name 'Confidential - PHI' -DisplayName 'Confidential - PHI' -Tooltip 'Anything that names a patient and says something of their health, care or bills.'",
      "New-LabelPolicy -Name 'Labels for everybody' -Labels 'General','Confidential - PHI' -ExchangeLocation All",
    ],
  },
  changes({ labels, labelPolicies }, context) {
    const carrying = phiPolicies(labelPolicies, labels, context);
    const enough = (policy: LabelPolicy) => listedLabels(policy).length >= 2;
    // Some people only is somebody's decision, and so is a label for PHI that was switched off.
    if (carrying.some((policy) => !reachesPhiPeople(policy, context) || enough(policy))) return [];
    const switchedOn = labels.map((label) => ({ ...label, disabled: false }));
    if (phiLabels(labels, context).length < phiLabels(switchedOn, context).length) return [];
    const created: Change[] = [];
    const create = (name: string): string => {
      created.push({
        section: 'labels',
        operation: 'create',
        match: { name },
        values: { name, displayName: name, disabled: false, encryptionEnabled: false },
        call: `New-Label -Name ${quoted(name)} -DisplayName ${quoted(name)} -Tooltip ${quoted(name)}`,
        summary: `Create sensitivity label ${name}`,
        notice,
        undo: 'restore',
      });
      return name;
    };
    const declared = context.organization.phi.labels;
    const existing = phiLabels(labels, context).map((label) => label.name ?? labelName(label));
    const phi = existing.length > 0 ? existing : [create(declared[0] ?? 'Confidential - PHI')];
    const policy = labelPolicies.find((entry) => entry.enabled === true && reachesPhiPeople(entry, context));
    const listed = policy ? listedLabels(policy).map((names) => names[0]!) : [];
    const wanted = [...listed, ...phi.filter((name) => !listed.includes(name))];
    const other = labels.find((label) => !phi.includes(label.name ?? labelName(label)) && label.disabled !== true);
    if (wanted.length < 2) wanted.unshift(other ? (other.name ?? labelName(other)) : create('General'));
    const list = wanted.map(quoted).join(',');
    const policyName = policy?.name ?? 'Labels for everybody';
    return [
      ...created,
      policy
        ? {
            section: 'labelPolicies',
            operation: 'set',
            match: keyOf(policy),
            values: { labels: wanted },
            call: `Set-LabelPolicy -Identity ${quoted(policyName)} -AddLabels ${wanted
              .filter((name) => !listed.includes(name))
              .map(quoted)
              .join(',')}`,
            summary: `Publish ${phi.join(', ')} in label policy ${policyName}`,
            notice,
            undo: 'restore',
          }
        : {
            section: 'labelPolicies',
            operation: 'create',
            match: { name: policyName },
            values: { name: policyName, enabled: true, labels: wanted, settings: [], exchangeLocation: ['All'] },
            call: `New-LabelPolicy -Name ${quoted(policyName)} -Labels ${list} -ExchangeLocation All`,
            summary: `Publish ${phi.join(', ')} to everybody`,
            notice,
            undo: 'restore',
          },
    ];
  },
  knownGaps: ['Whether people apply the label, and to the right files, is not in the settings.'],
  assumed: [
    'A label counts as one for PHI when phi.labels names it, or, where nothing is declared, when its name speaks of PHI, patients or health records.',
    'Get-LabelPolicy lists labels by name or id, and the people it reaches in ExchangeLocation.',
  ],
});
