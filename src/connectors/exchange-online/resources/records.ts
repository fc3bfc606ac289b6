import type { Change } from '../../../core/change.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { type SectionData, type SectionName, sections } from '../../../core/snapshot.ts';
import { type ReadContext, recordsBefore } from '../../../core/reading.ts';
import { type License, hasLicense } from '../../../core/license.ts';
import { ConnectorError } from '../../http/errors.ts';

export type Raw = Record<string, unknown>;

interface Facts {
  service: 'exchange' | 'compliance';
  call: string;
}

/** `autoForwardEnabled` → `AutoForwardEnabled`. PowerShell does not look at case, so `IPAllowList` needs no table. */
export function parameterName(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

/** A field of a record as a cmdlet gave it, without regard to case. */
export function fieldOf(record: Raw, field: string): unknown {
  const wanted = field.toLowerCase();
  const key = Object.keys(record).find((name) => name.toLowerCase() === wanted);
  return key === undefined ? undefined : record[key];
}

/** The fields that a section reads and no others: a mailbox has hundreds, and a tenant thousands of mailboxes. */
export function trimmedTo(section: SectionName): (record: Raw) => Raw {
  const wanted = new Set(Object.keys(sections[section].fields).map((name) => name.toLowerCase()));
  return (record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => wanted.has(name.toLowerCase()))) satisfies Raw;
}

/** The one record that a change is about. None or several end the write: nothing must be written to a lookalike. */
export function theOne(records: readonly Raw[], change: Change, facts: Facts): Raw {
  const match = Object.entries(change.match ?? {});
  const hits = records.filter((record) =>
    match.every(([field, value]) => plainText(fieldOf(record, field)).toLowerCase() === plainText(value).toLowerCase()),
  );
  const named = match.length > 0 && match.every(([, value]) => plainText(value) !== '');
  return onlyOne(named ? hits : [], facts);
}

export function onlyOne(records: readonly Raw[], facts: Facts): Raw {
  if (records.length === 1) return records[0]!;
  throw new ConnectorError(records.length === 0 ? 'not-found' : 'conflict', {
    ...facts,
    ...(records.length > 1 && { detail: 'Several objects have the name of the one to change.' }),
  });
}

/** What to add to and to remove from a list so that it becomes the wanted one; entries compare by any of their names. */
export function added(present: unknown, wanted: unknown): { add: string[]; remove: string[] } {
  const [now, then] = [namesIn(present), namesIn(wanted)];
  const holds = (list: readonly string[][], names: readonly string[]): boolean =>
    list.some((other) => other.some((name) => names.some((own) => own.toLowerCase() === name.toLowerCase())));
  return {
    add: then.filter((names) => !holds(now, names)).map(([name]) => name!),
    remove: now.filter((names) => !holds(then, names)).map(([name]) => name!),
  };
}

/** The key that a cmdlet takes comes first. */
const nameKeys = ['name', 'primarysmtpaddress', 'value', 'immutableidentity', 'id', 'displayname'];

/** Places, people and labels stand as texts, as objects, or as objects in JSON text. */
function namesIn(raw: unknown): string[][] {
  const entries: unknown[] = Array.isArray(raw) ? raw : raw === null || raw === undefined ? [] : [raw];
  return entries
    .map((entry) => {
      const place = typeof entry === 'string' && entry.trimStart().startsWith('{') ? parsed(entry) : entry;
      return isPlainObject(place) ? nameKeys.map((key) => plainText(fieldOf(place, key))) : [plainText(place)];
    })
    .map((names) => names.filter((name) => name !== ''))
    .filter((names) => names.length > 0);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A section that was read before, decoded; undefined when it was not read. */
export function readBefore<K extends SectionName>(context: ReadContext, name: K): SectionData<K> | undefined {
  const raw = context.read(name);
  return raw === undefined ? undefined : (sections[name].decode(raw) as SectionData<K>);
}

/** The records of a list that was read before, decoded, one by one; undefined when it was not read. */
export function decodedBefore<K extends SectionName>(
  context: ReadContext,
  name: K,
): AsyncIterable<SectionData<K> extends (infer R)[] ? R : never> | undefined {
  const source = recordsBefore(context, name);
  return source && decodedOnes(name, source);
}

async function* decodedOnes<R>(name: SectionName, source: AsyncIterable<Raw>): AsyncGenerator<R> {
  for await (const record of source) yield* sections[name].decode([record]) as R[];
}

/** The tenant's plans were read and hold none with this license. Not read is not "lacks". */
export function lacksLicense(context: ReadContext, license: License): boolean {
  const plans = readBefore(context, 'servicePlans');
  return plans !== undefined && !hasLicense(license, plans);
}

/** Runs a task for each item, a few at a time, and gives the results in order. No more are begun after a failure. */
export async function* pooled<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  lanes: number,
  run: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const task = run(item);
      // Its failure is seen when its turn comes; until then it must not count as unhandled.
      task.catch(() => undefined);
      begun.push(task);
      if (begun.length >= lanes) yield await begun.shift()!;
    }
    while (begun.length > 0) yield await begun.shift()!;
  } finally {
    // What is under way ends on its own; nobody waits for its failure any more.
    await Promise.allSettled(begun);
  }
}
