import type { BookDecision, BookObject, BookSection, ConfigurationBook } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import type { Organization } from '../core/organization.ts';
import { isPlainObject, plainText } from '../core/shape.ts';
import { serviceNames, services } from '../core/section.ts';
import { type SectionName, type Snapshot, sectionNames, sections } from '../core/snapshot.ts';
import { inheritedSafeguards } from '../hipaa/inherited.ts';
import { activeExceptions } from './exceptions.ts';
import { settingSections } from './differences.ts';
import { settingName } from './setting.ts';
import { equal } from './values.ts';

export interface BookOptions {
  controls: readonly Control[];
  organization: Organization;
  /** Newest first. */
  decisions: readonly BookDecision[];
  /** Exceptions are held against this moment. */
  at: string;
}

/** Present settings with the controls that judge them, the reasons and the history. */
export function configurationBook(snapshot: Snapshot, options: BookOptions): ConfigurationBook {
  const { controls, organization, decisions, at } = options;
  const shown = new Set<string>();
  const decided = new Set(decisions.map(({ setting }) => setting));
  const decisionsOn = (setting: string) => {
    shown.add(setting);
    return decisions.filter((decision) => decision.setting === setting);
  };
  const all = sectionNames.map((name) => bookSection(name, snapshot, controls, decisionsOn, decided));
  const named = [...new Set(organization.exceptions.map(({ control }) => control))].sort();
  return {
    ...{ kind: 'wardline.configuration', version: 1, tenant: snapshot.tenant, takenAt: snapshot.takenAt },
    services: services
      .map((service) => ({
        ...{ service, title: serviceNames[service] },
        sections: all.filter(({ section }) => sections[section].service === service),
      }))
      .filter((entry) => entry.sections.length > 0),
    inherited: inheritedSafeguards,
    exceptions: named.flatMap((control) => activeExceptions(organization.exceptions, control, at)),
    otherDecisions: decisions.filter(({ setting }) => !shown.has(setting)),
  };
}

function bookSection(
  name: SectionName,
  snapshot: Snapshot,
  controls: readonly Control[],
  decisionsOn: (setting: string) => BookDecision[],
  decided: ReadonlySet<string>,
): BookSection {
  const { title, call } = sections[name];
  const section = snapshot.sections[name];
  const keysOf = ({ reads, mayRead }: Control): readonly string[] => [...reads, ...mayRead];
  const reading = controls.filter((control) => keysOf(control).some((key) => key.split('.', 1)[0] === name));
  const about = {
    ...{ section: name, title: title[0]!.toUpperCase() + title.slice(1), call, objects: [] },
    controls: reading.map(({ id, citations }) => ({ id, citations })),
  };
  if (section.status !== 'read') return { ...about, unavailable: section.detail };
  const records = (Array.isArray(section.data) ? section.data : [section.data]) as Record<string, unknown>[];
  const isList = sections[name].kind === 'list';
  const exact = (field: string) =>
    reading.filter((control) => keysOf(control).includes(`${name}.${field}`)).map(({ id }) => id);
  const objects = records
    .map((record): BookObject => {
      // A decision may know the object by another of its names.
      const matches = isList ? identitiesOf(record) : [undefined];
      const namesOf = (field?: string) =>
        matches.map((match) => settingName({ section: name, ...(match && { match }), ...(field && { field }) }));
      const found = (field?: string) => namesOf(field).flatMap(decisionsOn);
      return {
        name: isList ? nameOf(record) : about.title,
        decisions: isList ? found() : [],
        settings: leaves(record, (field) => namesOf(field).some((setting) => decided.has(setting))).map(
          ([field, value]) => {
            const own = found(field);
            return {
              ...{ setting: namesOf(field)[0]!, words: wordsOf(field), value },
              ...{ controls: exact(field.split('.', 1)[0]!), decisions: own },
              ...(own[0] && !equal(own[0].to, value) && { differs: true as const }),
            };
          },
        ),
      };
    })
    .toSorted((a, b) => compare(a.name, b.name));
  const listed = settingSections.includes(name);
  // Lists of people are counted; of the objects in them only what somebody decided is shown.
  const kept = listed
    ? objects
    : objects
        .map((object) => ({ ...object, settings: object.settings.filter((setting) => setting.decisions.length > 0) }))
        .filter((object) => object.decisions.length > 0 || object.settings.length > 0);
  return { ...about, readAt: section.readAt, ...(!listed && { count: objects.length }), objects: kept };
}

const naming = ['displayName', 'name', 'identity', 'domainName', 'domain', 'userPrincipalName', 'id', 'guid'];

function nameOf(record: Readonly<Record<string, unknown>>): string {
  const key = naming.find((name) => plainText(record[name]) !== '');
  return key ? plainText(record[key]) : 'Without a name';
}

function identitiesOf(record: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  const keys = ['identity', 'name', 'displayName', 'id', 'guid', 'domainName', 'templateId', 'appId'];
  const values = new Set<unknown>();
  return keys.flatMap((key) => {
    const value = record[key];
    if (typeof value !== 'string' || value === '' || values.has(value)) return [];
    values.add(value);
    return [{ [key]: value }];
  });
}

/** Fields that say nothing of a setting. */
const restless = /(modified|lastUsed|lastChecked|lastSync)(date|datetime|utc)?$|^when|^exchangeVersion$/i;

/**
 * Field paths with their values, in the order of the alphabet; absent ones are left out, lists stay whole, and so does
 * an object that somebody decided on as one.
 */
function leaves(record: unknown, isWhole: (path: string) => boolean, path = ''): [string, unknown][] {
  if (!isPlainObject(record) || (path !== '' && isWhole(path))) return [[path, record]];
  return Object.keys(record)
    .filter((key) => record[key] !== undefined && !restless.test(key))
    .toSorted(compare)
    .flatMap((key) => leaves(record[key], isWhole, path ? `${path}.${key}` : key));
}

/** By code point: the same everywhere, whatever the language of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "grantControls.operator" as "Grant controls: operator". */
function wordsOf(field: string): string {
  const spoken = field
    .split('.')
    .map((part) => part.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2'))
    .map((part) => part.replace(/[A-Z][a-z]/g, (start) => start.toLowerCase()))
    .join(': ');
  return spoken.charAt(0).toUpperCase() + spoken.slice(1);
}
