import type { Field } from './field.ts';
import type { Span } from './page.ts';
import type { Structure } from './tables.ts';
import { tags } from './tags.ts';
import type { Tag } from './vocabulary.ts';

/** Fields of HL7 v2 segments that hold an identifier or health information, by HL7 2.5.1 chapters 3, 4, 6 and 7. */
const places: Readonly<Record<string, Readonly<Record<number, Tag>>>> = {
  PID: {
    2: tags.mrn,
    3: tags.mrn,
    4: tags.mrn,
    5: tags.patient,
    6: tags.relative,
    7: tags.birth,
    9: tags.patient,
    11: tags.address,
    13: tags.phone,
    14: tags.phone,
    18: tags.account,
    19: tags.ssn,
    20: tags.license,
    29: tags.care,
  },
  NK1: { 2: tags.relative, 4: tags.address, 5: tags.phone, 6: tags.phone },
  GT1: { 2: tags.account, 3: tags.relative, 5: tags.address, 6: tags.phone, 8: tags.birth, 12: tags.ssn },
  IN1: { 8: tags.plan, 16: tags.relative, 18: tags.birth, 19: tags.address, 36: tags.plan, 49: tags.plan },
  IN2: { 2: tags.ssn, 6: tags.mbi, 8: tags.plan, 61: tags.plan },
  PV1: {
    7: tags.provider,
    8: tags.provider,
    9: tags.provider,
    17: tags.provider,
    19: tags.account,
    44: tags.care,
    45: tags.care,
  },
  ORC: { 12: tags.provider },
  OBR: { 4: tags.health, 7: tags.care, 16: tags.provider },
  OBX: { 3: tags.health, 5: tags.health },
  DG1: { 3: tags.health, 4: tags.health },
  AL1: { 3: tags.health },
  RXE: { 2: tags.health },
  RXA: { 5: tags.health },
  RXO: { 1: tags.health },
  PR1: { 3: tags.health, 4: tags.health },
  TXA: { 5: tags.provider, 9: tags.provider },
};

export function isHl7(text: string): boolean {
  const head = text.slice(0, 20_000);
  if (!head.includes('MSH|') && !head.includes('PID|')) return false;
  return /(?:^|[\r\n\u000b])(?:MSH|PID)\|/.test(head);
}

/** Named fields of every message; one record per PID. Components of an id, a date or a phone end at the first `^`. */
export function readHl7(text: string): Structure {
  const fields: Field[] = [];
  const records: Span[] = [];
  let record = -1;
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== 13 && text.charCodeAt(end) !== 10) end++;
    const segment = text.slice(at, at + 3);
    if (segment === 'PID' || (segment === 'MSH' && record < 0)) record = records.push({ start: at, end }) - 1;
    if (record >= 0 && end > at) records[record]!.end = end;
    const known = text[at + 3] === '|' ? places[segment] : undefined;
    if (known !== undefined) readSegment(text, at, end, segment, known, record, fields);
    at = end + 1;
  }
  return { fields, records };
}

function readSegment(
  text: string,
  start: number,
  end: number,
  segment: string,
  known: Readonly<Record<number, Tag>>,
  record: number,
  fields: Field[],
): void {
  let place = 0;
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] !== '|') continue;
    const tag = known[place];
    if (tag !== undefined && at > from) {
      for (const part of repetitions(text, from, at)) {
        const value = narrowed(text, part, tag);
        if (value.end > value.start)
          fields.push({ tag, ...value, record: Math.max(0, record), name: `${segment}-${place}` });
      }
    }
    place++;
    from = at + 1;
  }
}

function repetitions(text: string, start: number, end: number): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] !== '~') continue;
    parts.push({ start: from, end: at });
    from = at + 1;
  }
  return parts;
}

function narrowed(text: string, part: Span, tag: Tag): Span {
  const value = text.slice(part.start, part.end);
  if (tag === tags.provider) {
    const comma = /^[A-Z\d]+\^/i.exec(value);
    const start = comma !== null && /\d/.test(comma[0]) ? part.start + comma[0].length : part.start;
    return { start, end: endOfName(text, start, part.end) };
  }
  if (tag === tags.patient || tag === tags.relative)
    return { start: part.start, end: endOfName(text, part.start, part.end) };
  if (tag === tags.address || tag === tags.health) return part;
  const caret = value.indexOf('^');
  return { start: part.start, end: caret < 0 ? part.end : part.start + caret };
}

/** Family, given and middle name: the first three components, without empty ones at the end. */
function endOfName(text: string, start: number, end: number): number {
  const parts = text.slice(start, end).split('^').slice(0, 3);
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return start + parts.join('^').length;
}
