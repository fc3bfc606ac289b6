import type { Field } from './field.ts';
import type { Span } from './page.ts';
import type { Structure } from './tables.ts';
import { tags } from './tags.ts';
import type { Tag } from './vocabulary.ts';

export function isFhir(text: string): boolean {
  return text.slice(0, 20_000).includes('"resourceType"');
}

const member =
  /"(resourceType|family|given|birthDate|deceasedDateTime|line|value|subscriberId|serialNumber|system|use|code|display|text)"\s*:\s*(?:\[\s*)?"((?:[^"\\]|\\.){0,2000})"/g;
const persons = new Set(['Patient', 'RelatedPerson', 'Person']);
const health = new Set([
  'Condition',
  'Observation',
  'MedicationRequest',
  'MedicationStatement',
  'Procedure',
  'AllergyIntolerance',
  'Immunization',
  'DiagnosticReport',
  'Encounter',
  'CarePlan',
  'Claim',
  'ExplanationOfBenefit',
  'FamilyMemberHistory',
  'ServiceRequest',
  'MedicationAdministration',
  'MedicationDispense',
]);

/** Values of FHIR R4 resources in JSON text, read by their member names; one record per Patient resource. */
export function readFhir(text: string): Structure {
  const fields: Field[] = [];
  const records: Span[] = [];
  let resource = '';
  let record = 0;
  let system = '';
  let kind = '';
  for (const found of text.matchAll(member)) {
    const key = found[1]!;
    const value = found[2]!;
    const end = found.index + found[0].length - 1;
    const start = end - value.length;
    const add = (tag: Tag) => fields.push({ tag, start, end, record, name: `${resource}.${key}` });
    if (key === 'resourceType') {
      resource = value;
      system = kind = '';
      if (resource === 'Patient' || records.length === 0)
        record = records.push({ start: found.index, end: text.length }) - 1;
      if (record > 0) records[record - 1]!.end = found.index;
      continue;
    }
    if (key === 'system') system = value.toLowerCase();
    else if (key === 'code') kind = value;
    if (persons.has(resource)) {
      if (key === 'family') add(resource === 'RelatedPerson' ? tags.relative : tags.last);
      else if (key === 'given') add(tags.first);
      else if (key === 'birthDate') add(tags.birth);
      else if (key === 'deceasedDateTime') add(tags.care);
      else if (key === 'line') add(tags.address);
      else if (key === 'value') {
        add(tagOfValue(system, kind, value));
        system = kind = '';
      }
    } else if (resource === 'Practitioner' && (key === 'family' || key === 'given')) add(tags.provider);
    else if (key === 'subscriberId') add(tags.plan);
    else if (key === 'serialNumber') add(tags.device);
    else if (health.has(resource) && (key === 'display' || key === 'text')) add(tags.health);
  }
  return { fields, records };
}

function tagOfValue(system: string, kind: string, value: string): Tag {
  if (system === 'phone' || system === 'sms' || system === 'fax') return tags.phone;
  if (system === 'email') return tags.email;
  if (kind === 'SS' || system.includes('us-ssn') || system.includes('2.16.840.1.113883.4.1')) return tags.ssn;
  if (system.includes('us-mbi')) return tags.mbi;
  if (system.includes('us-npi')) return tags.npi;
  if (kind === 'DL' || system.includes('4.3.25')) return tags.license;
  if (kind === 'MB' || kind === 'SN' || system.includes('member')) return tags.plan;
  if (kind === 'AN') return tags.account;
  return /\d{3}/.test(value) ? tags.mrn : tags.health;
}
