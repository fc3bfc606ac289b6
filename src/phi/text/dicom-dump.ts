import type { Field } from './field.ts';
import type { Structure } from './tables.ts';
import { tags } from './tags.ts';
import type { Tag } from './vocabulary.ts';

/** Elements of a patient, a physician and a study, by group and element: DICOM PS3.6. */
const elements: Readonly<Record<string, Tag>> = {
  '0010,0010': tags.patient,
  '0010,1001': tags.patient,
  '0010,0020': tags.mrn,
  '0010,1000': tags.mrn,
  '0010,0030': tags.birth,
  '0010,1040': tags.address,
  '0010,2154': tags.phone,
  '0008,0050': tags.account,
  '0008,0090': tags.provider,
  '0008,1050': tags.provider,
  '0008,1030': tags.health,
  '0010,21B0': tags.health,
  '0010,4000': tags.health,
  '0032,1060': tags.health,
};
const line = /\(([\dA-F]{4},[\dA-F]{4})\)[ \t]+(?:[A-Z]{2}[ \t]+)?[[=:"' \t]*([^\]"\n#]*[^\]"\n#\s])/gi;

/** Whether a text is the printed header of an image: "(0010,0010) PN [RUIZ^ANA]". */
export function isDicomDump(text: string): boolean {
  return text.includes('(0010,0010)');
}

/** The elements of a printed header as fields of one record. */
export function readDicomDump(text: string): Structure {
  const fields: Field[] = [];
  for (const found of text.matchAll(line)) {
    const tag = elements[found[1]!.toUpperCase()];
    if (tag === undefined) continue;
    const end = found.index + found[0].length;
    fields.push({ tag, start: end - found[2]!.length, end, record: 0, name: `element ${found[1]!}` });
  }
  const first = fields[0];
  return { fields, records: first === undefined ? [] : [{ start: first.start, end: fields.at(-1)!.end }] };
}
