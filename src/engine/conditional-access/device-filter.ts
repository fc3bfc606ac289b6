import type { SignInDevice } from '../../core/sign-in.ts';
import { type Answer, allOf, anyOf, not } from './answer.ts';

interface Filter {
  mode?: string | null;
  rule?: string | null;
}

const unreadable: Answer = { unknown: 'the device filter of the policy cannot be read here' };

/**
 * Whether a device filter lets the policy apply. A device that is not registered has no attributes: positive operators
 * say no to it, negative ones yes.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices
 */
export function filterMatches(filter: Filter | null | undefined, device: SignInDevice | undefined): Answer {
  if (!filter?.rule) return true;
  if (filter.mode !== 'include' && filter.mode !== 'exclude') return unreadable;
  const tokens = tokensOf(filter.rule);
  if (!tokens) return unreadable;
  const reader: Reader = { tokens, at: 0, device };
  const found = either(reader);
  if (found === undefined || reader.at !== tokens.length) return unreadable;
  return filter.mode === 'include' ? found : not(found);
}

interface Reader {
  tokens: readonly string[];
  at: number;
  device: SignInDevice | undefined;
}

function tokensOf(rule: string): string[] | undefined {
  const pattern = /\s*(\(|\)|\[|\]|,|"(?:[^"\\]|\\.)*"|'[^']*'|-?[A-Za-z][\w.]*)/y;
  const tokens: string[] = [];
  const text = rule.trim();
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    tokens.push(match[1]!);
  }
  return tokens;
}

/** The next token when it is this word. */
function takes(reader: Reader, word: string): boolean {
  if (reader.tokens[reader.at]?.toLowerCase() !== word) return false;
  reader.at += 1;
  return true;
}

function either(reader: Reader): Answer | undefined {
  const parts = [both(reader)];
  while (takes(reader, '-or')) parts.push(both(reader));
  return parts.includes(undefined) ? undefined : anyOf(parts as Answer[]);
}

function both(reader: Reader): Answer | undefined {
  const parts = [single(reader)];
  while (takes(reader, '-and')) parts.push(single(reader));
  return parts.includes(undefined) ? undefined : allOf(parts as Answer[]);
}

function single(reader: Reader): Answer | undefined {
  if (takes(reader, '-not')) {
    const inner = single(reader);
    return inner === undefined ? undefined : not(inner);
  }
  if (takes(reader, '(')) {
    const inner = either(reader);
    return takes(reader, ')') ? inner : undefined;
  }
  const attribute = reader.tokens[reader.at++];
  const operator = reader.tokens[reader.at++]?.toLowerCase();
  const values = valuesAt(reader);
  if (!attribute || !operator || !values) return undefined;
  return compare(attribute.toLowerCase(), operator, values, reader.device);
}

function valuesAt(reader: Reader): string[] | undefined {
  if (!takes(reader, '[')) {
    const token = reader.tokens[reader.at++];
    return token === undefined || /^[()[\],-]/.test(token) ? undefined : [unquoted(token)];
  }
  const values: string[] = [];
  while (!takes(reader, ']')) {
    const token = reader.tokens[reader.at++];
    if (token === undefined) return undefined;
    if (token !== ',') values.push(unquoted(token));
  }
  return values;
}

function unquoted(token: string): string {
  return (/^["']/.test(token) ? token.slice(1, -1) : token).toLowerCase();
}

const tests: Readonly<Record<string, (value: string, wanted: readonly string[]) => boolean>> = {
  '-eq': (value, [wanted]) => value === wanted,
  '-startswith': (value, [wanted]) => value.startsWith(wanted!),
  '-endswith': (value, [wanted]) => value.endsWith(wanted!),
  '-contains': (value, [wanted]) => value.includes(wanted!),
  '-in': (value, wanted) => wanted.includes(value),
};
const negatives: Readonly<Record<string, string>> = {
  '-ne': '-eq',
  '-notstartswith': '-startswith',
  '-notendswith': '-endswith',
  '-notcontains': '-contains',
  '-notin': '-in',
};

function compare(
  attribute: string,
  operator: string,
  wanted: readonly string[],
  device: SignInDevice | undefined,
): Answer | undefined {
  const positive = negatives[operator] ?? operator;
  const test = tests[positive];
  if (!test) return undefined;
  const value = attributeOf(attribute, device);
  if (typeof value === 'object') return value;
  const found = value !== undefined && test(value, wanted);
  return positive === operator ? found : !found;
}

const trusts = { hybrid: 'serverad', joined: 'azuread', registered: 'workplace', none: '' } as const;

/** In lower case; undefined for a device without attributes. */
function attributeOf(attribute: string, device: SignInDevice | undefined): string | undefined | { unknown: string } {
  const missing = { unknown: 'the log does not hold a device attribute that the policy filters by' };
  if (!device || device.id === undefined) return missing;
  if (device.id === '') return undefined;
  const told = (value: string | boolean | undefined) => (value === undefined ? missing : String(value).toLowerCase());
  switch (attribute.replace(/^device\./, '')) {
    case 'iscompliant':
      return told(device.compliant);
    case 'trusttype':
      return told(device.trust && trusts[device.trust]);
    case 'deviceid':
      return told(device.id);
    case 'displayname':
      return told(device.name);
    default:
      return missing;
  }
}
