import type { Entity } from '../../store.ts';
import { type Cmdlet, type CmdletContext, type Parameters, invalid, multivalued, objectNotFound } from '../cmdlet.ts';
import { plainText } from '../../../core/shape.ts';

/** The cmdlets of a noun with the outcome of one of them looked at again. */
export function wrapped(
  cmdlets: readonly Cmdlet[],
  verb: 'Get' | 'Remove',
  around: (run: () => readonly Entity[], context: CmdletContext, parameters: Parameters) => readonly Entity[],
): Cmdlet[] {
  return cmdlets.map((cmdlet) =>
    cmdlet.name.startsWith(`${verb}-`)
      ? {
          ...cmdlet,
          run: (context, parameters) => around(() => cmdlet.run(context, parameters) ?? [], context, parameters),
        }
      : cmdlet,
  );
}

/** What Microsoft made cannot be removed. */
export function withoutRemovingDefaults(cmdlets: readonly Cmdlet[], collection: string): Cmdlet[] {
  return wrapped(cmdlets, 'Remove', (run, { state }, { Identity }) => {
    const wanted = plainText(Identity).toLowerCase();
    const found = state.list(collection).find((entity) => plainText(entity['Identity']).toLowerCase() === wanted);
    if (found?.['IsDefault'] === true || found?.['Default'] === true || found?.['IsBuiltInProtection'] === true)
      throw invalid(`The default policy '${plainText(Identity)}' can't be deleted.`);
    return run();
  });
}

/** A policy of Compliance takes its rules with it. */
export function withItsRules(cmdlets: readonly Cmdlet[], policies: string, rules: string): Cmdlet[] {
  return wrapped(cmdlets, 'Remove', (run, { state }, { Identity }) => {
    const policy = policyOf(state.list(policies), Identity);
    const answer = run();
    for (const rule of state.list(rules))
      if (isOfPolicy(rule, policy)) state.remove(rules, plainText(rule['Identity']));
    return answer;
  });
}

/** The policy that a name or a GUID means. */
export function policyOf(policies: readonly Entity[], name: unknown): Entity {
  const wanted = plainText(name).toLowerCase();
  const found = policies.find((policy) =>
    ['Identity', 'Name', 'Guid'].some((key) => plainText(policy[key]).toLowerCase() === wanted),
  );
  if (!found) throw objectNotFound(plainText(name));
  return found;
}

/** Rules name their policy by its GUID, some by its name too. */
export function isOfPolicy(rule: Entity, policy: Entity): boolean {
  const names = new Set(
    ['Guid', 'Identity', 'Name'].map((key) => plainText(policy[key]).toLowerCase()).filter((name) => name !== ''),
  );
  return [rule['Policy'], rule['ParentPolicyName']].some((name) => names.has(plainText(name).toLowerCase()));
}

/** Lists that New- takes whole, and Set- by what to add and to remove. */
export function lists(names: readonly string[]): {
  newOnly: Record<string, 'texts'>;
  setOnly: Record<string, 'texts'>;
} {
  return {
    newOnly: Object.fromEntries(names.map((name) => [name, 'texts'])),
    setOnly: Object.fromEntries(names.flatMap((name) => [`Add${name}`, `Remove${name}`].map((key) => [key, 'texts']))),
  };
}

/** Places stand as texts, or as objects with a name. */
function nameOf(entry: unknown): string {
  return plainText(typeof entry === 'object' && entry !== null ? (entry as Entity)['Name'] : entry);
}

export function changeLists(names: readonly string[], after: Record<string, unknown>, parameters: Parameters): void {
  for (const name of names) {
    const gone = new Set(multivalued([], parameters[`Remove${name}`]).map((entry) => nameOf(entry).toLowerCase()));
    const kept = [after[name] ?? []].flat().filter((entry) => !gone.has(nameOf(entry).toLowerCase()));
    const known = new Set(kept.map((entry) => nameOf(entry).toLowerCase()));
    const fresh = multivalued([], parameters[`Add${name}`]).filter((entry) => !known.has(nameOf(entry).toLowerCase()));
    after[name] = [...kept, ...fresh];
  }
}

/** A value of a parameter that takes certain words only. */
export function oneOf(value: unknown, words: readonly string[], kind: string): void {
  if (value === undefined || value === null) return;
  if (!words.some((word) => word.toLowerCase() === plainText(value).toLowerCase()))
    throw invalid(`Cannot convert value "${plainText(value)}" to type "${kind}". Specify one of: ${words.join(', ')}.`);
}
