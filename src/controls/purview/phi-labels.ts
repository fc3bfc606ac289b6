import { plainText } from '../../core/shape.ts';
import type { Context } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { lower, places } from './dlp.ts';

export type Label = SectionData<'labels'>[number];
export type LabelPolicy = SectionData<'labelPolicies'>[number];

const speaksOfPhi = /\be?PHI\b|protected health|patient|\bHIPAA\b|health (information|record|data)|medical record/i;

/** Every name and id a label goes by. */
function namesOf(label: Label): Set<string> {
  return lower([label.guid, label.immutableId, label.name, label.displayName].flatMap((name) => name ?? []));
}

export function labelName(label: Label): string {
  return label.displayName || label.name || label.guid || '';
}

/**
 * The labels that stand for PHI: those that the organization names, else those whose name says so. A label with
 * sublabels cannot be applied itself, so its sublabels stand for it.
 */
export function phiLabels(labels: readonly Label[], { organization }: Pick<Context, 'organization'>): Label[] {
  const declared = lower(organization.phi.labels);
  const named = labels.filter((label) =>
    declared.size > 0
      ? [...namesOf(label)].some((name) => declared.has(name))
      : speaksOfPhi.test(`${label.displayName ?? ''} ${label.name ?? ''}`),
  );
  const applied = named.flatMap((label) => {
    const below = labels.filter((other) => other.parentId && namesOf(label).has(other.parentId.toLowerCase()));
    return below.length > 0 ? below : [label];
  });
  return [...new Set(applied)].filter((label) => label.disabled !== true);
}

/** A label by any of its names and ids. */
export function findLabel(labels: readonly Label[], ...names: (string | null | undefined)[]): Label | undefined {
  const wanted = lower(names.flatMap((name) => name || []));
  return labels.find((label) => [...namesOf(label)].some((name) => wanted.has(name)));
}

/** The names under which a label policy lists its labels. */
export function listedLabels(policy: LabelPolicy): string[][] {
  return places(policy.labels);
}

/** The labels that a policy publishes. */
export function publishedBy(policy: LabelPolicy, labels: readonly Label[]): Label[] {
  const found = listedLabels(policy).flatMap((names) => findLabel(labels, ...names) ?? []);
  return [...new Set(found)].filter((label) => label.disabled !== true);
}

/** Whether everybody, or at least every group that handles PHI, gets the labels of a policy. */
export function reachesPhiPeople(
  policy: LabelPolicy,
  { organization, declared }: Pick<Context, 'organization' | 'declared'>,
): boolean {
  const reached = lower(places(policy.exchangeLocation).flat());
  const allowed = lower([...declared.users, ...declared.groups, ...declared.mailboxes]);
  const left = places(policy.exchangeLocationException).filter(
    (place) => !place.some((name) => allowed.has(name.toLowerCase())),
  );
  const { groups } = organization.phi;
  const phiGroups = groups.length > 0 && groups.every((group) => reached.has(group.toLowerCase()));
  return left.length === 0 && (reached.has('all') || phiGroups);
}

/** Enabled policies that publish a label for PHI. */
export function phiPolicies(
  policies: readonly LabelPolicy[],
  labels: readonly Label[],
  context: Pick<Context, 'organization'>,
): LabelPolicy[] {
  const phi = phiLabels(labels, context);
  return policies.filter(
    (policy) => policy.enabled === true && publishedBy(policy, labels).some((label) => phi.includes(label)),
  );
}

/** The settings of a label policy by name; they come as `[key, value]` texts or as objects with Key and Value. */
export function settingsOf(policy: LabelPolicy): Map<string, string> {
  const pairs = (policy.settings ?? []).flatMap((entry): [string, string][] => {
    if (typeof entry === 'string') {
      const inner = /^\[([^,\]]+),(.*)\]$/s.exec(entry.trim());
      const key = inner?.[1]!.trim().toLowerCase();
      return key ? [[key, inner![2]!.trim()]] : [];
    }
    const held = new Map(Object.entries(entry ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
    return held.has('key') ? [[String(held.get('key')).toLowerCase(), String(held.get('value') ?? '')]] : [];
  });
  return new Map(pairs);
}

/** Encryption of a label: on or off, and who may open what it protects; undefined when the source does not say. */
export function encryptionOf(label: Label): { on: boolean; rights: string[] } | undefined {
  const action = encryptAction(label);
  if (typeof label.encryptionEnabled === 'boolean') {
    const rights = identities(label.encryptionRightsDefinitions);
    return { on: label.encryptionEnabled, rights: rights.length > 0 ? rights : (action?.rights ?? []) };
  }
  if (label.labelActions === undefined && label.encryptionEnabled === undefined) return undefined;
  return action ?? { on: false, rights: [] };
}

function encryptAction(label: Label): { on: boolean; rights: string[] } | undefined {
  for (const entry of label.labelActions ?? []) {
    const action = lowerKeys(typeof entry === 'string' ? json(entry) : entry);
    if (String(action.get('type')).toLowerCase() !== 'encrypt') continue;
    const settings = new Map(
      asArray(action.get('settings')).map((setting) => {
        const held = lowerKeys(setting);
        return [String(held.get('key')).toLowerCase(), held.get('value')];
      }),
    );
    return {
      on: String(settings.get('disabled')).toLowerCase() !== 'true',
      rights: identities(settings.get('rightsdefinitions')),
    };
  }
  return undefined;
}

/** Who is named in `[{ Identity, Rights }]`, as objects or JSON, or in `who:RIGHTS;who:RIGHTS`. */
function identities(raw: unknown): string[] {
  const read = typeof raw === 'string' && /^\s*[[{]/.test(raw) ? json(raw) : raw;
  return asArray(read).flatMap((entry) => {
    if (typeof entry !== 'string') return plainText(lowerKeys(entry).get('identity')) || [];
    return entry
      .split(';')
      .map((part) => part.split(':')[0]!.trim())
      .filter((who) => who !== '');
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lowerKeys(raw: unknown): Map<string, unknown> {
  return new Map(Object.entries(raw ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
}

function asArray(raw: unknown): unknown[] {
  return raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw];
}
