import {
  type Label,
  encryptionOf,
  findLabel,
  labelName,
  listedLabels,
  settingsOf,
} from '../controls/purview/phi-labels.ts';
import { conditionOf, labelsIn } from '../controls/purview/rule-conditions.ts';
import type { SectionData, SectionName, Snapshot } from '../core/snapshot.ts';
import { claimedAsEncryption } from './label-lint.ts';
import { needed } from './template-plan.ts';

type Kind = 'published by' | 'default of' | 'DLP rule' | 'auto-labeling policy' | 'site';

/** Something that hangs on a label. */
export interface Dependent {
  kind: Kind;
  name: string;
  /** What it does by the label: "blocks", "applies it in simulation", the sharing level of a site. */
  effect: string;
}

/** A label with everything that would break without it. */
export interface LabelNode {
  label: string;
  id: string;
  encrypts: boolean | undefined;
  dependents: readonly Dependent[];
  /** What is wrong with it. */
  problems: readonly string[];
}

/** A rule, policy or site that names a label which does not exist. */
export interface BrokenLink extends Dependent {
  /** The name or id that leads nowhere. */
  to: string;
}

export interface LabelDependencies {
  labels: readonly LabelNode[];
  broken: readonly BrokenLink[];
  /** Retention labels that speak of encryption, which they do not give. */
  misnamed: readonly { name: string; why: string }[];
  /** Sections that were not collected: what hangs on labels there is not shown. */
  unread: readonly SectionName[];
}

/** Names and ids by which something refers to a label. */
interface Link extends Dependent {
  to: readonly string[];
}

/**
 * Which publishing policies, DLP rules, auto-labeling policies and sites hang on which sensitivity label, and which of
 * these links lead nowhere. Conditional Access and default labels of libraries are not read.
 */
export function labelDependencies(snapshot: Snapshot): LabelDependencies {
  const labels = needed(snapshot, 'labels');
  const unread: SectionName[] = [];
  const read = <K extends SectionName>(name: K): SectionData<K> | undefined => {
    const section = snapshot.sections[name];
    if (section.status === 'read') return section.data;
    // Without the license there is nothing to read.
    if (section.reason !== 'not-licensed') unread.push(name);
    return undefined;
  };
  const policies = read('labelPolicies');
  const links: Link[] = [
    ...(policies ?? []).flatMap(ofPolicy),
    ...(read('dlpRules') ?? []).flatMap(ofRule),
    ...(read('autoLabelPolicies') ?? []).flatMap(ofAuto),
    ...(read('sites') ?? []).flatMap(ofSite),
  ];
  const tags = read('retentionLabels') ?? [];
  const found = new Map(links.map((link) => [link, findLabel(labels, ...link.to)]));
  return {
    labels: labels.map((label) => {
      const own = links.filter((link) => found.get(link) === label);
      const dependents = own.map(({ to: _to, ...dependent }) => dependent);
      return {
        label: labelName(label),
        id: label.guid ?? label.immutableId ?? label.name ?? '',
        encrypts: encryptionOf(label)?.on,
        dependents,
        problems: problemsOf(label, labels, dependents, policies !== undefined),
      };
    }),
    broken: links.filter((link) => !found.get(link)).map(({ to, ...dependent }) => ({ ...dependent, to: to[0] ?? '' })),
    misnamed: claimedAsEncryption(tags),
    unread,
  };
}

function problemsOf(
  label: Label,
  labels: readonly Label[],
  dependents: readonly Dependent[],
  policiesRead: boolean,
): string[] {
  const uses = dependents.filter(({ kind }) => kind !== 'published by');
  const isParent = labels.some(({ parentId }) => parentId && findLabel([label], parentId));
  const published = dependents.some(({ kind, effect }) => kind === 'published by' && effect !== offWord);
  return [
    ...(label.disabled === true && dependents.length > 0 ? ['It is switched off, and this hangs on it.'] : []),
    ...(policiesRead && !published && !isParent && label.disabled !== true
      ? [uses.length > 0 ? 'Nobody can choose it: it is not published, and rules rely on it.' : 'It is not published.']
      : []),
  ];
}

const offWord = 'switched off';

function ofPolicy(policy: SectionData<'labelPolicies'>[number]): Link[] {
  const name = policy.name ?? policy.guid ?? '';
  const standard = settingsOf(policy).get('defaultlabelid');
  return [
    ...listedLabels(policy).map((to): Link => ({
      ...{ kind: 'published by', name, to },
      effect: policy.enabled === true ? 'offers it' : offWord,
    })),
    ...(standard ? [{ kind: 'default of' as const, name, to: [standard], effect: 'puts it on what has none' }] : []),
  ];
}

function ofRule(rule: SectionData<'dlpRules'>[number]): Link[] {
  const condition = conditionOf(rule);
  const effect =
    rule.disabled === true
      ? offWord
      : rule.blockAccess === true
        ? 'blocks'
        : rule.encryptRMSTemplate
          ? 'encrypts'
          : 'tells';
  return (condition ? labelsIn(condition) : [])
    .filter(({ retention }) => !retention)
    .map(({ name, id }) => ({
      ...{ kind: 'DLP rule' as const, name: rule.name ?? '', effect },
      to: [name, id].filter((one) => one !== ''),
    }));
}

function ofAuto(policy: SectionData<'autoLabelPolicies'>[number]): Link[] {
  if (!policy.applySensitivityLabel) return [];
  const simulates = /^test/i.test(policy.mode ?? '');
  const effect =
    policy.enabled === false ? offWord : simulates ? 'would apply it (simulation)' : 'applies it by content';
  return [{ kind: 'auto-labeling policy', name: policy.name ?? '', effect, to: [policy.applySensitivityLabel] }];
}

const sharing: Readonly<Record<string, string>> = {
  disabled: 'nothing is shared outside',
  existingExternalUserSharingOnly: 'shared with guests who are there already',
  externalUserSharingOnly: 'shared with guests',
  externalUserAndGuestSharing: 'shared with anyone who has a link',
};

function ofSite(site: SectionData<'sites'>[number]): Link[] {
  // All zeros is how SharePoint says that a site has none.
  if (!site.sensitivityLabel || /^[0-]+$/.test(site.sensitivityLabel)) return [];
  const effect = sharing[site.sharingCapability ?? ''] ?? 'sharing not known';
  return [{ kind: 'site', name: site.url ?? '', effect, to: [site.sensitivityLabel] }];
}
