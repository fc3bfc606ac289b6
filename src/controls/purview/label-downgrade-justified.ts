import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, partial, pass } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type LabelPolicy, phiPolicies, settingsOf } from './phi-labels.ts';
import { keyOf } from './phi-policy-changes.ts';

const isTrue = (value: string | undefined) => /^true$/i.test(value ?? '');

function stateOf(policy: LabelPolicy) {
  const settings = settingsOf(policy);
  const byDefault = settings.get('defaultlabelid') ?? '';
  return {
    justified: isTrue(settings.get('requiredowngradejustification')),
    labeled: isTrue(settings.get('mandatory')) || (byDefault !== '' && !/^none$/i.test(byDefault)),
  };
}

export const labelDowngradeJustified = defineControl({
  id: 'purview.label-downgrade-justified',
  title: 'Removing a PHI label takes a reason, and every file gets a label',
  finding: 'A PHI label can be removed without a reason, or files stay without a label',
  severity: 'medium',
  rationale:
    'When a PHI label comes off, encryption and DLP come off with it. Asking for a reason stops the careless click and leaves a line in the audit log for the one that was not careless.',
  citations: ['164.312(c)(1)', '164.308(a)(1)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/purview/sensitivity-labels' }],
  aliases: ['PV-02'],
  license: 'purview-labels',
  reads: ['labels', 'labelPolicies.enabled', 'labelPolicies.labels', 'labelPolicies.settings'],
  evaluate({ labels, labelPolicies }, context) {
    const carrying = phiPolicies(labelPolicies, labels, context);
    if (carrying.length === 0) return notApplicable('No enabled label policy publishes a label for PHI.');
    const evidence = (policy: LabelPolicy) => {
      const { justified, labeled } = stateOf(policy);
      return {
        id: policy.guid ?? policy.name ?? '',
        name: policy.name ?? '',
        expected: 'requiredowngradejustification true; mandatory true or a default label',
        actual: `requiredowngradejustification ${justified}; ${labeled ? 'labels are mandatory or have a default' : 'labels are optional'}`,
        readFrom: 'labelPolicies.settings' as const,
      };
    };
    const weak = carrying.filter((policy) => !stateOf(policy).justified || !stateOf(policy).labeled);
    if (weak.length === 0) {
      return pass(
        'Each label policy with a PHI label asks for a reason and leaves no file without a label.',
        carrying.map(evidence),
      );
    }
    const names = weak.map(({ name }) => name).join(', ');
    const unjustified = weak.filter((policy) => !stateOf(policy).justified);
    return unjustified.length > 0
      ? fail(
          `${unjustified.length} of ${carrying.length} label policies let people remove a PHI label without a reason.`,
          weak.map(evidence),
          { wouldPassIf: `A justification and a label are required in ${names}.` },
        )
      : partial(
          `Removing a PHI label takes a reason, but ${weak.length} of ${carrying.length} label policies let files stay without a label.`,
          weak.map(evidence),
          { wouldPassIf: `A label is mandatory or set by default in ${names}.` },
        );
  },
  remediation: {
    fix: 'Require a justification to remove a label, and a label on every file',
    steps: [
      'Open the Microsoft Purview portal, Information protection, Publishing policies, and edit the policy.',
      'Under Settings choose "Users must provide a justification to remove a label or lower its classification".',
      'Choose "Require users to apply a label to their emails and documents", or set a default label.',
    ],
    script: [
      'Set-LabelPolicy -Identity \'<policy>\' -AdvancedSettings @{RequireDowngradeJustification="True"; Mandatory="True"}',
    ],
  },
  changes({ labels, labelPolicies }, context) {
    return phiPolicies(labelPolicies, labels, context)
      .filter((policy) => !stateOf(policy).justified || !stateOf(policy).labeled)
      .map((policy) => {
        const { labeled } = stateOf(policy);
        const settings = settingsOf(policy).set('requiredowngradejustification', 'true');
        if (!labeled) settings.set('mandatory', 'true');
        const mandatory = labeled ? '' : '; Mandatory="True"';
        return {
          section: 'labelPolicies' as const,
          operation: 'set' as const,
          match: keyOf(policy),
          values: { settings: [...settings].map(([key, value]) => `[${key}, ${value}]`) },
          call: `Set-LabelPolicy -Identity ${quoted(policy.name)} -AdvancedSettings @{RequireDowngradeJustification="True"${mandatory}}`,
          summary: `Require a reason to lower labels in label policy ${policy.name}`,
          notice: labeled
            ? 'People who lower or remove a label: they must write why.'
            : 'Everybody: each new file and mail asks for a label, and lowering one asks for a reason.',
          undo: 'restore' as const,
        };
      });
  },
  assumed: [
    'Settings of Get-LabelPolicy hold requiredowngradejustification, mandatory and defaultlabelid as "[key, value]" texts.',
  ],
});
