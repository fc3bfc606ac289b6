import { once } from './once.ts';
import type { AuditEvent } from '../audit-event.ts';
import { opens, pairsOf } from './values.ts';

const none: ReadonlyMap<string, string> = new Map();

/**
 * Parameters of a cmdlet or of a mailbox operation, names in lower case, values as text (`True`, `a@b;c@d`).
 * Knows pairs, objects keyed by name, and the command line that Purview writes (`-Name "..." -X ("ALL")`), with
 * NonPIIParameters and OperationProperties (UpdateInboxRules) in the same map.
 */
export const parametersOf = once(parameterFacts);

function parameterFacts(event: AuditEvent): ReadonlyMap<string, string> {
  const sources = [event.raw['Parameters'], event.raw['NonPIIParameters'], event.raw['OperationProperties']];
  const maps = sources.filter((source) => source !== undefined && source !== null).map(parametersIn);
  if (maps.length === 0) return none;
  return maps.length === 1 ? maps[0]! : new Map(maps.toReversed().flatMap((map) => [...map]));
}

function parametersIn(source: unknown): Map<string, string> {
  if (typeof source === 'string' && typeof opens(source) !== 'object') return commandParameters(source);
  return pairsOf(source);
}

/** Splits a command line. Microsoft cuts long ones with `[...]`; what is cut off is lost. */
function commandParameters(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  // A quoted value may hold hyphens and escaped quotes; an unquoted one ends at the next ` -Name`.
  const part = /(?<=^|\s)-([A-Za-z]\w*)(?::|\s+|$)("(?:[^"`]|`.|"")*"|'(?:[^']|'')*'|\([^)]*\)|(?!-[A-Za-z])\S+)?/g;
  for (const [, name, value] of text.matchAll(part)) pairs.set(name!.toLowerCase(), unquoted(value ?? 'True'));
  return pairs;
}

function unquoted(value: string): string {
  const inner = /^\((.*)\)$/s.exec(value)?.[1];
  if (inner !== undefined)
    return inner
      .split(',')
      .map((entry) => unquoted(entry.trim()))
      .join(';');
  return value.replace(/^(["'])(.*)\1$/s, '$2').trim();
}
