/** JSON Schema 2020-12 as the OpenAPI document has it; only what our contracts use. */
export interface Schema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface SchemaRow {
  /** `items[].id` */
  name: string;
  type: string;
  required: boolean;
  description: string;
  /** How deep it lies, from 0. */
  depth: number;
}

/** Deeper than any contract of ours: a schema that holds itself must not go on without end. */
const deepest = 12;

/** The fields of a schema, one line each, with what lies in them below them. */
export function schemaRows(schema: Schema, prefix = '', depth = 0): SchemaRow[] {
  if (depth > deepest) return [];
  const inner = schema.type === 'array' || schema.items ? (schema.items ?? {}) : undefined;
  if (inner) return schemaRows(inner, `${prefix}[]`, depth);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([key, own]): SchemaRow[] => {
    const name = prefix ? `${prefix}.${key}` : key;
    const required = schema.required?.includes(key) ?? false;
    return [
      { name, type: typeWords(own), required, description: noteOf(own), depth },
      ...schemaRows(own, name, depth + 1),
    ];
  });
  const others = schema.additionalProperties;
  return [
    ...fields,
    ...choices.flatMap((choice) => schemaRows(choice, prefix, depth)),
    ...(typeof others === 'object' && others.type === 'object'
      ? schemaRows(others, prefix ? `${prefix}.*` : '*', depth + 1)
      : []),
  ];
}

/** What a value is, in words: `text`, `list of number`, `"csv" or "jsonl"`. */
export function typeWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' or ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeWords))].join(' or ');
  if (schema.prefixItems) return `list of ${schema.prefixItems.map(typeWords).join(', ')}`;
  if (schema.type === 'array') return `list of ${typeWords(schema.items ?? {})}`;
  if (schema.format === 'date-time') return 'moment';
  if (schema.format === 'date') return 'day';
  const types: Record<string, string> = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'yes or no',
    object: 'object',
    null: 'null',
  };
  const own = Array.isArray(schema.type) ? schema.type : schema.type ? [schema.type] : [];
  return own.map((one) => types[one] ?? one).join(' or ') || 'anything';
}

function noteOf({ description = '', default: usual, maxLength, minimum, maximum }: Schema): string {
  const least = minimum !== undefined && minimum > -1e9 ? minimum : undefined;
  const most = maximum !== undefined && maximum < 1e9 ? maximum : undefined;
  return [
    description,
    usual !== undefined ? `${JSON.stringify(usual)} when absent.` : '',
    least !== undefined && most !== undefined ? `${least} to ${most}.` : '',
    maxLength !== undefined ? `At most ${maxLength.toLocaleString('en-US')} characters.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A body that the schema takes, for the example: each needed field with a value of its kind. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first) return exampleOf(first, depth);
  if (schema.prefixItems) return schema.prefixItems.map((one) => exampleOf(one, depth + 1));
  if (schema.type === 'array') return depth > 4 ? [] : [exampleOf(schema.items ?? {}, depth + 1)];
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([key]) => schema.required?.includes(key))
        .map(([key, own]) => [key, exampleOf(own, depth + 1)]),
    );
  if (schema.format === 'date-time') return '2026-11-20T08:00:00.000Z';
  if (schema.format === 'date') return '2026-11-20';
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  return '…';
}
