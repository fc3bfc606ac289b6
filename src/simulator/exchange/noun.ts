import { plainText } from '../../core/shape.ts';
import type { License } from '../../core/license.ts';
import type { Entity } from '../store.ts';
import {
  type Cmdlet,
  type CmdletContext,
  type ParameterKind,
  type Parameters,
  exchangeWriters,
  invalid,
  multivalued,
  objectNotFound,
  readers,
} from './cmdlet.ts';

/** A kind of object with the usual cmdlets: what most of Exchange and Compliance is. */
export interface Noun {
  noun: string;
  host: 'exchange' | 'compliance';
  /** The collection of state. Objects have PascalCase properties and stand under their Identity. */
  state: string;
  verbs: readonly ('Get' | 'Set' | 'New' | 'Remove' | 'Enable' | 'Disable')[];
  /** Properties that `-Identity` may name besides Identity, Name and Guid. */
  keys?: readonly string[];
  /** Properties that Set- and New- take. */
  properties: Readonly<Record<string, ParameterKind>>;
  /** Parameters of New- alone, `Name` included when it is one. */
  newOnly?: Readonly<Record<string, ParameterKind>>;
  newRequired?: readonly string[];
  /** Parameters of Get- besides Identity and ResultSize. */
  getOnly?: Readonly<Record<string, ParameterKind>>;
  /** One object for the tenant: Set- needs no Identity. */
  single?: boolean;
  writers?: readonly string[];
  license?: License;
  /** Parameters that Set- calls otherwise than the property: `{ AddLabels: … }` are handled in `changed`. */
  setOnly?: Readonly<Record<string, ParameterKind>>;
  /** What every object has, by the value that it has when nobody set it. */
  shape?: Entity;
  /** Properties of a new object that nobody gave. */
  defaults?(context: CmdletContext, parameters: Parameters): Entity;
  /** What Enable- and Disable- set; `State` when not given. */
  toggle?: { property: string; on: unknown; off: unknown };
  /** The object after Set- or New-, before it is written: checks, and parameters that are not properties. */
  changed?(
    context: CmdletContext,
    change: { before?: Entity; after: Record<string, unknown>; parameters: Parameters },
  ): void;
  /** What Get- leaves out. */
  listed?(entity: Entity, parameters: Parameters): boolean;
}

/** The cmdlets of a noun. */
export function defineNoun(noun: Noun): Cmdlet[] {
  const { host, state: collection } = noun;
  const writers = noun.writers ?? exchangeWriters;
  const base = { host, ...(noun.license !== undefined && { license: noun.license }) };
  const make: Record<Noun['verbs'][number], () => Cmdlet> = {
    Get: () => ({
      ...base,
      name: `Get-${noun.noun}`,
      roles: readers,
      parameters: { Identity: 'text', ResultSize: 'any', ...noun.getOnly },
      run({ state }, parameters) {
        if (noun.single) return [state.one(collection)];
        const all = state
          .list(collection)
          .filter((entity) => noun.listed?.(entity, parameters) ?? true)
          .map((entity) => ({ ...noun.shape, ...entity }));
        const identity = parameters['Identity'];
        return identity === undefined ? all : [named(noun, all, identity)];
      },
    }),
    Set: () => ({
      ...base,
      name: `Set-${noun.noun}`,
      roles: writers,
      parameters: { Identity: 'text', ...noun.properties, ...noun.setOnly },
      ...(!noun.single && { required: ['Identity'] }),
      run(context, parameters) {
        const before = target(noun, context, parameters);
        const after = merged(noun, before, parameters);
        noun.changed?.(context, { before, after, parameters });
        write(noun, context, before, after);
      },
    }),
    New: () => ({
      ...base,
      name: `New-${noun.noun}`,
      roles: writers,
      parameters: { Name: 'text', ...noun.properties, ...noun.newOnly },
      required: noun.newRequired ?? ['Name'],
      run(context, parameters) {
        const { state } = context;
        const name = plainText(parameters['Name'] ?? parameters['Identity'] ?? '');
        if (state.get(collection, name)) throw invalid(`The ${noun.noun} with the name "${name}" already exists.`);
        const fresh: Entity = {
          ...noun.shape,
          Identity: name,
          Name: name,
          Guid: state.newId(),
          ...noun.defaults?.(context, parameters),
        };
        const after = merged(noun, fresh, parameters);
        noun.changed?.(context, { after, parameters });
        state.put(collection, String(after['Identity']), after);
        return [after];
      },
    }),
    Remove: () => ({
      ...base,
      name: `Remove-${noun.noun}`,
      roles: writers,
      parameters: { Identity: 'text', Force: 'switch' },
      required: ['Identity'],
      run(context, parameters) {
        context.state.remove(collection, String(target(noun, context, parameters)['Identity']));
      },
    }),
    Enable: () => toggle(noun, 'Enable', base, writers),
    Disable: () => toggle(noun, 'Disable', base, writers),
  };
  return noun.verbs.map((verb) => make[verb]());
}

function toggle(
  noun: Noun,
  verb: 'Enable' | 'Disable',
  base: { host: Noun['host'] },
  roles: readonly string[],
): Cmdlet {
  const { property, on, off } = noun.toggle ?? { property: 'State', on: 'Enabled', off: 'Disabled' };
  return {
    ...base,
    name: `${verb}-${noun.noun}`,
    roles,
    parameters: { Identity: 'text' },
    required: ['Identity'],
    run(context, parameters) {
      const before = target(noun, context, parameters);
      write(noun, context, before, { ...before, [property]: verb === 'Enable' ? on : off });
    },
  };
}

function target(noun: Noun, { state }: CmdletContext, parameters: Parameters): Entity {
  if (noun.single) return state.one(noun.state);
  return named(noun, state.list(noun.state), parameters['Identity']);
}

/** The object that an identity names, by any of its names. */
export function named(noun: Pick<Noun, 'keys'>, entities: readonly Entity[], identity: unknown): Entity {
  const wanted = plainText(identity).toLowerCase();
  const keys = ['Identity', 'Name', 'Guid', ...(noun.keys ?? [])];
  const found = entities.find((entity) =>
    keys.some((key) => typeof entity[key] === 'string' && entity[key].toLowerCase() === wanted),
  );
  if (!found) throw objectNotFound(plainText(identity));
  return found;
}

function merged(noun: Noun, before: Entity, parameters: Parameters): Record<string, unknown> {
  const after: Record<string, unknown> = { ...before };
  const kinds = { ...noun.properties, ...noun.newOnly };
  for (const [name, value] of Object.entries(parameters)) {
    const kind = kinds[name];
    if (kind === undefined) continue;
    after[name] = kind === 'texts' ? multivalued(before[name], value) : value;
  }
  return after;
}

function write(noun: Noun, { state }: CmdletContext, before: Entity, after: Entity): void {
  if (noun.single) state.setOne(noun.state, after);
  else state.put(noun.state, String(before['Identity']), { ...after, WhenChanged: state.now });
}
