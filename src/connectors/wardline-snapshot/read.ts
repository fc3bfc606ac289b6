import { WardlineError } from '../../core/errors.ts';
import { ShapeError, isPlainObject, moment, text } from '../../core/shape.ts';
import {
  type Cloud,
  type Section,
  type Snapshot,
  type UnavailableReason,
  sectionNames,
  sections,
} from '../../core/snapshot.ts';

/**
 * Wardline's own snapshot file: `{ kind: 'wardline.snapshot', version: 1, tenant, takenAt, source, sections }`, each
 * section `{ status: 'read', data, readAt? }` or `{ status: 'unavailable', reason, detail }`. Data may be as the API
 * gave them; they go through the same decoders as every other source.
 */
export function isWardlineSnapshot(document: Record<string, unknown>): boolean {
  return document['kind'] === 'wardline.snapshot';
}

const reasons: readonly UnavailableReason[] = ['no-permission', 'not-licensed', 'not-collected', 'unparsable'];
const clouds: readonly Cloud[] = ['commercial', 'gcc', 'gcchigh', 'dod', 'china'];

export function wardlineSnapshot(document: Record<string, unknown>, path: string): Snapshot {
  try {
    if (document['version'] !== 1) throw new ShapeError('version', '1 (written by a newer Wardline?)');
    const tenant = objectAt(document, 'tenant');
    const given = objectAt(document, 'sections');
    const source = isPlainObject(document['source']) ? document['source'] : {};
    const takenAt = moment.decode(document['takenAt'], 'takenAt');
    return {
      tenant: {
        id: text.decode(tenant['id'], 'tenant.id'),
        name: text.decode(tenant['name'], 'tenant.name'),
        ...(typeof tenant['domain'] === 'string' && { domain: tenant['domain'] }),
        cloud: clouds.find((cloud) => cloud === tenant['cloud']) ?? 'commercial',
      },
      takenAt,
      source: { kind: 'wardline', tool: typeof source['tool'] === 'string' ? source['tool'] : 'Wardline snapshot' },
      sections: Object.fromEntries(
        sectionNames.map((name) => [name, readSection(name, given[name], takenAt)]),
      ) as unknown as Snapshot['sections'],
      declared: {},
      unrecognized: Object.fromEntries(Object.entries(given).filter(([name]) => !(name in sections))),
    };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new WardlineError(
      'bad-input',
      `${path} is not a usable snapshot: ${error.message}.`,
      'Make the snapshot again, or give a ScubaGear export.',
    );
  }
}

function readSection(name: keyof typeof sections, given: unknown, takenAt: string): Section<unknown> {
  const { call, title } = sections[name];
  if (!isPlainObject(given))
    return { status: 'unavailable', reason: 'not-collected', detail: `This snapshot holds no ${title}.`, call };
  if (given['status'] !== 'read') {
    const reason = reasons.find((known) => known === given['reason']) ?? 'not-collected';
    return {
      status: 'unavailable',
      reason,
      detail: typeof given['detail'] === 'string' ? given['detail'] : `${title} were not read.`,
      call,
    };
  }
  try {
    const readAt = typeof given['readAt'] === 'string' ? moment.decode(given['readAt'], 'readAt') : takenAt;
    return { status: 'read', data: sections[name].decode(given['data']), readAt, from: name, call };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return {
      status: 'unavailable',
      reason: 'unparsable',
      detail: `The ${title} cannot be understood: ${error.message}.`,
      call,
    };
  }
}

function objectAt(document: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = document[key];
  if (!isPlainObject(value)) throw new ShapeError(key, 'an object');
  return value;
}
