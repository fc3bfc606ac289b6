import { type Organization, noOrganization } from '../src/core/organization.ts';
import { type Section, type SectionName, type Snapshot, sectionNames, sections } from '../src/core/snapshot.ts';

/** A case for `testControl`: raw settings by section name, as an API would give them, and what the organization declared. */
export interface TenantCase {
  snapshot: Snapshot;
  organization: Organization;
  parameters: Record<string, unknown>;
}

const takenAt = '2026-11-20T06:12:41.000Z';

/** A snapshot that holds just the given sections; all others were not collected. Values go through the section's own decoder. */
export function tenant(
  settings: Partial<Record<SectionName, unknown>>,
  given: {
    organization?: Partial<Organization>;
    parameters?: Record<string, unknown>;
    cloud?: Snapshot['tenant']['cloud'];
    declared?: Snapshot['declared'];
  } = {},
): TenantCase {
  const all = Object.fromEntries(
    sectionNames.map((name) => [name, sectionFor(name, settings)]),
  ) as unknown as Snapshot['sections'];
  return {
    snapshot: {
      tenant: {
        id: '00000000-0000-4000-8000-000000000001',
        name: 'Larkmeadow Family Clinic',
        domain: 'larkmeadow.example.com',
        cloud: given.cloud ?? 'commercial',
      },
      takenAt,
      source: { kind: 'wardline', tool: 'test' },
      sections: all,
      declared: given.declared ?? {},
      unrecognized: {},
    },
    organization: { ...noOrganization, ...given.organization },
    parameters: given.parameters ?? {},
  };
}

function sectionFor(name: SectionName, settings: Partial<Record<SectionName, unknown>>): Section<unknown> {
  const { call, title } = sections[name];
  if (!(name in settings))
    return { status: 'unavailable', reason: 'not-collected', detail: `${title} were not collected.`, call };
  return { status: 'read', data: sections[name].decode(settings[name]), readAt: takenAt, from: name, call };
}
