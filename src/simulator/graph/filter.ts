import { isPlainObject } from '../../core/shape.ts';
import { millis } from '../../core/clock.ts';

/** A `$filter` expression, parsed. */
export type Filter =
  | { op: 'and' | 'or'; parts: Filter[] }
  | { op: 'not'; part: Filter }
  | { op: Comparison; path: string[]; value: Literal }
  | { op: 'in'; path: string[]; values: Literal[] }
  | { op: 'startswith' | 'endswith' | 'contains'; path: string[]; value: Literal }
  /** `variable` is the lambda's name: in `part` it is the first step of each path. */
  | { op: 'any' | 'all'; path: string[]; variable: string; part: Filter | undefined };

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type Literal = string | number | boolean | null;

export class FilterError extends Error {}

const tokenPattern =
  /\s*(?:(\()|(\))|(,)|('(?:[^']|'')*')|(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))|([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|(-?\d+(?:\.\d+)?)(?![\w-])|([A-Za-z_@][\w.@-]*(?:\/[A-Za-z_$][\w.$-]*)*)|(:))/y;

interface Token {
  kind: '(' | ')' | ',' | ':' | 'literal' | 'word';
  text: string;
  value?: Literal;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) throw new FilterError(`Syntax error at position ${at} in '${text}'.`);
    const [all, open, close, comma, quoted, date, guid, number, word] = match;
    const token = all.trim();
    if (open ?? close ?? comma) tokens.push({ kind: token as '(', text: token });
    else if (quoted) tokens.push({ kind: 'literal', text: token, value: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (date ?? guid) tokens.push({ kind: 'literal', text: token, value: token });
    else if (number) tokens.push({ kind: 'literal', text: token, value: Number(number) });
    else if (word === 'true' || word === 'false') tokens.push({ kind: 'literal', text: token, value: word === 'true' });
    else if (word === 'null') tokens.push({ kind: 'literal', text: token, value: null });
    else tokens.push({ kind: word ? 'word' : ':', text: token });
  }
  return tokens;
}

