import { findLabel } from '../controls/purview/phi-labels.ts';
import { workloads } from '../controls/purview/dlp.ts';
import { healthDataAutoLabeled } from '../controls/purview/health-data-auto-labeled.ts';
import { licenses } from '../core/license.ts';
import type { Stage } from '../core/plan.ts';
import { quoted } from '../core/powershell.ts';
import type { SectionData, Snapshot } from '../core/snapshot.ts';
import { type OwnTypeRefs, contentOf } from '../phi/dlp/protection.ts';
import { contentScript } from './content-script.ts';
import { heldLicense } from './held-license.ts';
import type { ChosenLabel } from './label-choice.ts';
import { testDays } from './staging.ts';
import { type TemplateFound, type TemplateOptions, needed } from './template-plan.ts';

/** Microsoft labels by content on the server side in these three. */
const labeled = workloads.filter(({ id }) => id === 'exchange' || id === 'sharePoint' || id === 'oneDrive');
/** Simulation labels nothing and shows what it would label. */
const stages: readonly Stage[] = [
  { name: 'simulation', values: { mode: 'TestWithoutNotifications' }, minimumDays: testDays },
  { name: 'enforced', values: { mode: 'Enable' }, minimumDays: 0 },
];
const id = healthDataAutoLabeled.id;

/** Policies that label by content: PHI, and with types of one's own the extra-sensitive class and its record numbers. */
export function autoLabelSteps(
  chosen: readonly ChosenLabel[],
  snapshot: Snapshot,
  { own }: TemplateOptions & { own?: OwnTypeRefs },
  found: TemplateFound,
): void {
  const refuse = (title: string, why: string) => found.refused.push({ control: id, title, why });
  if (heldLicense(snapshot, 'purview-auto-label') === false) {
    refuse(
      'Labels by content',
      `The tenant has no ${licenses['purview-auto-label'].name}. People label by hand, and mandatory labels see to it that they do.`,
    );
    return;
  }
  const policies = needed(snapshot, 'autoLabelPolicies');
  const rules = needed(snapshot, 'autoLabelRules');
  const labels = needed(snapshot, 'labels');
  for (const { name, phi, encrypts, present } of chosen) {
    const content = phi && contentOf(encrypts === 'phi-groups' ? 'extra-sensitive' : 'phi', own);
    if (!phi || present?.disabled === true) continue;
    if (!content) {
      refuse(
        `Label ${name} by content`,
        'Microsoft has no type for the extra-sensitive terms. Upload the package of wardline rule-package export, then plan with --own-types NAME.',
      );
      continue;
    }
    const policy = `Label ${name}`;
    const same = (a: string | null | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
    const other = policies.find(
      (entry) =>
        !same(entry.name, policy) &&
        entry.enabled !== false &&
        present !== undefined &&
        findLabel(labels, entry.applySensitivityLabel) === present,
    );
    if (other) {
      refuse(`Label ${name} by content`, `Auto-labeling policy ${other.name} applies it already.`);
      continue;
    }
    const exists = policies.find((entry) => same(entry.name, policy));
    if (exists && (exists.enabled === false || /^disable$/i.test(exists.mode ?? ''))) {
      refuse(`Auto-labeling policy ${policy}`, 'Somebody switched it off. Switch it on or delete it, then plan again.');
      continue;
    }
    if (!exists) found.steps.push(policyStep(policy, name));
    for (const workload of labeled) {
      if (rules.some((rule) => same(rule.name, `${policy}: ${workload.name}`))) continue;
      if (exists && hasRule(rules, exists, workload.token)) continue;
      found.steps.push(ruleStep(policy, workload, content));
    }
  }
}

function hasRule(
  rules: SectionData<'autoLabelRules'>,
  policy: SectionData<'autoLabelPolicies'>[number],
  token: string,
): boolean {
  return rules.some(
    (rule) =>
      (rule.parentPolicyName === policy.name || (rule.policy && rule.policy === policy.guid)) &&
      (rule.workload ?? '').includes(token),
  );
}

const common = {
  controls: [id],
  severity: healthDataAutoLabeled.severity,
  citations: healthDataAutoLabeled.citations,
  why: healthDataAutoLabeled.finding,
  license: licenses['purview-auto-label'].name,
};

function policyStep(policy: string, label: string): TemplateFound['steps'][number] {
  const locations = Object.fromEntries(labeled.map(({ location }) => [location, ['All']]));
  return {
    change: {
      section: 'autoLabelPolicies',
      operation: 'create',
      match: { name: policy },
      values: { name: policy, mode: 'Enable', enabled: true, applySensitivityLabel: label, ...locations },
      call: `New-AutoSensitivityLabelPolicy -Name ${quoted(policy)} -ApplySensitivityLabel ${quoted(label)} -ExchangeLocation All -SharePointLocation All -OneDriveLocation All -Mode TestWithoutNotifications`,
      summary: `Label what holds PHI with ${label} by content, in simulation first`,
      notice:
        'Nobody in simulation. Once on: people who open such files find them labeled, and encrypted where the label encrypts. An undo leaves the labels that were applied.',
      undo: 'restore',
    },
    ...common,
    stages,
    key: policy,
    needs: [label],
  };
}

function ruleStep(
  policy: string,
  { token, name: workload }: (typeof labeled)[number],
  content: readonly object[],
): TemplateFound['steps'][number] {
  const name = `${policy}: ${workload}`;
  return {
    change: {
      section: 'autoLabelRules',
      operation: 'create',
      match: { name },
      values: {
        ...{ name, parentPolicyName: policy, disabled: false, workload: token, isAdvancedRule: false },
        contentContainsSensitiveInformation: content,
      },
      call: `New-AutoSensitivityLabelRule -Name ${quoted(name)} -Policy ${quoted(policy)} -Workload ${token} -ContentContainsSensitiveInformation ${contentScript(content)}`,
      summary: `Find PHI in ${workload} for ${policy}`,
      notice: 'Nobody in simulation.',
      undo: 'restore',
    },
    ...common,
    needs: [policy],
  };
}
