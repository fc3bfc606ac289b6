import { encryptionKeysDecided } from '../controls/organization/encryption-keys-decided.ts';
import { phiLabelEncrypts } from '../controls/purview/phi-label-encrypts.ts';
import { phiLabels } from '../controls/purview/phi-labels.ts';
import { licenses } from '../core/license.ts';
import type { Plan } from '../core/plan.ts';
import { quoted } from '../core/powershell.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { OwnTypeRefs } from '../phi/dlp/protection.ts';
import { heldLicense } from './held-license.ts';
import { changesOf, validAttestation } from './judge.ts';
import { type ChosenLabel, chosenLabels } from './label-choice.ts';
import { claimedAsEncryption } from './label-lint.ts';
import { autoLabelSteps } from './label-template-auto.ts';
import { publishSteps } from './label-template-publish.ts';
import { retentionSteps } from './label-template-retention.ts';
import { type TemplateFound, type TemplateOptions, type TemplateStep, needed, templatePlan } from './template-plan.ts';

export interface LabelTemplateOptions extends TemplateOptions {
  /** Types of the organization's own that were uploaded to the tenant. */
  own?: OwnTypeRefs;
}

/** Usage rights of Azure Rights Management for people who work with a file. */
const insiders = 'VIEW,VIEWRIGHTSDATA,DOCEDIT,EDIT,PRINT,EXTRACT,REPLY,REPLYALL,FORWARD,OBJMODEL';

/**
 * The plan of labels: a sensitivity label for each class of document, PHI encrypted and the extra-sensitive class for
 * the PHI groups alone; published with a reason asked for a downgrade; applied by content, in simulation first; and,
 * apart from them, retention labels for the declared schedule. What the tenant has is used, completed and never
 * weakened. Applied in full, it plans nothing the next time.
 */
export function planLabels(snapshot: Snapshot, { organization, baseline, at, own }: LabelTemplateOptions): Plan {
  const found: TemplateFound = { steps: [], refused: [], byHand: [] };
  const options = { organization, baseline, at };
  if (heldLicense(snapshot, 'purview-labels') === false)
    found.refused.push({
      control: 'purview.phi-label-published',
      title: 'Sensitivity labels',
      why: `The tenant has no ${licenses['purview-labels'].name}.`,
    });
  else {
    const labels = needed(snapshot, 'labels');
    const chosen = chosenLabels(labels, options.organization.phi.labels, phiLabels(labels, { organization }));
    for (const label of chosen) labelStep(label, snapshot, options, found);
    found.steps.push(...encryptionSteps(snapshot, options));
    decideOnKeys(options, found);
    publishSteps(chosen, snapshot, options, found);
    autoLabelSteps(chosen, snapshot, { ...options, ...(own && { own }) }, found);
  }
  retentionSteps(snapshot, options, found);
  const tags = snapshot.sections.retentionLabels;
  for (const { name, why } of tags.status === 'read' ? claimedAsEncryption(tags.data) : [])
    found.byHand.push({
      control: 'purview.phi-label-encrypts',
      title: `Rename retention label ${name}`,
      steps: [why, 'Retention labels keep or delete. Use a sensitivity label where encryption is meant.'],
    });
  return templatePlan(snapshot, found, options);
}

function labelStep(
  { name, tooltip, encrypts, present, phi }: ChosenLabel,
  { tenant }: Snapshot,
  { organization }: TemplateOptions,
  found: TemplateFound,
): void {
  if (present?.disabled === true)
    found.refused.push({
      control: 'purview.phi-label-published',
      title: `Sensitivity label ${name}`,
      why: 'Somebody switched it off. Switch it on or delete it, then plan again.',
    });
  if (phi && organization.phi.labels.length > 0 && !declares(organization.phi.labels, name))
    found.byHand.push({
      control: 'purview.phi-label-published',
      title: `Declare ${name} as a label for PHI`,
      steps: [`Add ${name} under phi.labels in wardline.yaml, so that the controls on PHI labels look at it too.`],
    });
  if (present) return;
  const rights = encrypts && rightsOf(encrypts, name, tenant.domain, organization.phi.groups, found);
  if (encrypts && !rights) return;
  found.steps.push(newLabel(name, tooltip, rights));
}

