import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { graphResources } from '../../src/simulator/graph/resources/index.ts';
import type { GraphResource, Roles } from '../../src/simulator/graph/resource.ts';
import { type Property, bare, isComplex, isList, isWrapped } from '../../src/simulator/properties.ts';
import { isUnkept } from '../../src/simulator/graph/unkept.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { floridaHospital } from '../../src/simulator/tenants/florida-hospital.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Json, call, graph, scopes, signedIn } from './client.ts';
import { csdl as file } from './conformance.ts';
import { type Csdl, propertyOf, readCsdl, valueErrors } from './csdl.ts';

const here = existsSync(file);
const stable = graphResources.filter(({ versions }) => versions?.includes('v1.0') ?? true);

describe(
  "the simulator's Graph and Microsoft's metadata",
  { skip: here ? false : "Microsoft's metadata is not here (../shared)" },
  () => {
    let csdl: Csdl;
    before(() => {
      csdl = readCsdl(file);
    });

    /** Names, lists and names of enumerations of a property, at any depth. */
    const errors = (property: Property, type: string, name: string, path: string): string[] => {
      const found = propertyOf(csdl, type, name);
      if (!found) return [`${path}.${name} is not of ${type}`];
      const inner = bare(property);
      const here = `${path}.${name}`;
      if (inner === 'any') return [];
      if (isList(inner) !== found.many) return [`${here} is ${found.many ? 'a' : 'no'} list`];
      const single = isList(inner) && isWrapped(inner) ? bare(inner.of) : inner;
      if (single === 'any') return [];
      if (isWrapped(single) && single.$kind === 'oneOf')
        return Object.entries(single.variants!).flatMap(([variant, properties]) =>
          Object.entries(properties).flatMap(([key, value]) =>
            errors(value, `microsoft.graph.${variant}`, key, `${here}(${variant})`),
          ),
        );
      if (isComplex(single))
        return Object.entries(single).flatMap(([key, value]) => errors(value, found.type, key, here));
      const names = isWrapped(single) ? single.of : single;
      if (Array.isArray(names)) {
        const known = csdl.enums.get(found.type);
        if (!known) return [`${here} is not an enumeration but ${found.type}`];
        return names
          .filter((entry) => !known.names.has(entry as string))
          .map((entry) => `${here}: ${String(entry)} is not of ${found.type}`);
      }
      return kindErrors(single as string, found.type, here);
    };
    const kindErrors = (kind: string, type: string, path: string): string[] => {
      const fits: Record<string, RegExp> = {
        text: /^Edm\.(String|Guid)$/,
        flag: /^Edm\.Boolean$/,
        number: /^Edm\.(Int16|Int32|Int64|Double|Single|Decimal)$/,
        moment: /^Edm\.DateTimeOffset$/,
        day: /^Edm\.Date$/,
        duration: /^Edm\.Duration$/,
        guid: /^Edm\.(Guid|String)$/,
        bytes: /^Edm\.(Binary|Stream)$/,
      };
      // An enumeration may be left as text where its names do not matter.
      return fits[kind]?.test(type) || (kind === 'text' && csdl.enums.has(type))
        ? []
        : [`${path} is ${type}, not ${kind}`];
    };

    for (const resource of stable)
      it(`agree on ${resource.path}`, () => {
        const type = `microsoft.graph.${resource.type}`;
        assert.ok(csdl.types.has(type), `there is no type ${type}`);
        const own = Object.entries(resource.properties).flatMap(([name, property]) =>
          errors(property, type, name, resource.type),
        );
        const derived = Object.entries(resource.subtypes ?? {}).flatMap(([subtype, properties]) =>
          Object.entries(properties).flatMap(([name, property]) =>
            errors(property, `microsoft.graph.${subtype}`, name, subtype),
          ),
        );
        assert.deepEqual([...own, ...derived], []);
      });

    for (const resource of stable.filter(({ kind }) => kind !== 'references'))
      it(`let every property of ${resource.path} be selected, and only those`, () => {
        const tables = [resource.properties, ...Object.values(resource.subtypes ?? {}), resource.navigation ?? {}];
        const known = new Set(['id', ...tables.flatMap((table) => Object.keys(table))]);
        let type: string | undefined = `microsoft.graph.${resource.type}`;
        for (; type !== undefined; type = csdl.types.get(type)?.base)
          for (const name of csdl.types.get(type)!.structural)
            assert.ok(known.has(name) || isUnkept(resource.type, name), `${resource.type}.${name}`);
        assert.ok(!isUnkept(resource.type, 'colour'));
      });

    describe('agree on what the seeds serve', () => {
      let simulator: Simulator;
      const seeds = [texasClinic(), floridaHospital(), dermatology()];
      before(async () => {
        simulator = await startSimulator({ tenants: seeds, throttle: { on: false } });
      });
      after(() => simulator.stop());

      const needed = (roles: Roles): string[] =>
        (roles[0] ?? '').split('+').filter((role) => role !== '' && !role.includes(':'));
      const listed = (resource: GraphResource): boolean =>
        !resource.path.includes('{') &&
        (resource.methods.includes('list') || (resource.kind === 'singleton' && resource.methods.includes('get')));
      for (const seed of seeds)
        it(seed.name, async () => {
          const roles = [...new Set(stable.flatMap((resource) => needed(resource.roles.read)))];
          const { token } = await signedIn(simulator, seed.id, scopes.graph, { roles: { graph: roles } });
          // Somebody signs in and something is changed, so that the logs have entries too.
          const user = Object.keys(seed.collections['users']!)[0]!;
          simulator.control.signIn(seed.id, {
            user,
            appId: '00000003-0000-0000-c000-000000000000',
            satisfies: ['mfa'],
          });
          for (const resource of stable.filter(listed)) {
            const { status, json, text } = await call(simulator, graph(resource.path), { token });
            if (status !== 200) {
              assert.ok(resource.license, `${resource.path}: ${status} ${text}`);
              continue;
            }
            const entities: Json[] = json.value ?? [json];
            for (const entity of entities.slice(0, 20))
              assert.deepEqual(valueErrors(csdl, `microsoft.graph.${resource.type}`, entity, resource.path), []);
          }
        });
    });
  },
);
