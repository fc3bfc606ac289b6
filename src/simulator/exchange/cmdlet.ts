import { plainText } from '../../core/shape.ts';
import type { License } from '../../core/license.ts';
import type { Caller } from '../entra/bearer.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';

/** Kinds of parameters. `switch` takes `true` only; `texts` takes one, many, or a table of Add and Remove. */
export type ParameterKind = 'text' | 'flag' | 'switch' | 'number' | 'texts' | 'any';

export type Parameters = Readonly<Record<string, unknown>>;

export interface CmdletContext {
  tenant: Tenant;
  /** What readers see for `Get-` cmdlets, the truth for all others. */
  state: State;
  caller: Caller;
  /** Adds to `@adminapi.warnings`. */
  warn(message: string): void;
}

export interface Cmdlet {
  name: string;
  /** Exchange Online, or Security & Compliance. */
  host: 'exchange' | 'compliance';
  /** Directory roles of which one makes the cmdlet exist for the caller: `readers`, `exchangeWriters`, … */
  roles: readonly string[];
  parameters: Readonly<Record<string, ParameterKind>>;
  required?: readonly string[];
  /** Without this license the tenant does not have the cmdlet. */
  license?: License;
  /** Not offered to applications (m365-api §4). */
  peopleOnly?: boolean;
  /** Output objects; nothing for a cmdlet that only does something. */
  run(context: CmdletContext, parameters: Parameters): readonly Entity[] | void;
}

export function defineCmdlet(cmdlet: Cmdlet): Cmdlet {
  return cmdlet;
}

/** Directory roles that read both hosts. */
export const readers = [
  'Global Reader',
  'Exchange Administrator',
  'Compliance Administrator',
  'Security Administrator',
  'Security Reader',
  'Global Administrator',
];
export const exchangeWriters = ['Exchange Administrator', 'Global Administrator'];
export const protectionWriters = ['Exchange Administrator', 'Security Administrator', 'Global Administrator'];
export const complianceWriters = ['Compliance Administrator', 'Global Administrator'];

/** An error of a cmdlet, in the form of PowerShell's exceptions. Texts: assumption cmdlet-error-texts. */
export class CmdletError extends Error {
  readonly status: number;
  readonly code: string;
  readonly type: string;

  constructor(status: number, code: string, type: string, message: string) {
    super(message);
    this.name = 'CmdletError';
    this.status = status;
    this.code = code;
    this.type = type;
  }
}

export function objectNotFound(identity: string): CmdletError {
  return new CmdletError(
    404,
    'NotFound',
    'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
    `The operation couldn't be performed because object '${identity}' couldn't be found.`,
  );
}

export function invalid(message: string): CmdletError {
  return new CmdletError(400, 'BadRequest', 'Microsoft.Exchange.Management.Tasks.ValidationException', message);
}

/** A multi-valued property after a parameter: replaced, or added to and taken from (assumption generic-hash-table). */
export function multivalued(before: unknown, given: unknown): unknown[] {
  const list = Array.isArray(before) ? (before as unknown[]) : [];
  if (given === null || given === undefined) return [];
  if (Array.isArray(given)) return given as unknown[];
  if (typeof given !== 'object') return [given];
  const table = given as Record<string, unknown>;
  const many = (value: unknown): unknown[] =>
    value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
  const gone = new Set(many(table['Remove']).map((value) => plainText(value).toLowerCase()));
  const kept = list.filter((value) => !gone.has(plainText(value).toLowerCase()));
  return [...kept, ...many(table['Add']).filter((value) => !kept.includes(value))];
}
