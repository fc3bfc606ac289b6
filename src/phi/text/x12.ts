import type { Field } from './field.ts';
import type { Span } from './page.ts';
import type { Structure } from './tables.ts';
import { tags } from './tags.ts';
import type { Tag } from './vocabulary.ts';

/** Entity codes of NM1-01 that stand for a person who is a patient, a subscriber or a relative, and for providers. */
const patients = new Set(['IL', 'QC', '03', '74']);
const providers = new Set(['71', '72', '73', '77', '82', '85', 'DN', 'DK', 'DQ', 'P3', '1P', 'FA', 'SJ']);
/** Qualifiers of REF-01 whose value names a person. */
const references: Readonly<Record<string, Tag>> = {
  SY: tags.ssn,
  EA: tags.mrn,
  '1W': tags.plan,
  '1L': tags.plan,
  IG: tags.plan,
  '0F': tags.plan,
  '23': tags.plan,
  '6P': tags.plan,
  D9: tags.account,
  EJ: tags.account,
  '1K': tags.account,
};

export function isX12(text: string): boolean {
  const head = text.slice(0, 4000);
  // Searches for words are many times faster than the pattern, and almost every text ends here.
  if (!head.includes('ISA') && !head.includes('GS') && !head.includes('ST*') && !head.includes('NM1*')) return false;
  return /(?:^|[\n~])\s*(?:ISA[*|]|GS[*|]|ST\*(?:837|835|834|270|271|276|277|278)\*|NM1\*(?:IL|QC|03|74)\*1\*)/.test(
    head,
  );
}

/** A segment may stand behind a line of a person's own: "837 excerpt". */
function segmentAt(text: string, at: number): number {
  const line = text.indexOf('\n', at);
  return line > 0 && !text.slice(at, line).includes('*') ? line + 1 : at;
}

/** Named elements of ASC X12 837, 835, 834 and 27x transactions; one record per claim or per member. */
export function readX12(text: string): Structure {
  const fields: Field[] = [];
  const records: Span[] = [];
  const isa = text.indexOf('ISA');
  const separator = isa >= 0 ? (text[isa + 3] ?? '*') : '*';
  let at = 0;
  let person = false;
  let record = -1;
  while (at < text.length) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    at = segmentAt(text, at);
    let end = text.indexOf('~', at);
    if (end < 0) end = text.length;
    const elements = split(text, at, end, separator);
    const value = (index: number) => {
      const element = elements[index];
      return element === undefined ? '' : text.slice(element.start, element.end);
    };
    const name = value(0);
    const add = (index: number, tag: Tag) => {
      const element = elements[index];
      if (element !== undefined && element.end > element.start)
        fields.push({
          tag,
          ...element,
          record: Math.max(0, record),
          name: `${name}-${String(index).padStart(2, '0')}`,
        });
    };
    const addCode = (index: number) => {
      add(index, tags.health);
      const element = elements[index]!;
      const colon = text.indexOf(':', element.start);
      // "ABK:E119": the qualifier stands before the code.
      if (colon > 0 && colon < element.end)
        fields.push({ tag: tags.icd10, start: colon + 1, end: element.end, record: Math.max(0, record), name });
    };
    if (name === 'NM1') {
      person = patients.has(value(1));
      if (person) record = records.push({ start: at, end }) - 1;
      if (value(2) === '1') {
        const tag = person ? tags.patient : providers.has(value(1)) ? tags.provider : tags.person;
        const last = elements[3];
        const first = value(4) === '' ? last : elements[4];
        if (last !== undefined && first !== undefined && first.end > last.start)
          fields.push({ tag, start: last.start, end: first.end, record: Math.max(0, record), name: 'NM1-03' });
        if (person && value(7) === 'MI') add(8, tags.plan);
        if (person) add(9, value(8) === 'MI' ? tags.plan : value(8) === '34' ? tags.ssn : tags.plan);
      }
      if (value(8) === 'XX') add(9, tags.npi);
    } else if (name === 'N3' && person) add(1, tags.address);
    else if (name === 'DMG') add(2, tags.birth);
    else if (name === 'REF' && references[value(1)] !== undefined) add(2, references[value(1)]!);
    else if (name === 'CLM' || name === 'CLP') {
      add(1, tags.account);
      // The payer's own number of the claim.
      if (name === 'CLP') add(7, tags.account);
    } else if (name === 'PER' && person) for (const index of [4, 6, 8]) add(index, tags.phone);
    else if (name === 'HI') for (let index = 1; index < elements.length; index++) addCode(index);
    else if (name === 'SV1' || name === 'SV2' || name === 'SVC') add(name === 'SV2' ? 2 : 1, tags.health);
    else if (name === 'DTP' || name === 'DTM') add(name === 'DTP' ? 3 : 2, tags.care);
    if (record >= 0) records[record]!.end = end;
    at = end + 1;
  }
  return { fields, records };
}

function split(text: string, start: number, end: number, separator: string): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] !== separator) continue;
    parts.push({ start: from, end: at });
    from = at + 1;
  }
  return parts;
}
