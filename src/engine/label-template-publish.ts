import {
  type LabelPolicy,
  findLabel,
  listedLabels,
  reachesPhiPeople,
  settingsOf,
} from '../controls/purview/phi-labels.ts';
import { keyOf } from '../controls/purview/phi-policy-changes.ts';
import { labelDowngradeJustified } from '../controls/purview/label-downgrade-justified.ts';
import { phiLabelPublished } from '../controls/purview/phi-label-published.ts';
import { licenses } from '../core/license.ts';
import { quoted } from '../core/powershell.ts';
import type { SectionData, Snapshot } from '../core/snapshot.ts';
import { contextFor } from './judge.ts';
import type { ChosenLabel } from './label-choice.ts';
import { type TemplateFound, type TemplateOptions, needed } from './template-plan.ts';

const name = 'Labels for everybody';
/** A reason to lower a label, and a label on everything: what is not labeled is not protected either. */
const settings = { requiredowngradejustification: 'true', mandatory: 'true' };

/** Publishes the labels to everybody by the policy that reaches everybody, or by a new one. */
export function publishSteps(
  chosen: readonly ChosenLabel[],
  snapshot: Snapshot,
  { organization, at }: TemplateOptions,
  found: TemplateFound,
): void {
  const policies = needed(snapshot, 'labelPolicies');
  const labels = needed(snapshot, 'labels');
  const context = contextFor(phiLabelPublished, snapshot, { organization, parameters: {}, at });
  const policy = policies.find((entry) => entry.enabled === true && reachesPhiPeople(entry, context));
  const wanted = chosen.filter((label) => label.present?.disabled !== true).map((label) => label.name);
  const common = {
    severity: phiLabelPublished.severity,
    license: licenses['purview-labels'].name,
    key: name,
    needs: wanted,
  };
  if (!policy) {
    if (policies.some((entry) => entry.name?.toLowerCase() === name.toLowerCase())) {
      found.refused.push({
        control: phiLabelPublished.id,
        title: `Label policy ${name}`,
        why: 'It is switched off or keeps some people out. Decide on it, then plan again.',
      });
      return;
    }
    const lines = Object.entries(settings).map(([key, value]) => `[${key}, ${value}]`);
    found.steps.push({
      change: {
        section: 'labelPolicies',
        operation: 'create',
        match: { name },
        values: { name, enabled: true, labels: wanted, settings: lines, exchangeLocation: ['All'] },
        call: `New-LabelPolicy -Name ${quoted(name)} -Labels ${wanted.map(quoted).join(',')} -ExchangeLocation All -AdvancedSettings @{RequireDowngradeJustification="True"; Mandatory="True"}`,
        summary: `Publish ${wanted.join(', ')} to everybody; lowering one asks for a reason`,
        notice:
          'Everybody, within a day: the labels show in Office, each new file and mail asks for one, and lowering one asks for a reason.',
        undo: 'restore',
      },
      ...common,
      controls: [phiLabelPublished.id, labelDowngradeJustified.id],
      citations: [...phiLabelPublished.citations, ...labelDowngradeJustified.citations],
      why: phiLabelPublished.finding,
    });
    return;
  }
  extended(policy, wanted, labels, common, found);
}

/** Adds labels and settings that an existing policy lacks, in one change. */
function extended(
  policy: LabelPolicy,
  wanted: readonly string[],
  labels: SectionData<'labels'>,
  common: Pick<TemplateFound['steps'][number], 'severity' | 'license' | 'key' | 'needs'>,
  { steps }: TemplateFound,
): void {
  const listed = listedLabels(policy);
  const published = new Set(
    listed.map((names) => findLabel(labels, ...names)?.name?.toLowerCase() ?? names[0]!.toLowerCase()),
  );
  const missing = wanted.filter((label) => !published.has(label.toLowerCase()));
  const now = settingsOf(policy);
  const strict = (key: string) => now.get(key)?.toLowerCase() === 'true';
  const labeled = strict('mandatory') || Boolean(now.get('defaultlabelid'));
  const asked = {
    ...(!strict('requiredowngradejustification') && { RequireDowngradeJustification: 'true' }),
    ...(!labeled && { Mandatory: 'true' }),
  };
  const settled = new Map([
    ...now,
    ...Object.entries(asked).map(([key, value]) => [key.toLowerCase(), value] as const),
  ]);
  const values = {
    ...(missing.length > 0 && { labels: [...listed.map((names) => names[0]!), ...missing] }),
    ...(Object.keys(asked).length > 0 && { settings: [...settled].map(([key, value]) => `[${key}, ${value}]`) }),
  };
  if (Object.keys(values).length === 0) return;
  const parameters = [
    ...(missing.length > 0 ? [`-AddLabels ${missing.map(quoted).join(',')}`] : []),
    ...(Object.keys(asked).length > 0
      ? [
          `-AdvancedSettings @{${Object.keys(asked)
            .map((key) => `${key}="True"`)
            .join('; ')}}`,
        ]
      : []),
  ];
  steps.push({
    change: {
      section: 'labelPolicies',
      operation: 'set',
      match: keyOf(policy),
      values,
      call: `Set-LabelPolicy -Identity ${quoted(policy.name)} ${parameters.join(' ')}`,
      summary: [
        ...(missing.length > 0 ? [`Publish ${missing.join(', ')} by label policy ${policy.name}`] : []),
        ...(Object.keys(asked).length > 0 ? [`Ask for labels and for reasons to lower them in ${policy.name}`] : []),
      ].join('; '),
      notice: 'Everybody whom the policy reaches, within a day.',
      undo: 'restore',
    },
    ...common,
    controls: [missing.length > 0 ? phiLabelPublished.id : labelDowngradeJustified.id],
    citations: labelDowngradeJustified.citations,
    why:
      missing.length > 0 ? `${policy.name} does not publish ${missing.join(', ')}.` : labelDowngradeJustified.finding,
  });
}
