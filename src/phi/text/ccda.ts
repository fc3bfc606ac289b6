import type { Field } from './field.ts';
import type { Span } from './page.ts';
import type { Structure } from './tables.ts';
import { tags } from './tags.ts';
import type { Tag } from './vocabulary.ts';

export function isCcda(text: string): boolean {
  const head = text.slice(0, 20_000);
  // Two searches for words are many times faster than the pattern, and almost every text ends here.
  if (!head.includes('ClinicalDocument') && !head.includes('recordTarget')) return false;
  return /<(?:\w+:)?(?:ClinicalDocument|recordTarget)\b/.test(head);
}

const element =
  /<(?:\w+:)?(recordTarget|\/(?:\w+:)?recordTarget|family|given|streetAddressLine|birthTime|telecom|id)\b([^<>]{0,1000})>([^<]{0,500})/g;
const systems: Readonly<Record<string, Tag>> = {
  '2.16.840.1.113883.4.1': tags.ssn,
  '2.16.840.1.113883.4.927': tags.mbi,
  '2.16.840.1.113883.4.6': tags.npi,
};

/** The record target of HL7 C-CDA documents (patientRole: id, addr, telecom, name, birthTime); names elsewhere are providers'. */
export function readCcda(text: string): Structure {
  const fields: Field[] = [];
  const records: Span[] = [];
  let patient = false;
  for (const found of text.matchAll(element)) {
    const name = found[1]!.replace(/\w+:/, '');
    if (name === 'recordTarget') {
      patient = true;
      records.push({ start: found.index, end: text.length });
      continue;
    }
    if (name === '/recordTarget') {
      patient = false;
      continue;
    }
    const attributes = found[2]!;
    const body = found.index + found[0].length - found[3]!.length;
    const add = (tag: Tag, start: number, end: number) =>
      fields.push({ tag, start, end, record: Math.max(0, records.length - 1), name });
    const attribute = (key: string): Span | undefined => {
      const at = new RegExp(`\\b${key}="([^"]*)"`).exec(attributes);
      if (at === null) return undefined;
      const start = found.index + found[0].indexOf(attributes) + at.index + key.length + 2;
      return { start, end: start + at[1]!.length };
    };
    if (name === 'family' || name === 'given')
      add(
        patient ? (name === 'family' ? tags.last : tags.first) : tags.provider,
        body,
        body + found[3]!.trimEnd().length,
      );
    else if (patient && name === 'streetAddressLine') add(tags.address, body, body + found[3]!.trimEnd().length);
    else if (patient && name === 'birthTime') {
      const value = attribute('value');
      if (value !== undefined) add(tags.birth, value.start, value.end);
    } else if (patient && name === 'telecom') {
      const value = attribute('value');
      const lead = value === undefined ? '' : /^(?:tel:)?/.exec(text.slice(value.start, value.end))![0];
      if (value !== undefined && !text.startsWith('mailto:', value.start))
        add(tags.phone, value.start + lead.length, value.end);
    } else if (name === 'id') {
      const value = attribute('extension');
      const root = attribute('root');
      const tag = root === undefined ? undefined : systems[text.slice(root.start, root.end)];
      if (value !== undefined && (patient || tag === tags.npi)) add(tag ?? tags.mrn, value.start, value.end);
    }
  }
  return { fields, records };
}