/** Parses a `$filter`; throws `FilterError` for what it does not understand. */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  let at = 0;
  const fail = (): never => {
    throw new FilterError(`Syntax error at token ${at + 1} ('${tokens[at]?.text ?? 'the end'}') in '${text}'.`);
  };
  const peek = (kind: Token['kind'], word?: string): boolean =>
    tokens[at]?.kind === kind && (word === undefined || tokens[at]!.text.toLowerCase() === word);
  const take = (kind: Token['kind'], word?: string): Token => (peek(kind, word) ? tokens[at++]! : fail());
  const literal = (): Literal => take('literal').value!;

  const any = (): Filter => {
    const parts = [all()];
    while (peek('word', 'or')) {
      at += 1;
      parts.push(all());
    }
    return parts.length === 1 ? parts[0]! : { op: 'or', parts };
  };
  const all = (): Filter => {
    const parts = [one()];
    while (peek('word', 'and')) {
      at += 1;
      parts.push(one());
    }
    return parts.length === 1 ? parts[0]! : { op: 'and', parts };
  };
  const one = (): Filter => {
    if (peek('(')) {
      at += 1;
      const inner = any();
      take(')');
      return inner;
    }
    if (peek('word', 'not')) {
      at += 1;
      return { op: 'not', part: one() };
    }
    const word = take('word').text;
    const lower = word.toLowerCase();
    if (peek('(') && (lower === 'startswith' || lower === 'endswith' || lower === 'contains')) {
      at += 1;
      const path = take('word').text.split('/');
      take(',');
      const value = literal();
      take(')');
      return { op: lower, path, value };
    }
    const lambda = /^(.+)\/(any|all)$/i.exec(word);
    if (lambda && peek('(')) return lambdaOf(lambda[1]!, lambda[2]!.toLowerCase() as 'any' | 'all');
    return comparison(word.split('/'));
  };
  const lambdaOf = (path: string, op: 'any' | 'all'): Filter => {
    take('(');
    if (peek(')')) {
      at += 1;
      return { op, path: path.split('/'), variable: '', part: undefined };
    }
    const variable = take('word').text;
    take(':');
    const part = any();
    take(')');
    return { op, path: path.split('/'), variable, part };
  };
  const comparison = (path: string[]): Filter => {
    const op = take('word').text.toLowerCase();
    if (op === 'in') {
      take('(');
      const values = [literal()];
      while (peek(',')) {
        at += 1;
        values.push(literal());
      }
      take(')');
      return { op, path, values };
    }
    if (!['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(op)) return fail();
    // Unquoted words are names of enumerations.
    return { op: op as Comparison, path, value: peek('word') ? take('word').text : literal() };
  };

  const filter = any();
  if (at < tokens.length) fail();
  return filter;
}

/** Whether an entity meets a filter. Text is compared without case, as the directory does. */
export function meets(filter: Filter, entity: unknown, variables: Readonly<Record<string, unknown>> = {}): boolean {
  const at = (path: readonly string[]): unknown => {
    const [first = '', ...rest] = path;
    return first in variables ? valueAt(variables[first], rest) : valueAt(entity, path);
  };
  switch (filter.op) {
    case 'and':
      return filter.parts.every((part) => meets(part, entity, variables));
    case 'or':
      return filter.parts.some((part) => meets(part, entity, variables));
    case 'not':
      return !meets(filter.part, entity, variables);
    case 'in':
      return filter.values.some((value) => compare('eq', at(filter.path), value));
    case 'any':
    case 'all': {
      const found = at(filter.path);
      const entries = Array.isArray(found) ? found : [];
      const { part, variable } = filter;
      if (!part) return entries.length > 0;
      const holds = (entry: unknown): boolean => meets(part, entity, { ...variables, [variable]: entry });
      return filter.op === 'any' ? entries.some(holds) : entries.every(holds);
    }
    case 'startswith':
      return folded(at(filter.path)).startsWith(folded(filter.value));
    case 'endswith':
      return folded(at(filter.path)).endsWith(folded(filter.value));
    case 'contains':
      return folded(at(filter.path)).includes(folded(filter.value));
    default:
      return compare(filter.op, at(filter.path), filter.value);
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const step of path) {
    if (!isPlainObject(found)) return undefined;
    const name = Object.keys(found).find((key) => key.toLowerCase() === step.toLowerCase());
    found = name === undefined ? undefined : found[name];
  }
  return found;
}

function compare(op: Comparison, left: unknown, right: Literal): boolean {
  if (op === 'ne') return !compare('eq', left, right);
  if (right === null || left === null || left === undefined) return op === 'eq' && (left ?? null) === right;
  const [a, b] = comparable(left, right);
  switch (op) {
    case 'eq':
      return a === b;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
  }
}

/** Moments are compared as moments, numbers as numbers, the rest as text without case. */
function comparable(left: unknown, right: Literal): [string | number, string | number] {
  if (typeof left === 'number' && typeof right === 'number') return [left, right];
  const dates = [left, right].map((value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? millis(value) : Number.NaN,
  );
  return dates.some((date) => Number.isNaN(date)) ? [folded(left), folded(right)] : [dates[0]!, dates[1]!];
}

function folded(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value).replace(/^"|"$/g, '').toLowerCase();
}

/** Names and operators that a filter uses, for checks of what a resource offers. Lambda variables are left out. */
export function usedBy(filter: Filter): { paths: string[][]; operators: Set<string> } {
  const paths: string[][] = [];
  const operators = new Set<string>();
  const visit = (part: Filter, variables: readonly string[]): void => {
    operators.add(part.op);
    if ('path' in part && !variables.includes(part.path[0]!)) paths.push(part.path);
    if ('parts' in part) for (const inner of part.parts) visit(inner, variables);
    if (part.op === 'not') visit(part.part, variables);
    if ((part.op === 'any' || part.op === 'all') && part.part) visit(part.part, [...variables, part.variable]);
  };
  visit(filter, []);
  return { paths, operators };
}
