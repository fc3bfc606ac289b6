import { isPlainObject, plainText } from '../../core/shape.ts';

/** A sensitive information type in a group, with the counts and confidence that it asks for. */
export interface TypeAsked {
  name: string;
  /** GUID in small letters, or empty. */
  id: string;
  minCount: number;
  /** Infinity for any. */
  maxCount: number;
  /** Undefined: the recommended confidence of the type. */
  minConfidence?: number;
  maxConfidence: number;
  /** A trainable classifier, not a type. */
  classifier: boolean;
}

export interface Group {
  name: string;
  operator: 'and' | 'or';
  types: readonly TypeAsked[];
  labels: readonly string[];
}

/** The condition of a rule. `other` is one that Wardline does not judge. */
export type Condition =
  | { kind: 'and' | 'or' | 'not'; of: readonly Condition[] }
  | { kind: 'group'; group: Group }
  | { kind: 'shared'; outside: boolean }
  | {
      kind: 'words';
      field: 'recipient-domain' | 'sender-domain' | 'extension' | 'subject' | 'name' | 'label';
      words: readonly string[];
    }
  | { kind: 'other'; name: string };

/** Far more than Purview lets anybody nest. */
const deepest = 60;
const levels: Readonly<Record<string, number>> = { low: 65, medium: 75, high: 85 };

/**
 * Reads a condition in Purview's form: the rule builder's JSON (`{ Version, Condition: { Operator, SubConditions } }`)
 * or a plain list of `ContentContainsSensitiveInformation`. Member names are taken in any case. Undefined for what is
 * no condition at all.
 */
export function readCondition(raw: unknown): Condition | undefined {
  const document = typeof raw === 'string' ? parsed(raw) : raw;
  const root = member(document, 'Condition') ?? document;
  return node(root, 0);
}

/** `ContentContainsSensitiveInformation` of a plain rule. */
export function readContent(raw: unknown, depth = 0): Condition | undefined {
  if (depth > deepest) return undefined;
  const entries = listOf(raw);
  const flat = entries.filter((entry) => member(entry, 'Groups') === undefined);
  const grouped = entries.filter((entry) => member(entry, 'Groups') !== undefined);
  const parts = grouped.map((entry) => {
    const of = listOf(member(entry, 'Groups')).map((group) => groupOf(group, depth));
    return of.includes(undefined) || of.length === 0
      ? undefined
      : { kind: operatorOf(entry, 'and'), of: of as Condition[] };
  });
  // A flat list of types means any of them.
  if (flat.length > 0) parts.push(groupOf({ name: 'Content', operator: 'Or', sensitivetypes: flat }, depth) as never);
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return parts.length === 1 ? parts[0] : { kind: 'and', of: parts as Condition[] };
}

function node(raw: unknown, depth: number): Condition | undefined {
  if (depth > deepest) return undefined;
  const below = member(raw, 'SubConditions');
  if (below !== undefined) {
    const of = listOf(below).map((entry) => node(entry, depth + 1));
    if (of.length === 0 || of.includes(undefined)) return undefined;
    return { kind: operatorOf(raw, 'and'), of: of as Condition[] };
  }
  const name = plainText(member(raw, 'ConditionName'));
  return name === '' ? undefined : named(name, member(raw, 'Value'));
}

/** A condition by its parameter name in New-DlpComplianceRule. `ExceptIf…` turns it around. */
export function named(name: string, value: unknown): Condition | undefined {
  const except = /^exceptif(.+)$/i.exec(name)?.[1];
  if (except !== undefined) {
    const inner = named(except, value);
    return inner && { kind: 'not', of: [inner] };
  }
  const words = listOf(value).flatMap((entry) => (typeof entry === 'string' ? [entry.trim().toLowerCase()] : []));
  switch (name.toLowerCase()) {
    case 'contentcontainssensitiveinformation':
      return readContent(value);
    case 'accessscope':
      return /^(?:not)?inorganization$/.test(words[0] ?? '')
        ? { kind: 'shared', outside: words[0] === 'notinorganization' }
        : { kind: 'other', name };
    case 'recipientdomainis':
      return { kind: 'words', field: 'recipient-domain', words };
    case 'senderdomainis':
      return { kind: 'words', field: 'sender-domain', words };
    case 'contentextensionmatcheswords':
      return { kind: 'words', field: 'extension', words: words.map((word) => word.replace(/^\./, '')) };
    case 'subjectcontainswords':
      return { kind: 'words', field: 'subject', words };
    case 'documentnamematcheswords':
    case 'documentcontainswordsinname':
      return { kind: 'words', field: 'name', words };
    case 'contentcontainssensitivitylabel':
      return { kind: 'words', field: 'label', words };
    default:
      return { kind: 'other', name };
  }
}

function groupOf(raw: unknown, depth: number): Condition | undefined {
  const nested = member(raw, 'Groups') === undefined ? undefined : readContent([raw], depth + 1);
  const types = listOf(member(raw, 'Sensitivetypes')).map(typeOf);
  const labels = listOf(member(raw, 'Labels')).flatMap((label) => {
    const texts =
      typeof label === 'string' ? [label] : [plainText(member(label, 'Name')), plainText(member(label, 'Id'))];
    return texts.filter((text) => text !== '').map((text) => text.toLowerCase());
  });
  if (types.includes(undefined)) return undefined;
  const own = types.length + labels.length > 0;
  if (!own) return nested;
  const operator = operatorOf(raw, 'or') === 'and' ? 'and' : 'or';
  const group: Condition = {
    kind: 'group',
    group: { name: plainText(member(raw, 'Name')) || 'Default', operator, types: types as TypeAsked[], labels },
  };
  return nested ? { kind: 'and', of: [group, nested] } : group;
}

function typeOf(raw: unknown): TypeAsked | undefined {
  const [name, id] = [plainText(member(raw, 'Name')), plainText(member(raw, 'Id'))];
  if (name === '' && id === '') return undefined;
  const maxCount = numberOf(member(raw, 'Maxcount')) ?? -1;
  const level = levels[plainText(member(raw, 'Confidencelevel')).toLowerCase()];
  const minConfidence = numberOf(member(raw, 'Minconfidence')) ?? level;
  const highest = numberOf(member(raw, 'Maxconfidence')) ?? 100;
  return {
    name: name || id,
    id: id.toLowerCase(),
    minCount: Math.max(1, numberOf(member(raw, 'Mincount')) ?? 1),
    maxCount: maxCount < 0 ? Infinity : maxCount,
    ...(minConfidence !== undefined && minConfidence >= 0 && { minConfidence }),
    maxConfidence: highest < 0 ? 100 : highest,
    classifier: /^mlmodel$/i.test(plainText(member(raw, 'Classifiertype'))),
  };
}

function operatorOf(raw: unknown, otherwise: 'and' | 'or'): 'and' | 'or' | 'not' {
  const word = plainText(member(raw, 'Operator')).toLowerCase();
  return word === 'and' || word === 'or' || word === 'not' ? word : otherwise;
}

/** A member by its name in any case. */
export function member(raw: unknown, name: string): unknown {
  if (!isPlainObject(raw)) return undefined;
  const key = Object.keys(raw).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (raw[key] ?? undefined);
}

export function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw];
}

function numberOf(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