function declares(labels: readonly string[], name: string): boolean {
  return labels.some((label) => label.toLowerCase() === name.toLowerCase());
}

/** Rights are given to mail domains and mail addresses; an object id stands for nobody there. */
function rightsOf(
  encrypts: 'organization' | 'phi-groups',
  label: string,
  domain: string | undefined,
  groups: readonly string[],
  found: TemplateFound,
): { identity: string; rights: string }[] | undefined {
  const addresses = groups.filter((group) => group.includes('@'));
  if (encrypts === 'phi-groups' && addresses.length > 0)
    return addresses.map((identity) => ({ identity, rights: insiders }));
  if (!domain) {
    found.refused.push({
      control: 'purview.phi-label-encrypts',
      title: `Sensitivity label ${label}`,
      why: 'The domain of the organization is not known, so that nobody can be given rights: wardline tenant add --domain.',
    });
    return undefined;
  }
  if (encrypts === 'phi-groups')
    found.byHand.push({
      control: 'purview.label-rights-limited',
      title: `Limit ${label} to the people who need it`,
      steps: [
        'Write the mail addresses of the groups that may open extra-sensitive files under phi.groups in wardline.yaml before you apply this plan, and plan again.',
        'Without them everybody of the organization can open what carries the label.',
      ],
    });
  return [{ identity: domain, rights: insiders }];
}

function newLabel(
  name: string,
  tooltip: string,
  rights: readonly { identity: string; rights: string }[] | undefined,
): TemplateStep {
  const definitions = rights?.map(({ identity, rights: granted }) => `${identity}:${granted}`).join(';');
  const encryption = rights
    ? ` -EncryptionEnabled $true -EncryptionProtectionType Template -EncryptionRightsDefinitions '${definitions}'`
    : '';
  return {
    change: {
      section: 'labels',
      operation: 'create',
      match: { name },
      values: {
        ...{ name, displayName: name, tooltip, disabled: false, encryptionEnabled: rights !== undefined },
        ...(rights && { encryptionProtectionType: 'Template', encryptionRightsDefinitions: rights }),
      },
      call: `New-Label -Name ${quoted(name)} -DisplayName ${quoted(name)} -Tooltip ${quoted(tooltip)}${encryption}`,
      summary: rights
        ? `Make sensitivity label ${name}, which encrypts for ${rights.map(({ identity }) => identity).join(', ')}`
        : `Make sensitivity label ${name}`,
      notice: 'Nobody until it is published.',
      undo: 'restore',
    },
    controls: [rights ? 'purview.phi-label-encrypts' : 'purview.phi-label-published'],
    severity: 'medium',
    citations: rights ? ['164.312(a)(2)(iv)', '164.312(e)(2)(ii)'] : ['164.312(a)(1)'],
    why: `No sensitivity label is called ${name}.`,
    license: licenses['purview-labels'].name,
    key: name,
  };
}

/** Where there is a label for extra-sensitive data, the risk analysis has to say who holds the keys. */
function decideOnKeys({ organization, at }: TemplateOptions, found: TemplateFound): void {
  if (validAttestation(encryptionKeysDecided, organization, at)) return;
  const { id: control, remediation } = encryptionKeysDecided;
  found.byHand.push({ control, title: remediation.fix, steps: remediation.steps });
}

/** Encryption on the PHI labels that the tenant has, as their own control asks for it. */
function encryptionSteps(snapshot: Snapshot, { organization, at }: TemplateOptions): TemplateStep[] {
  return changesOf(phiLabelEncrypts, snapshot, { organization, parameters: {}, at }).map((change) => ({
    change,
    controls: [phiLabelEncrypts.id],
    severity: phiLabelEncrypts.severity,
    citations: phiLabelEncrypts.citations,
    why: phiLabelEncrypts.finding,
    license: licenses['purview-labels'].name,
  }));
}
