import { plainText } from '../../core/shape.ts';
/**
 * What a DLP or auto-labeling rule looks for, as one tree. Rules come in two forms: the plain one
 * (`ContentContainsSensitiveInformation`, with or without groups) and the rule builder's JSON (`AdvancedRule`,
 * conditions nested in And, Or and Not).
 */
export type Condition =
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition[] }
  | { kind: 'type'; name: string; id: string; from: number; upTo: number; classifier: boolean }
  | { kind: 'label'; name: string; id: string; retention: boolean }
  | { kind: 'other'; name: string; value: string };

export interface ConditionFields {
  isAdvancedRule?: boolean | null;
  contentContainsSensitiveInformation?: unknown;
  advancedRule?: unknown;
  accessScope?: string | null;
}

/** The conditions of a rule; undefined when the source does not hold them in a form that can be read. */
export function conditionOf(rule: ConditionFields): Condition | undefined {
  const advanced = advancedCondition(rule.advancedRule);
  const plain = contentCondition(rule.contentContainsSensitiveInformation);
  if (rule.isAdvancedRule === true || !plain) return advanced ?? plain ?? (asksNothing(rule) ? nothing : undefined);
  const scope: Condition[] = rule.accessScope ? [{ kind: 'other', name: 'AccessScope', value: rule.accessScope }] : [];
  return { kind: 'all', of: [plain, ...(advanced ? besideContent(advanced) : scope), ...exceptions(rule)] };
}

const nothing: Condition = { kind: 'all', of: [] };

/** The source holds the rule's conditions and there is none on content. */
function asksNothing(rule: ConditionFields): boolean {
  const held = rule.contentContainsSensitiveInformation;
  if (rule.isAdvancedRule !== false || held === undefined || isSet(held)) return false;
  return !isSet(rule.advancedRule);
}

/** Every sensitive information type that can make the rule match, those under Not left out. */
export function typesIn(condition: Condition): Extract<Condition, { kind: 'type' }>[] {
  if (condition.kind === 'type') return [condition];
  return condition.kind === 'all' || condition.kind === 'any' ? condition.of.flatMap(typesIn) : [];
}

/** Every sensitivity label that the rule refers to, under Not too. */
export function labelsIn(condition: Condition): Extract<Condition, { kind: 'label' }>[] {
  if (condition.kind === 'label') return [condition];
  return 'of' in condition ? condition.of.flatMap(labelsIn) : [];
}

function advancedCondition(raw: unknown): Condition | undefined {
  const document = typeof raw === 'string' ? parsed(raw) : raw;
  const root = value(document, 'Condition');
  return root === undefined ? undefined : node(root);
}

/** Far beyond what Microsoft lets anybody nest: a rule that goes deeper is not read. */
const deepest = 1000;

function node(raw: unknown, depth = 0): Condition | undefined {
  if (depth > deepest) return undefined;
  const below = value(raw, 'SubConditions');
  if (below !== undefined) {
    const of = asArray(below).map((entry) => node(entry, depth + 1));
    if (of.some((entry) => entry === undefined)) return undefined;
    return { kind: operator(raw, 'And'), of: of as Condition[] };
  }
  const name = value(raw, 'ConditionName');
  if (typeof name !== 'string') return undefined;
  const held = value(raw, 'Value');
  if (/^contentcontainssensitiveinformation$/i.test(name)) return contentCondition(held);
  if (/^exceptifcontentcontainssensitiveinformation$/i.test(name)) {
    const inner = contentCondition(held);
    return inner && { kind: 'not', of: [inner] };
  }
  return { kind: 'other', name, value: typeof held === 'string' ? held : asText(held) };
}

/** A flat list means "any of these"; entries with groups carry their own operators and hold together. */
function contentCondition(raw: unknown): Condition | undefined {
  const entries = asArray(raw);
  const grouped = entries.filter((entry) => value(entry, 'Groups') !== undefined);
  const flat = entries.filter((entry) => value(entry, 'Groups') === undefined).map(typeOf);
  const groups = grouped.map((entry) => groupsOf(entry));
  const all = [...groups, ...(flat.length > 0 ? [{ kind: 'any' as const, of: flat as Condition[] }] : [])];
  if (all.length === 0 || flat.includes(undefined) || groups.includes(undefined)) return undefined;
  return all.length === 1 ? all[0] : { kind: 'all', of: all as Condition[] };
}

function groupsOf(raw: unknown, depth = 0): Condition | undefined {
  if (depth > deepest) return undefined;
  const groups = asArray(value(raw, 'Groups')).map((group) => {
    const types = asArray(value(group, 'Sensitivetypes')).map(typeOf);
    const labels = asArray(value(group, 'Labels')).map(labelOf);
    const nested = value(group, 'Groups') === undefined ? [] : [groupsOf(group, depth + 1)];
    const of = [...types, ...labels, ...nested];
    return of.length === 0 || of.includes(undefined)
      ? undefined
      : { kind: operator(group, 'Or'), of: of as Condition[] };
  });
  if (groups.length === 0 || groups.includes(undefined)) return undefined;
  return { kind: operator(raw, 'And'), of: groups as Condition[] };
}

function typeOf(raw: unknown): Condition | undefined {
  const [name, id] = [value(raw, 'Name'), value(raw, 'Id')];
  if (typeof name !== 'string' && typeof id !== 'string') return undefined;
  const upTo = count(value(raw, 'Maxcount'), -1);
  return {
    kind: 'type',
    name: plainText(name ?? id),
    id: plainText(id),
    from: Math.max(1, count(value(raw, 'Mincount'), 1)),
    upTo: upTo < 0 ? Infinity : upTo,
    classifier: /^mlmodel$/i.test(plainText(value(raw, 'Classifiertype'))),
  };
}

function labelOf(raw: unknown): Condition | undefined {
  if (typeof raw === 'string') return { kind: 'label', name: raw, id: '', retention: false };
  const [name, id] = [value(raw, 'Name'), value(raw, 'Id')];
  if (typeof name !== 'string' && typeof id !== 'string') return undefined;
  const retention = /retention/i.test(plainText(value(raw, 'Type')));
  return { kind: 'label', name: plainText(name ?? id), id: plainText(id), retention };
}

function operator(raw: unknown, otherwise: 'And' | 'Or'): 'all' | 'any' | 'not' {
  const word = (plainText(value(raw, 'Operator')) || otherwise).toLowerCase();
  return word === 'not' ? 'not' : word === 'or' ? 'any' : 'all';
}

/** What a plain rule asks beside its content, as the rule builder's copy of it shows. */
function besideContent(condition: Condition): Condition[] {
  if (condition.kind === 'other' || condition.kind === 'not') return [condition];
  return condition.kind === 'all' ? condition.of.flatMap(besideContent) : [];
}

/** `ExceptIf…` fields of a plain rule that hold something. */
function exceptions(rule: object): Condition[] {
  return Object.keys(rule)
    .filter((key) => /^exceptif/i.test(key))
    .map((key) => [key, (rule as Record<string, unknown>)[key]] as const)
    .filter(([, held]) => isSet(held))
    .map(([key, held]) => ({ kind: 'not', of: [{ kind: 'other', name: key, value: asText(held) }] }));
}

function isSet(held: unknown): boolean {
  if (held === null || held === undefined || held === false || held === '') return false;
  return Array.isArray(held) ? held.some(isSet) : true;
}

/** Some collectors write the JSON with single quotes and with the letters `rn` where the line breaks were. */
function parsed(text: string): unknown {
  for (const form of [text, text.replaceAll(/rn(?=\s*(?:['"{}[\]]|$))/g, ' ').replaceAll("'", '"')]) {
    try {
      return JSON.parse(form);
    } catch {
      continue;
    }
  }
  return undefined;
}

function value(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const wanted = key.toLowerCase();
  for (const name of Object.keys(raw)) {
    if (name.length === wanted.length && name.toLowerCase() === wanted)
      return (raw as Record<string, unknown>)[name] ?? undefined;
  }
  return undefined;
}

/** As JSON; empty for what nests too deep to be written. */
export function asText(held: unknown): string {
  try {
    return JSON.stringify(held ?? null);
  } catch {
    return '';
  }
}

function asArray(raw: unknown): unknown[] {
  if (raw === undefined || raw === null) return [];
  return Array.isArray(raw) ? raw.filter((entry) => entry !== null) : [raw];
}

function count(raw: unknown, otherwise: number): number {
  const parsedCount = typeof raw === 'string' || typeof raw === 'number' ? Number(raw) : NaN;
  return Number.isFinite(parsedCount) ? parsedCount : otherwise;
}
